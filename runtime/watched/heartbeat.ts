import { performance } from 'node:perf_hooks';
import { nowNs, timers } from '../clock.ts';
import { ownCpuTimeReader, systemThread } from '../cpu-time.ts';
import { FLAG, TIME, type Evidence, type SharedState } from '../protocol.ts';
import { idleHeartbeatMs } from '../watchdog/pace.ts';
import { writeGap } from './gap-ring.ts';
import type { GarbageCollection } from './garbage-collection.ts';
import { takeOwnWork } from './own-work.ts';
import type { Profiler } from './profiler.ts';

const MS = 1_000_000;

/** Node counts the time in which the loop waits for events. */
const { nodeTiming } = performance;

/** A loop that has waited for events for this part of a second is idle: it beats more slowly. */
const IDLE_PART = 0.9;
const IDLE_WINDOW_MS = 1000;

/** It is idle no more when it has worked for this part of the time between two beats. */
const BUSY_PART = 0.5;

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
  /** Called with every stall that reached the threshold, in milliseconds of the monotonic clock. */
  onStall(begin: number, end: number): void;
}

/** Stores the time in shared memory while the loop turns, and the gaps when it did not. */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  readonly #cpuReader = ownCpuTimeReader();
  #period: number;
  #timer: NodeJS.Timeout;
  /** Milliseconds that the loop had waited for events, in its life, at the last beat. */
  #idleTime = nodeTiming.idleTime;
  /** Since the window began: milliseconds, and those of them in which the loop waited for events. */
  #windowMs = 0;
  #windowIdleMs = 0;
  #isIdle = false;
  /** Tell the watchdog what else is known of gaps that have just ended. */
  readonly #unsettled = new Set<() => void>();
  #beats = 0;
  #lagSum = 0;
  #lagMax = 0;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
    Atomics.store(options.state.flags, FLAG.systemThread, systemThread());
    Atomics.store(options.state.times, TIME.beat, nowNs());
    this.#period = options.heartbeat;
    this.#timer = timers.setInterval(this.beat, this.#period).unref();
    timers.setImmediate(this.#turned).unref();
  }

  /** One beat; also called by hand where the state must be known now. Returns whether a stall has just ended. */
  readonly beat = (): boolean => {
    const { state, threshold, garbage, onBeat } = this.#options;
    const now = nowNs();
    const last = Atomics.load(state.times, TIME.beat);
    const gap = Number(now - last) / MS;
    const idle = nodeTiming.idleTime - this.#idleTime;
    this.#idleTime += idle;
    const own = takeOwnWork();
    const lag = Math.max(0, gap - own - this.#period);
    this.#measure(lag);
    const lead = this.#lead(idle) + own;
    const stalled = gap - lead >= threshold;
    if (stalled) this.#writeGap(last, last + BigInt(Math.round(lead * MS)), now);
    Atomics.store(state.times, TIME.beat, now);
    garbage.beat(lag >= threshold * NOTABLE_LAG);
    this.#adapt(gap, idle);
    onBeat();
    return stalled;
  };

  /** The beat of a thread that exits. */
  last(): boolean {
    if (nodeTiming.loopExit >= 0) Atomics.store(this.#options.state.flags, FLAG.loopEnded, 1);
    return this.beat();
  }

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

  /**
   * Milliseconds from the last beat to the begin of a stall. It began before the next beat was due, and not while the loop
   * waited for events: on a busy loop the middle between the two, on an idle one with the end of the waiting.
   */
  #lead(idle: number): number {
    const least = Math.min(idle, this.#period);
    return this.#isIdle ? least : (least + this.#period) / 2;
  }

  /** A beat costs the more the rarer the loop turns: an idle loop beats as slowly as stalls are still seen in time. */
  #adapt(gap: number, idle: number): void {
    this.#windowMs += gap;
    this.#windowIdleMs += idle;
    const isBusy = gap - idle >= this.#options.heartbeat * BUSY_PART;
    if (!isBusy && this.#windowMs < IDLE_WINDOW_MS) return;
    const isIdle = !isBusy && this.#windowIdleMs >= this.#windowMs * IDLE_PART;
    this.#windowMs = 0;
    this.#windowIdleMs = 0;
    if (isIdle === this.#isIdle) return;
    this.#isIdle = isIdle;
    this.#period = isIdle ? idleHeartbeatMs(this.#options) : this.#options.heartbeat;
    Atomics.store(this.#options.state.flags, FLAG.idle, isIdle ? 1 : 0);
    timers.clearInterval(this.#timer);
    this.#timer = timers.setInterval(this.beat, this.#period).unref();
  }

  #measure(lag: number): void {
    this.#beats += 1;
    this.#lagSum += lag;
    if (lag > this.#lagMax) this.#lagMax = lag;
  }

  #writeGap(start: bigint, begin: bigint, end: bigint): void {
    writeGap(this.#options.state, { start, begin, end, cpu: this.#cpuReader.read() });
    const [beat, from, to] = [Number(start) / MS, Number(begin) / MS, Number(end) / MS];
    this.#options.onStall(from, to);
    const settle = (): void => {
      if (this.#unsettled.delete(settle)) this.#settle(beat, from, to);
    };
    this.#unsettled.add(settle);
    this.#afterTurns(SETTLING_TURNS, settle);
  }

  #settle(beat: number, from: number, to: number): void {
    const { garbage, profiler, send } = this.#options;
    const profile = profiler?.take(from, to);
    const seenMs = profile && profile.samples > 0 ? (profile.garbage / profile.samples) * (to - from) : 0;
    const gcMs = Math.max(garbage.between(from, to), seenMs);
    send({ type: 'settled', beat, gcMs, ...(profile && { profile }) });
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
