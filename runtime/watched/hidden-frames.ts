import { types } from 'node:util';
import { OWN_URL } from '../own-directory.ts';

const { defineProperty, deleteProperty, getOwnPropertyDescriptor, set } = Reflect;
const captureStackTrace = Error.captureStackTrace.bind(Error);
const { isNativeError } = types;
const NativeError = Error;

const FRAME = /^ {4}at /;

/**
 * Takes this package's frames out of the stack of an error that a wrapped call has thrown, so that it is the one that the
 * call throws unwrapped. `wrapper` is what the program called. A program that formats stacks itself
 * (`Error.prepareStackTrace`) gets them as they are: asking for the text here would call it.
 */
export function hideFrames(error: unknown, wrapper: (...args: never[]) => unknown): void {
  if (!(isNativeError(error) || error instanceof DOMException) || formatsItself()) return;
  const { stack } = error;
  if (typeof stack !== 'string' || !stack.includes(OWN_URL)) return;
  const lines = stack.split('\n');
  const head = lines.slice(0, lines.findIndex(isFrame));
  const frames = lines.slice(head.length);
  const limit = NativeError.stackTraceLimit;
  const rest = frames.length > limit ? frames.filter(isForeign) : withCallers(frames, wrapper).slice(0, limit);
  replace(error, [...head, ...rest].join('\n'));
}

const isFrame = (line: string): boolean => FRAME.test(line);
const isForeign = (line: string): boolean => !line.includes(OWN_URL);

/** The frames inside the wrapped call, and all of its callers: our own frames have taken the places of some of those. */
function withCallers(frames: string[], wrapper: (...args: never[]) => unknown): string[] {
  const holder: { stack?: string } = {};
  captureStackTrace(holder, wrapper);
  const callers = (holder.stack ?? '').split('\n').filter(isFrame);
  return [
    ...frames.slice(
      0,
      frames.findIndex((line) => !isForeign(line)),
    ),
    ...callers,
  ];
}

function formatsItself(): boolean {
  const value: unknown = getOwnPropertyDescriptor(NativeError, 'prepareStackTrace')?.value;
  return typeof value === 'function' && value.name !== 'ErrorPrepareStackTrace';
}

/**
 * V8 keeps the stack as a value or, in later versions, behind accessors of its own. Native code can have one that looks like
 * a value and is made anew each time (isolated-vm).
 */
function replace(error: Error, stack: string): void {
  const descriptor = getOwnPropertyDescriptor(error, 'stack');
  if (!descriptor || !('value' in descriptor)) set(error, 'stack', stack);
  else if (!defineProperty(error, 'stack', { ...descriptor, value: stack }) || error.stack !== stack) {
    deleteProperty(error, 'stack');
    defineProperty(error, 'stack', { ...descriptor, value: stack });
  }
}
