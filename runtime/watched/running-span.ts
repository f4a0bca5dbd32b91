import { FLAG, TIME, type RawContext, type SharedState } from '../protocol.ts';
import type { RequestContexts } from '../requests/request-contexts.ts';

const { stringify } = JSON;

/** The blocking call that a thread is in. */
export interface RunningSpan {
  module: string;
  call: string;
  /** Milliseconds of the monotonic clock. */
  start: number;
  context: RawContext | null;
  inFlight: RawContext[];
}

/** Writes to shared memory which call begins, for a hang that no sample can see. */
export function openSpan(state: SharedState, start: bigint, name: string, contexts: RequestContexts): void {
  const { context, inFlight } = contexts.atHand();
  const text = stringify([name, context, inFlight.slice(0, 3)]);
  Atomics.store(state.times, TIME.spanStart, start);
  const fits = text.length * 3 <= state.text.length;
  const length = state.text.write(fits ? text : stringify([name, null, []]));
  Atomics.store(state.flags, FLAG.spanLength, length);
}

/** The call has returned. */
export function closeSpan(state: SharedState): void {
  Atomics.store(state.flags, FLAG.spanLength, 0);
}

/** Reads, in the watchdog, which call a thread is in. */
export function runningSpan(state: SharedState): RunningSpan | undefined {
  const length = Atomics.load(state.flags, FLAG.spanLength);
  if (length === 0) return undefined;
  const text = Buffer.from(state.text.subarray(0, length)).toString();
  const start = Number(Atomics.load(state.times, TIME.spanStart)) / 1e6;
  if (Atomics.load(state.flags, FLAG.spanLength) !== length) return undefined; // it has just returned
  const [name, context, inFlight] = JSON.parse(text) as [string, RawContext | null, RawContext[]];
  const [module = '', call = ''] = name.split(' ');
  return { module, call, start, context, inFlight };
}
