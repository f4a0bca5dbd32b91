import type { ResolvedOptions } from './options.ts';
import type { ContextKind, StallRecord } from './stall-record.ts';
import type { TraceContext } from './watched/trace-context.ts';

/** Name of the global function that takes a sample; the watchdog evaluates it inside the stalled thread. */
export const SAMPLE_SYMBOL = 'unblocked.sample';

/** The expression that the inspector evaluates; `known`: maps of that thread that the watchdog has got with samples before. */
export const sampleExpression = (known: number): string =>
  `globalThis[Symbol.for(${JSON.stringify(SAMPLE_SYMBOL)})]?.(${known})`;

/** Gaps between heartbeats that the shared memory holds until the watchdog has read them. */
export const RING_SIZE = 16;

/** Numbers that each gap takes in the ring: its start, its stall's begin, its end, and what the thread had run and waited by then. */
export const GAP_SLOTS = 5;

/** Slots of nanosecond times (`BigInt64Array`, monotonic clock). */
export const TIME = {
  beat: 0,
  spanStart: 1,
  ring: 8,
} as const;

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
  /** The operating system's id of the thread; 0 where it is not known. */
  systemThread: 8,
  /** Node's id of the worker thread that beats here; 0 where none does, or where it is the main thread. */
  thread: 9,
  /** Where a worker thread is in its life (`LIFE`). */
  life: 10,
  /** How many gaps the watchdog has read. */
  gapsRead: 11,
  /** The loop is idle, and beats more slowly. */
  idle: 12,
  /** There is a message for the watchdog, which may be dozing. */
  wake: 13,
  /** The watched thread exits because its loop had nothing left to do. */
  loopEnded: 14,
} as const;

const TIME_SLOTS = TIME.ring + GAP_SLOTS * RING_SIZE;
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

/** Bytes of one thread's state. */
export const STATE_BYTES = TIME_SLOTS * 8 + FLAG_SLOTS * 4 + TEXT_BYTES;

/** Gives the named views over a shared buffer from `offset` on, or over a new one. */
export function sharedState(buffer = new SharedArrayBuffer(STATE_BYTES), offset = 0): SharedState {
  const flagsAt = offset + TIME_SLOTS * 8;
  return {
    buffer,
    times: new BigInt64Array(buffer, offset, TIME_SLOTS),
    flags: new Int32Array(buffer, flagsAt, FLAG_SLOTS),
    text: Buffer.from(buffer, flagsAt + FLAG_SLOTS * 4, TEXT_BYTES),
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
}

/** `[function, file, line, column, async]` of one frame. */
export type RawFrame = [name: string, file: string, line: number, column: number, async: 0 | 1];

/** The source map that a loaded script carries, as a `data:` URL, and the script's file. */
export type CarriedMap = [file: string, address: string];

/** A stack, as the thread that it was taken in has it. */
export interface RawStack {
  frames: RawFrame[];
  /** V8's text of the stack instead of `frames`, where `Error` is frozen. */
  text?: string;
  /** Whether source maps have been applied to `text`. */
  mapped?: boolean;
}

/** One sample, as the stalled thread returns it. */
export interface RawSample extends RawStack {
  /** When it was taken, in milliseconds of the monotonic clock. */
  at: number;
  /** The async id of the task that ran. */
  task: number;
  /** Counts the boundaries between microtasks that samples have seen. */
  piece: number;
  context: RawContext | null;
  /** Requests in flight, asked for only where there is no context. */
  inFlight: RawContext[];
  /** A full garbage collection has ended since the sample before, or since the last heartbeat. */
  collected?: true;
  /** Where the task was scheduled, where that is asked for and known. */
  origin?: RawStack;
  /** The trace and span that were active, where a tracer is known. */
  trace?: TraceContext;
  /** Maps that the watchdog has not got yet. */
  maps?: CarriedMap[];
}

/** A blocking call that was slow, timed at the call itself. */
export interface RawSpan extends RawStack {
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
  origin?: RawStack;
}

/** A stack as V8's profiler knows it. */
export interface ProfiledStack {
  /** Innermost first; all but the innermost stand where their function begins. */
  frames: RawFrame[];
  /** The innermost frame has the line that ran: else it too stands where its function begins. */
  isExact: boolean;
  /** May be a part of one: the lines of a function share those of the function. */
  samples: number;
}

/** What V8's profiler saw of a stall. */
export interface RawProfile {
  /** All of them, native code without a line included. */
  samples: number;
  /** Those of garbage collection. */
  garbage: number;
  stacks: ProfiledStack[];
}

/** What the watchdog's thread is given at its start. */
export interface WatchdogData {
  buffer: SharedArrayBuffer;
  /** The thread that started the watchdog; 0 is the main thread. */
  threadId: number;
  /** Tells this run of the program from others: part of every stall's id. */
  origin: string;
  /** The states of the application's worker threads; undefined where they are not watched. */
  threads: ThreadsData | undefined;
  options: ResolvedOptions;
  pid: number;
  cwd: string;
  colour: boolean;
  hyperlinks: boolean;
  /** The permission model denies the inspector: connecting would abort the process. */
  inspectorDenied: boolean;
  /** The run of `unblocked run`. */
  run: string | undefined;
}

/** What worker threads of the application are given, and the watchdog that watches them. */
export interface ThreadsData {
  /** A header and a state for each thread: see `threads.ts`. */
  buffer: SharedArrayBuffer;
  /** Name of the BroadcastChannel on which they send their messages. */
  channel: string;
  options: ResolvedOptions;
}

/** What a watched thread has seen of its own stalls. */
export type Evidence = ({ type: 'span'; span: RawSpan } | Settled) & {
  /** Maps that were not sent before. */
  maps?: CarriedMap[];
};

/** The loop turned after the gap that began at `beat`; `gcMs` of it were garbage collection. */
export interface Settled {
  type: 'settled';
  beat: number;
  gcMs: number;
  /** Where the option `profiler` is on. */
  profile?: RawProfile;
}

/** Messages from the thread that started the watchdog. */
export type ToWatchdog = { type: 'flush'; id: number } | { type: 'exit' } | Evidence;

/** A message of a worker thread of the application. */
export interface FromThread {
  thread: number;
  evidence: Evidence;
}

/** Messages from the watchdog to the main thread. */
export type FromWatchdog =
  | { type: 'armed' }
  | { type: 'stall'; record: StallRecord; shown: boolean }
  | { type: 'flushed'; id: number }
  | { type: 'warning'; code: string; message: string };
