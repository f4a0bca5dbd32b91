import { FLAG, sharedState, type Evidence, type SharedState, type WatchdogData } from '../protocol.ts';
import { LIFE, Threads } from '../watched/threads.ts';
import type { Inspector } from './sampler.ts';
import type { Stall } from './stall.ts';
import { Watch } from './watch.ts';

/** A worker thread of the application, and its watch. */
interface Joined {
  state: SharedState;
  watch: Watch;
}

/** Watches the thread that started the watchdog and the worker threads of the application. */
export class Watches {
  readonly #data: WatchdogData;
  readonly #host: SharedState;
  readonly #first: Watch;
  readonly #threads: Threads | undefined;
  readonly #joined = new Map<number, Joined>();
  readonly #inspector: Inspector;
  readonly #emit: (stall: Stall) => void;
  #joinsSeen = 0;

  constructor(data: WatchdogData, inspector: Inspector, emit: (stall: Stall) => void) {
    this.#data = data;
    this.#host = sharedState(data.buffer);
    this.#inspector = inspector;
    this.#emit = emit;
    this.#first = this.#watch(this.#host, data.threadId);
    this.#threads = data.threads && new Threads(data.threads.buffer);
  }

  poll(now: number, lateness: number): void {
    this.#welcome();
    this.#first.poll(now, lateness);
    for (const [thread, joined] of this.#joined) {
      joined.watch.poll(now, lateness);
      this.#letGo(thread, joined);
    }
    this.#markBusy();
  }

  /** One thread is watched, which tells by `FLAG.wake` of what it sends, and nothing is left to report. */
  get canDoze(): boolean {
    return this.#joined.size === 0 && !this.#first.busy;
  }

  /** Milliseconds until the next look. */
  delay(now: number): number {
    return Math.min(this.#first.delay(now), ...[...this.#joined.values()].map(({ watch }) => watch.delay(now)));
  }

  /** What a thread has seen of its own stalls; without `thread`, the one that started the watchdog. */
  take(evidence: Evidence, thread?: number): void {
    this.#welcome();
    const watch = thread === undefined ? this.#first : this.#joined.get(thread)?.watch;
    if (evidence.type === 'span') watch?.addSpan(evidence.span);
    else watch?.settled(evidence);
    this.#markBusy();
  }

  /** Hands over the stalls that have ended. */
  flush(): void {
    this.#welcome();
    for (const watch of this.#all()) watch.flush();
    this.#markBusy();
  }

  /** The same, and disconnects: the thread that started the watchdog is about to exit. */
  finish(): void {
    this.#welcome();
    for (const watch of this.#all()) watch.finish();
    this.#markBusy();
  }

  #all(): Watch[] {
    return [this.#first, ...[...this.#joined.values()].map(({ watch }) => watch)];
  }

  #watch(state: SharedState, thread: number): Watch {
    const { options, origin } = this.#data;
    return new Watch({
      state,
      thread,
      host: this.#host,
      options,
      origin,
      inspector: this.#inspector,
      emit: this.#emit,
    });
  }

  /** Threads that have begun to beat. */
  #welcome(): void {
    const threads = this.#threads;
    if (threads === undefined || threads.joins === this.#joinsSeen) return;
    this.#joinsSeen = threads.joins;
    for (const state of threads.used()) {
      const thread = Atomics.load(state.flags, FLAG.thread);
      if (!this.#joined.has(thread)) this.#joined.set(thread, { state, watch: this.#watch(state, thread) });
    }
  }

  /** A thread that has ended gives its place to the next one when all of it is reported. */
  #letGo(thread: number, { state, watch }: Joined): void {
    const left = Atomics.load(state.flags, FLAG.life) === LIFE.ended;
    if (!watch.gone && (!left || watch.busy)) return;
    watch.finish();
    watch.stop();
    this.#joined.delete(thread);
    Threads.free(state);
  }

  #markBusy(): void {
    const busy = this.#all().some((watch) => watch.busy);
    Atomics.store(this.#host.flags, FLAG.busy, busy ? 1 : 0);
  }
}
