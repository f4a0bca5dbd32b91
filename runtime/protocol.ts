import type { ResolvedOptions } from './options.ts';
import type { ContextKind, StallRecord } from './stall-record.ts';

/** Name of the global function that takes a sample; the watchdog evaluates it inside the stalled thread. */
export const SAMPLE_SYMBOL = 'unblocked.sample';

/** The expression that the inspector evaluates. */
export const SAMPLE_EXPRESSION = `globalThis[Symbol.for(${JSON.stringify(SAMPLE_SYMBOL)})]?.()`;

/** Gaps between heartbeats that the shared memory holds until the watchdog has read them. */
export const RING_SIZE = 16;

/** Slots of nanosecond times (`BigInt64Array`, monotonic clock). */
export const TIME = { beat: 0, spanStart: 1, ring: 8 } as const;

/** Slots of flags and counters (`Int32Array`). */
export const FLAG = {
  /** How many gaps were ever written to the ring. */
  gapCount: 0,
  /** The watched thread is about to exit: the watchdog must disconnect and report what it has. */
  exiting: 1,
  /** Answer to `exiting`. */
  farewell: 2,
  /** The loop of the watched thread has turned at least once. */
  turned: 3,
  /** An inspector port is open in this process. */
  debuggerPort: 4,
  /** The watchdog holds a session or an unreported stall. */
  busy: 5,
  /** The watchdog is watching. */
  armed: 6,
  /** Length of the text that describes the blocking call that runs; 0 for none. */
  spanLength: 7,
} as const;

const TIME_SLOTS = TIME.ring + 2 * RING_SIZE;
const FLAG_SLOTS = 16;
const TEXT_BYTES = 1024;

/** The memory that a watched thread shares with the watchdog. */
export interface SharedState {
  buffer: SharedArrayBuffer;
  times: BigInt64Array;
  flags: Int32Array;
  /** Describes the blocking call that runs. */
  text: Buffer;
}

const BYTES = TIME_SLOTS * 8 + FLAG_SLOTS * 4 + TEXT_BYTES;

/** Gives the named views over a shared buffer, or over a new one. */
export function sharedState(buffer = new SharedArrayBuffer(BYTES)): SharedState {
  return {
    buffer,
    times: new BigInt64Array(buffer, 0, TIME_SLOTS),
    flags: new Int32Array(buffer, TIME_SLOTS * 8, FLAG_SLOTS),
    text: Buffer.from(buffer, TIME_SLOTS * 8 + FLAG_SLOTS * 4, TEXT_BYTES),
  };
}

/** What the sampling function knows of the work in hand. */
export interface RawContext {
  kind: ContextKind;
  name: string;
  method?: string;
  route?: string;
  path?: string;
  id?: number;
  openMs?: number;
}

/** `[function, file, line, column, async]` of one frame. */
export type RawFrame = [name: string, file: string, line: number, column: number, async: 0 | 1];

/** One sample, as the stalled thread returns it. */
/** An original position that the thread knows from a map in its memory. */
export type Original = [file: string, line: number, column: number];

export interface RawSample {
  /** When it was taken, in milliseconds of the monotonic clock. */
  at: number;
  /** The async id of the task that ran. */
  task: number;
  /** Counts the boundaries between microtasks that samples have seen. */
  piece: number;
  context: RawContext | null;
  /** Requests in flight, asked for only where there is no context. */
  inFlight: RawContext[];
  frames: RawFrame[];
  /** For each frame, its original position where the map is in memory only. */
  originals?: (Original | null)[];
  /** V8's text of the stack instead of `frames`, where `Error` is frozen. */
  text?: string;
  /** Whether source maps have been applied to `text`. */
  mapped?: boolean;
}

/** A blocking call that was slow, timed at the call itself. */
export interface RawSpan {
  /** `readFileSync`, `JSON.parse`. */
  call: string;
  /** The catalog's module. */
  module: string;
  /** Milliseconds of the monotonic clock. */
  start: number;
  end: number;
  /** Length of the text or bytes read, parsed or written. */
  size?: number;
  /** The async id of the task that ran. */
  task: number;
  context: RawContext | null;
  inFlight: RawContext[];
  frames: RawFrame[];
  originals?: (Original | null)[];
  text?: string;
  mapped?: boolean;
}

/** What the watchdog's thread is given at its start. */
export interface WatchdogData {
  buffer: SharedArrayBuffer;
  options: ResolvedOptions;
  pid: number;
  cwd: string;
  /** Directory of the runtime's own files: their frames are not shown. */
  ownDirectory: string;
  colour: boolean;
  /** The permission model denies the inspector: connecting would abort the process. */
  inspectorDenied: boolean;
  /** The run of `unblocked run`. */
  run: string | undefined;
}

/** Messages from a watched thread to the watchdog. */
export type ToWatchdog =
  | { type: 'flush'; id: number }
  | { type: 'exit' }
  | { type: 'span'; span: RawSpan }
  /** The loop turned after the gap that began at `beat`; `gcMs` of it were garbage collection. */
  | { type: 'settled'; beat: number; gcMs: number };

/** Messages from the watchdog to the main thread. */
export type FromWatchdog =
  | { type: 'armed' }
  | { type: 'stall'; record: StallRecord; shown: boolean }
  | { type: 'flushed'; id: number }
  | { type: 'warning'; code: string; message: string };
