import type { RawFrame, RawStack } from '../protocol.ts';
import { noteMaps, sourceMapsEnabled } from './loaded-maps.ts';

// V8 runs a sample wherever the application stands, so nothing here may be looked up later on objects
// that the application can change.
const NativeError = Error;
const captureStackTrace = Error.captureStackTrace.bind(Error);
const { defineProperty, deleteProperty, getOwnPropertyDescriptor, isExtensible } = Reflect;

/** Frames that one sample takes at most; 30 would lose the handler under a big framework. */
const DEPTH = 200;

/** Calls that must fit on the stack before `Error` is touched, so that putting it back cannot overflow. */
const HEADROOM = 40;

type Restore = PropertyDescriptor | 'absent' | 'untouched';

function put(name: string, value: unknown): Restore {
  const old = getOwnPropertyDescriptor(NativeError, name);
  if (old === undefined) {
    if (!isExtensible(NativeError)) return 'untouched';
    defineProperty(NativeError, name, { value, writable: true, enumerable: false, configurable: true });
    return 'absent';
  }
  if (old.configurable === true) {
    defineProperty(NativeError, name, {
      value,
      writable: true,
      enumerable: old.enumerable ?? false,
      configurable: true,
    });
    return old;
  }
  return old.writable === true && defineProperty(NativeError, name, { value }) ? old : 'untouched';
}

function putBack(name: string, old: Restore): void {
  if (old === 'untouched') return;
  if (old === 'absent') deleteProperty(NativeError, name);
  else defineProperty(NativeError, name, old);
}

const keepSites = (_error: unknown, sites: NodeJS.CallSite[]): NodeJS.CallSite[] => sites;

function frameOf(site: NodeJS.CallSite): RawFrame {
  const file = site.getFileName() ?? site.getScriptNameOrSourceURL();
  // A function of V8 has no file, and only its text names the object that it belongs to: "JSON.parse (<anonymous>)".
  const name = file ? site.getFunctionName() : textOf(site);
  return [name ?? '', file ?? '', site.getLineNumber() ?? 0, site.getColumnNumber() ?? 0, isAsync(site) ? 1 : 0];
}

// Missing in the types of Node 20.
function textOf(site: NodeJS.CallSite): string {
  return (site as { toString(): string }).toString();
}

function isAsync(site: NodeJS.CallSite): boolean {
  return (site as NodeJS.CallSite & { isAsync(): boolean }).isAsync();
}

/** Throws a RangeError where the stack is nearly full. */
function needHeadroom(calls: number): number {
  return calls === 0 ? 0 : needHeadroom(calls - 1) + 1;
}

function framesOf(sites: NodeJS.CallSite[]): RawFrame[] {
  const frames: RawFrame[] = [];
  for (let index = 0; index < sites.length; index += 1) {
    const site = sites[index];
    if (site !== undefined) frames[index] = frameOf(site);
  }
  return frames;
}

/**
 * Takes the stack of the caller of `above` with raw positions (no source maps applied), async callers included.
 * `Error.stackTraceLimit` and `Error.prepareStackTrace` are as before when it returns or throws; where `Error` is
 * frozen they are not written at all, and V8's text is returned instead. Maps that its scripts carry are noted.
 */
export function captureStack(above: (...args: never[]) => unknown): RawStack {
  return noted(captureFrames(above));
}

/** Reads a stack that `Error.captureStackTrace()` has taken before, as above. */
export function readStack(holder: { stack?: unknown }): RawStack {
  needHeadroom(HEADROOM);
  let prepare: Restore = 'untouched';
  try {
    prepare = put('prepareStackTrace', keepSites);
    return noted(stackIn(holder));
  } finally {
    putBack('prepareStackTrace', prepare);
  }
}

function noted(stack: RawStack): RawStack {
  noteMaps(stack.frames);
  return stack;
}

function stackIn({ stack }: { stack?: unknown }): RawStack {
  if (typeof stack === 'string') return { frames: [], text: stack, mapped: sourceMapsEnabled() };
  return { frames: framesOf((stack ?? []) as NodeJS.CallSite[]) };
}

/** The same without a look at what maps its scripts carry. */
export function captureFrames(above: (...args: never[]) => unknown): RawStack {
  needHeadroom(HEADROOM);
  const holder: { stack?: unknown } = {};
  let limit: Restore = 'untouched';
  let prepare: Restore = 'untouched';
  try {
    limit = put('stackTraceLimit', DEPTH);
    prepare = put('prepareStackTrace', keepSites);
    captureStackTrace(holder, above);
    return stackIn(holder);
  } finally {
    putBack('prepareStackTrace', prepare);
    putBack('stackTraceLimit', limit);
  }
}
