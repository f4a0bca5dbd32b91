import { executionAsyncResource } from 'node:async_hooks';
import type { RawContext, RawFrame } from '../protocol.ts';
import { frameOf } from '../records/stack.ts';
import { contextOfStack } from '../records/stall-context.ts';
import type { StallFrame } from '../stall-record.ts';
import { SPANS_FILE } from '../watched/spans.ts';

/** Code that loads modules: Node's own, and that of test runners. */
const LOADER =
  /^node:internal\/(?:modules|main)\/|[\\/]node_modules[\\/](?:jest-runtime|jest-runner|vite-node|vite[\\/]dist[\\/]node[\\/]module-runner)/;

/** Functions that load modules, in files that hold other functions too. */
const LOADING = /(?:^|\.)_?(?:runInlinedModule|runExternalModule|directRequest)$/;

/** Node's code that calls a listener because something came in from outside. */
const INPUT = /^node:(?:net|dgram|_http_|http2|internal\/(?:stream_base_commons|http2?|child_process|worker\/io))/;

/** The line of the program that made a call, and the frames from it on, without this package's own. */
export function siteOf(frames: readonly RawFrame[], own: string, isLoad: boolean): StallFrame[] | undefined {
  // What times a call may stand around what looks at it.
  const plain = frames.map(frameOf).filter(({ file }) => file !== SPANS_FILE);
  // V8's own functions (`Array.map`) pass through; a call of Node's own code, or of ours, is not the program's.
  const at = plain.findIndex(({ file, origin }) => (isLoad ? origin !== 'node' : file !== ''));
  const caller = plain[at];
  if (caller === undefined || caller.origin === 'node' || caller.file.startsWith(own)) return undefined;
  return plain.slice(at).filter(({ file }) => !file.startsWith(own));
}

/**
 * Whether these frames stand in a module that is being loaded: what loads it is on the stack, or, where the module's own
 * code has waited for something, is what awaits it.
 */
export function isLoading(frames: readonly StallFrame[]): boolean {
  const awaiting = frames.find(({ async }) => async);
  return frames.some((frame) => !frame.async && isLoader(frame)) || (awaiting !== undefined && isLoader(awaiting));
}

const isLoader = ({ file, function: name }: StallFrame): boolean => LOADER.test(file) || LOADING.test(name);

/** The handler that these frames stand in, where async context knows none: of a message, a job, an interval, an event. */
export function handlerOf(frames: readonly StallFrame[]): RawContext | undefined {
  const { kind, name } = contextOfStack(frames);
  if (kind === 'websocket' || kind === 'graphql' || kind === 'job') return { kind, name };
  if (kind === 'timer') return isInterval() ? { kind, name: 'interval' } : undefined;
  const fromOutside = frames.some(({ file, async }) => !async && INPUT.test(file));
  return kind === 'listener' && fromOutside ? { kind, name } : undefined;
}

function isInterval(): boolean {
  const { _repeat } = executionAsyncResource() as { _repeat?: unknown };
  return typeof _repeat === 'number';
}
