import { nowNs, timers } from './clock.ts';
import { ownCpuTimeReader, systemThread } from './cpu-time.ts';
import { writeGap } from './gap-ring.ts';
import type { GarbageCollection } from './garbage-collection.ts';
import type { Profiler } from './profiler.ts';
import { FLAG, TIME, type Evidence, type SharedState } from './protocol.ts';

const MS = 1_000_000;

/** A lag of this part of the threshold is notable: a stall may follow. */
const NOTABLE_LAG = 0.5;

/** Turns of the loop after a gap until the entries of its garbage collections have arrived. */
const SETTLING_TURNS = 3;

/** Lag of the loop, as its heartbeat saw it, in milliseconds. */
export interface Lag {
  max: number;
  mean: number;
}

interface HeartbeatOptions {
  state: SharedState;
  heartbeat: number;
  threshold: number;
  garbage: GarbageCollection;
  profiler?: Profiler | undefined;
  send: (evidence: Evidence) => void;
  /** Called with every beat. */
  onBeat: () => void;
  /** Called with every gap that reached the threshold, in milliseconds of the monotonic clock. */
  onGap(start: number, end: number): void;
}

/** Stores the time in shared memory while the loop turns, and the gaps when it did not. */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  readonly #timer: NodeJS.Timeout;
  readonly #cpuReader = ownCpuTimeReader();
  /** Tell the watchdog what else is known of gaps that have just ended. */
  readonly #unsettled = new Set<() => void>();
  #beats = 0;
  #lagSum = 0;
  #lagMax = 0;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
    Atomics.store(options.state.flags, FLAG.systemThread, systemThread());
    Atomics.store(options.state.times, TIME.beat, nowNs());
    this.#timer = timers.setInterval(this.beat, options.heartbeat);
    this.#timer.unref();
    timers.setImmediate(this.#turned).unref();
  }

  /** One beat; also called by hand where the state must be known now. Returns whether a stall has just ended. */
  readonly beat = (): boolean => {
    const { state, heartbeat, threshold, garbage, onBeat } = this.#options;
    const now = nowNs();
    const last = Atomics.load(state.times, TIME.beat);
    const gap = Number(now - last) / MS;
    this.#measure(Math.max(0, gap - heartbeat));
    const stalled = gap - heartbeat / 2 >= threshold;
    if (stalled) this.#writeGap(last, now);
    Atomics.store(state.times, TIME.beat, now);
    garbage.beat(gap - heartbeat >= threshold * NOTABLE_LAG);
    onBeat();
    return stalled;
  };

  get lag(): Lag {
    return { max: this.#lagMax, mean: this.#beats === 0 ? 0 : this.#lagSum / this.#beats };
  }

  /** Resolves when every gap up to now has been handed to the watchdog. */
  settled(): Promise<void> {
    return new Promise((resolve) => {
      this.#afterTurns(SETTLING_TURNS + 1, resolve);
    });
  }

  /** The same, where the loop will not turn any more. */
  settleNow(): void {
    for (const settle of this.#unsettled) settle();
  }

  stop(): void {
    timers.clearInterval(this.#timer);
    this.#cpuReader.close();
  }

  readonly #turned = (): void => {
    Atomics.store(this.#options.state.flags, FLAG.turned, 1);
  };

  #measure(lag: number): void {
    this.#beats += 1;
    this.#lagSum += lag;
    if (lag > this.#lagMax) this.#lagMax = lag;
  }

  #writeGap(start: bigint, end: bigint): void {
    writeGap(this.#options.state, start, end, this.#cpuReader.read());
    const from = Number(start) / MS;
    const to = Number(end) / MS;
    this.#options.onGap(from, to);
    const settle = (): void => {
      if (this.#unsettled.delete(settle)) this.#settle(from, to);
    };
    this.#unsettled.add(settle);
    this.#afterTurns(SETTLING_TURNS, settle);
  }

  #settle(from: number, to: number): void {
    const { garbage, profiler, send } = this.#options;
    const profile = profiler?.take(from, to);
    const seenMs = profile && profile.samples > 0 ? (profile.garbage / profile.samples) * (to - from) : 0;
    const gcMs = Math.max(garbage.between(from, to), seenMs);
    send({ type: 'settled', beat: from, gcMs, ...(profile && { profile }) });
  }

  #afterTurns(turns: number, done: () => void): void {
    if (turns === 0) {
      done();
      return;
    }
    timers.setImmediate(() => {
      this.#afterTurns(turns - 1, done);
    });
  }
}
