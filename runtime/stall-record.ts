import type { Kind, Weight } from '../rules/catalog/types.ts';
import type { TraceContext } from './watched/trace-context.ts';

/**
 * Why the loop did not turn.
 *
 * - `code`: JavaScript ran all the time.
 * - `native`: one native call (a synchronous system call, a key derivation, a big `JSON.parse`) took most of it.
 * - `microtasks`: promise reactions or `process.nextTick` callbacks that kept scheduling the next one.
 * - `many-short-tasks`: many callbacks, none of them long, ran in one turn of the loop.
 * - `gc`: the garbage collector.
 * - `startup`: modules were loaded and the program's top level ran.
 * - `cpu-starvation`: the thread was ready to run, but the machine gave it no CPU.
 * - `suspended`: the whole process was stopped (SIGSTOP, a laptop's lid, a frozen container).
 * - `debugger`: a person stood at a breakpoint.
 * - `unknown`: the platform gave no evidence.
 */
export type Cause =
  | 'code'
  | 'native'
  | 'microtasks'
  | 'many-short-tasks'
  | 'gc'
  | 'startup'
  | 'cpu-starvation'
  | 'suspended'
  | 'debugger'
  | 'unknown';

/** What the event loop was doing: a request, a message, a job, a timer, ... */
export type ContextKind =
  | 'request'
  | 'websocket'
  | 'graphql'
  | 'job'
  | 'timer'
  | 'immediate'
  | 'listener'
  | 'message'
  | 'startup'
  | 'custom'
  | 'unknown';

/** The work on whose behalf the stalled code ran. Never holds a query, a header or a body. */
export interface StallContext {
  /** What it is: `request`, `job`, `timer`, ... */
  kind: ContextKind;
  /** What a person would call it: `GET /orders/:id`, `socket.io message`, the name given to `withContext()`. */
  name: string;
  /** HTTP method, for a request. */
  method?: string;
  /** The route's pattern as the framework knows it: `/orders/:id`. */
  route?: string;
  /** The request's path without its query, only where no pattern is known (or the option `path` asks for it). */
  path?: string;
  /** The GraphQL field whose resolver ran. */
  field?: string;
  /** Tells the requests of a process apart: counts those that a stall was seen in, from 1. */
  id?: number;
}

/** Who wrote the code of a frame. */
export type Origin = 'app' | 'dependency' | 'node';

/** One frame of the stalled stack, innermost first, in the original source where a source map is known. */
export interface StallFrame {
  /** Function name as V8 gives it, or an empty string. */
  function: string;
  /** Absolute path, `node:` specifier, or an empty string for V8's own functions (`JSON.parse`, `Array.map`). */
  file: string;
  /** From 1; 0 where unknown. */
  line: number;
  /** From 1; 0 where unknown. */
  column: number;
  /** The frame does not run: it awaits the frame below it in the list. */
  async: boolean;
  /** Who wrote it. */
  origin: Origin;
  /** The position in the generated file, where a source map moved it. */
  generated?: { file: string; line: number; column: number };
}

/** A line that held the loop, with its share of the stall. */
export interface Culprit {
  /** Absolute path of the original source. */
  file: string;
  /** From 1. */
  line: number;
  /** From 1. */
  column: number;
  /** Function name as V8 gives it, or an empty string. */
  function: string;
  /**
   * The line's text without its indentation, or an empty string where the source cannot be read; of a long line the
   * beginning, which then ends in `…`.
   */
  text: string;
  /** Text of the nearest line above that is not blank, without indentation. */
  before: string;
  /** The same below. */
  after: string;
  /** Part of the stall spent in this line, 0 to 1. */
  share: number;
  /** Who wrote the code. */
  origin: Origin;
  /** First 16 hex digits of the SHA-256 of the file as it was when the stall was reported. */
  fileHash?: string;
}

/** The catalog's entry of the blocking call that the culprit made. */
export interface CatalogMatch {
  /** `node:fs`, a package's name, `global`, `hazard`. */
  module: string;
  /** `readFileSync`. */
  member: string;
  /** The kind of call, which a rule is named after. */
  kind: Kind;
  /** How long it may take. */
  weight: Weight;
  /** What to write in its place. */
  useInstead: string;
}

/** A blocking call as timed where it was made. */
export interface TimedCall {
  /** `readFileSync`, `JSON.parse`. */
  name: string;
  /** From the call to its return, in milliseconds. */
  durationMs: number;
  /** Length of the text or the bytes that it read, parsed or wrote, where known. */
  size?: number;
}

/** A line that V8's profiler saw, with its share of the stall. */
export interface ProfiledLine {
  /** Function name as V8 gives it. */
  function: string;
  /** Absolute path of the original source. */
  file: string;
  /** From 1. */
  line: number;
  /** It is the line that ran, or made the native call; else the function begins there, and no more is known. */
  isExact: boolean;
  /** Part of the stall, 0 to 1. */
  share: number;
}

/** The samples of a stall as a tree of frames, in the order in which they were taken. */
export interface SampleTree {
  /** Absolute paths. */
  files: string[];
  /** Position in the original source, its file by index; 1: the frame awaits the one below it. */
  frames: [function: string, file: number, line: number, column: number, async: 0 | 1][];
  /** A frame by index, and the node that called it; -1 for the outermost. */
  nodes: [caller: number, frame: number][];
  /** The innermost node (-1 where no frame was seen), and the microseconds that it stands for. */
  samples: [node: number, us: number][];
}

/** One stall: the contract between the runtime half, its reports and the static half. */
export interface StallRecord {
  /** Of this format; a change that readers must know of gives another one. */
  version: 1;
  /** Unique for this stall; a later record with the same id replaces an earlier one (see `ongoing`). */
  id: string;
  /** When the stall began: ISO 8601, UTC. */
  time: string;
  /** The process. */
  pid: number;
  /** 0 is the main thread. */
  threadId: number;
  /** The loop had not turned yet when the record was written. */
  ongoing: boolean;
  /** How long the loop did not turn, in milliseconds. */
  durationMs: number;
  /** The true duration is within this many milliseconds of `durationMs`. */
  uncertaintyMs: number;
  /** Why the loop did not turn. */
  cause: Cause;
  /** One sentence of evidence for the cause. */
  evidence: string;
  /** What the stalled code ran for. */
  context: StallContext;
  /**
   * In a worker thread, and nobody but the thread that gave it the work waits for it: no request, timer or socket of its
   * own. That is what worker threads are for, so a terminal does not show it, and it fails no run.
   */
  offloaded?: true;
  /** The trace and span that were active when it was sampled, where OpenTelemetry is set up. */
  trace?: TraceContext;
  /** The requests that were open, when it is not known which one it was; else empty. */
  candidates: StallContext[];
  /** The line that held the loop longest; null where the cause blames no line, or none was seen. */
  culprit: Culprit | null;
  /** The nearest line of the application's own code, where the culprit stands in a dependency. */
  caller: Culprit | null;
  /** Further lines with their shares, greatest first, at most 4. */
  others: Culprit[];
  /** The culprit's stack, innermost first. */
  frames: StallFrame[];
  /** The catalog's entry of the call that the culprit made; of the module `hazard` where it is no call. */
  catalog: CatalogMatch | null;
  /** The rule of the static half that reports such a call: `no-blocking-fs`. */
  ruleId: string | null;
  /** The longest blocking call that was timed in it; while it lasts, the one that has not returned yet. */
  call: TimedCall | null;
  /** How many samples of the stack were taken. */
  samples: number;
  /** What was sampled when: in the log and for listeners, not on stderr. */
  sampleTree?: SampleTree;
  /** The sample came when a native call had returned: the call was made from the culprit line or just before it. */
  late: boolean;
  /** Milliseconds of garbage collection inside the stall, where known. */
  gcMs?: number;
  /** Milliseconds that the thread really ran and waited for a CPU, where the platform tells. */
  cpu?: { ranMs: number; waitedMs: number };
  /** What V8's profiler saw, greatest share first, at most 5 lines; where the option `profiler` is on. */
  profile?: ProfiledLine[];
  /** Where the stalled callback was scheduled, innermost first; where the option `origin` is on and it is known. */
  origin?: StallFrame[];
  /** The same for stalls with the same cause and culprit. */
  fingerprint: string;
  /** The run of `unblocked run` that it belongs to. */
  run?: string;
  /** How many stalls with this fingerprint this process has seen, this one included. */
  count: number;
}
