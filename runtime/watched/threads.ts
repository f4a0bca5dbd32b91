import { FLAG, sharedState, STATE_BYTES, type SharedState } from '../protocol.ts';

/** Worker threads that are watched at the same time; further ones are not. */
const MOST_THREADS = 64;

/** Slots of the header (`Int32Array`). */
const HEADER = {
  /** Counts the threads that have joined. */
  joins: 0,
  /** The watching has ended: no thread needs to beat any more. */
  over: 1,
} as const;

const HEADER_BYTES = 16;

/** Where a worker thread is in its life. */
export const LIFE = { none: 0, beating: 1, ended: 2 } as const;

/** Key of `setEnvironmentData()` under which worker threads find what they need. */
export const THREADS_KEY = 'unblocked.threads';

/** The states of the application's worker threads, in memory that all threads share. */
export class Threads {
  readonly buffer: SharedArrayBuffer;
  readonly #header: Int32Array;
  readonly #states: SharedState[] = [];

  constructor(buffer = new SharedArrayBuffer(HEADER_BYTES + MOST_THREADS * STATE_BYTES)) {
    this.buffer = buffer;
    this.#header = new Int32Array(buffer, 0, HEADER_BYTES / 4);
    for (let index = 0; index < MOST_THREADS; index += 1)
      this.#states.push(sharedState(buffer, HEADER_BYTES + index * STATE_BYTES));
  }

  /** How many threads have ever joined: when it has grown, there is one to be watched. */
  get joins(): number {
    return Atomics.load(this.#header, HEADER.joins);
  }

  get over(): boolean {
    return Atomics.load(this.#header, HEADER.over) === 1;
  }

  /** Tells every thread that nobody watches any more. */
  end(): void {
    Atomics.store(this.#header, HEADER.over, 1);
  }

  /** A free state for the calling thread; undefined where all are taken. */
  claim(thread: number): SharedState | undefined {
    return this.#states.find(({ flags }) => Atomics.compareExchange(flags, FLAG.thread, 0, thread) === 0);
  }

  /** The state claimed is filled in: from now on the thread beats. */
  joined({ flags }: SharedState): void {
    Atomics.store(flags, FLAG.life, LIFE.beating);
    Atomics.add(this.#header, HEADER.joins, 1);
  }

  /** The states of threads that beat, or have ended and were not yet let go. */
  used(): SharedState[] {
    return this.#states.filter(({ flags }) => Atomics.load(flags, FLAG.life) !== LIFE.none);
  }

  /** Lets the next thread have this state. */
  static free({ flags, times }: SharedState): void {
    Atomics.store(flags, FLAG.life, LIFE.none);
    times.fill(0n);
    for (let slot = 0; slot < flags.length; slot += 1) if (slot !== FLAG.thread) Atomics.store(flags, slot, 0);
    Atomics.store(flags, FLAG.thread, 0);
  }
}
