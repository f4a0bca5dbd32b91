import type { CpuTime } from '../cpu-time.ts';
import type { RawProfile, RawSample, RawSpan } from '../protocol.ts';
import type { RunningSpan } from '../watched/running-span.ts';

/** A sample and when the watchdog had asked for it. */
export interface TimedSample extends RawSample {
  askedAt: number;
  /** Milliseconds between the two in which the thread had no CPU, where the platform tells. */
  waitedMs: number;
}

/** What the watchdog has seen of one stall. Times are milliseconds of the monotonic clock. */
export interface Stall {
  id: string;
  threadId: number;
  /** The last heartbeat before it. */
  start: number;
  /** When it began: between that heartbeat and the time at which the next one was due. */
  begin: number;
  /** The first heartbeat after it, or now while it lasts. */
  end: number;
  ongoing: boolean;
  samples: TimedSample[];
  /** Blocking calls that were timed inside it. */
  spans: RawSpan[];
  /** The blocking call that runs now, while it lasts. */
  running: RunningSpan | undefined;
  /** Part of it during which the watchdog itself did not run. */
  suspendedMs: number;
  /** What the watched thread ran and waited for a CPU meanwhile, where the platform tells. */
  cpu: CpuTime | undefined;
  /** Milliseconds that the process's other threads ran meanwhile, those of V8's collector among them. */
  besideMs: number;
  gcMs: number;
  /** What V8's profiler saw, where it runs. */
  profile: RawProfile | undefined;
  /** The thread's loop had nothing left to do when it ended. */
  loopEnded: boolean;
  /** A person stood at a breakpoint. */
  paused: boolean;
  /** It began before the loop had turned once, or before the watchdog of a young process was armed. */
  early: boolean;
  /** The process was young when it began. */
  young: boolean;
}
