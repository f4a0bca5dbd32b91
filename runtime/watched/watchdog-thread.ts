import { isMainThread, setEnvironmentData, threadId, Worker } from 'node:worker_threads';
import { nowMs, unixMs } from '../clock.ts';
import type { ResolvedOptions } from '../options.ts';
import {
  FLAG,
  type FromWatchdog,
  type SharedState,
  type ThreadsData,
  type ToWatchdog,
  type WatchdogData,
} from '../protocol.ts';
import { terminalColour } from '../reporters/colour.ts';
import { terminalHyperlinks } from '../reporters/hyperlinks.ts';
import type { StallRecord } from '../stall-record.ts';
import { warnOnce, type WarningCode } from '../warnings.ts';
import { hasUnreadGaps } from './gap-ring.ts';
import { inspectorDenied } from './inspector-permission.ts';
import { Threads, THREADS_KEY } from './threads.ts';

/** An exiting process waits this long, in milliseconds, for the watchdog's last reports. */
const FAREWELL_MS = 1000;

/** A watchdog that is lost this often within `RESTART_WINDOW_MS` is not started again. */
const RESTARTS = 3;
const RESTART_WINDOW_MS = 60_000;

/** Between garbage collections the watchdog's young objects take this much, in MB; V8 would let them take 16 to 48. */
const YOUNG_OBJECTS_MB = 2;

interface Events {
  onStall(record: StallRecord, shown: boolean): void;
  /** The watchdog cannot run here; `reason` is a sentence. */
  onUnavailable(reason: string): void;
}

/** Starts the watchdog's thread, keeps it alive, and passes messages to and from it. */
export class WatchdogThread {
  readonly #state: SharedState;
  readonly #options: ResolvedOptions;
  readonly #events: Events;
  readonly #flushes = new Map<number, () => void>();
  readonly #lostAt: number[] = [];
  readonly #origin = `${process.pid}-${unixMs().toString(36)}`;
  readonly #threads: Threads | undefined;
  #worker: Worker | undefined;
  #nextFlush = 0;
  #stopping = false;

  constructor(state: SharedState, options: ResolvedOptions, events: Events) {
    this.#state = state;
    this.#options = options;
    this.#events = events;
    // Workers of a worker thread are the main thread's business.
    if (isMainThread && options.workers) this.#threads = new Threads();
    this.#launch();
  }

  get restarts(): number {
    return this.#lostAt.length;
  }

  send(message: ToWatchdog): void {
    const { flags } = this.#state;
    this.#worker?.postMessage(message);
    Atomics.store(flags, FLAG.wake, 1);
    Atomics.notify(flags, FLAG.wake);
  }

  /** Resolves when the watchdog has reported all that it holds; holds the process open until then. */
  async flush(): Promise<void> {
    const worker = this.#worker;
    if (worker === undefined) return;
    this.#nextFlush += 1;
    const id = this.#nextFlush;
    worker.ref();
    await new Promise<void>((resolve) => {
      this.#flushes.set(id, resolve);
      this.send({ type: 'flush', id });
    });
    if (this.#flushes.size === 0) worker.unref();
  }

  /** Before the process exits: has the watchdog disconnect and report, and waits for it. */
  farewell(stalled: boolean): void {
    const { flags } = this.#state;
    this.#stopping = true;
    Atomics.store(flags, FLAG.exiting, 1);
    const unread = this.#threads?.used().some(hasUnreadGaps) ?? false;
    const nothingOpen = Atomics.load(flags, FLAG.busy) === 0 && !stalled && !unread;
    if (this.#worker === undefined || nothingOpen || Atomics.load(flags, FLAG.armed) === 0) return;
    this.send({ type: 'exit' });
    Atomics.wait(flags, FLAG.farewell, 0, FAREWELL_MS);
  }

  async stop(): Promise<void> {
    this.#dismissThreads();
    this.farewell(true);
    await this.#worker?.terminate();
    this.#worker = undefined;
  }

  #launch(): void {
    const own = new URL('../watchdog/watchdog.js', import.meta.url);
    const colour = terminalColour(process.env, process.stderr);
    const data: WatchdogData = {
      buffer: this.#state.buffer,
      threadId,
      origin: this.#origin,
      threads: this.#threads && this.#threadsData(this.#threads),
      options: this.#options,
      pid: process.pid,
      cwd: process.cwd(),
      colour,
      hyperlinks: terminalHyperlinks(process.env, process.stderr, colour),
      inspectorDenied: inspectorDenied(),
      run: process.env['UNBLOCKED_RUN'],
    };
    try {
      // Without execArgv and NODE_OPTIONS of its own it would be preloaded with this package again.
      const worker = new Worker(own, {
        name: 'unblocked',
        workerData: data,
        execArgv: [],
        env: {},
        resourceLimits: { maxYoungGenerationSizeMb: YOUNG_OBJECTS_MB },
      });
      this.#worker = worker;
      if (data.threads) setEnvironmentData(THREADS_KEY, data.threads);
      worker.on('message', this.#onMessage);
      worker.on('error', (error: Error) => {
        this.#onLost(worker, error);
      });
      worker.on('exit', () => {
        this.#onLost(worker, undefined);
      });
      worker.unref();
    } catch (error) {
      this.#giveUp(`The watchdog thread cannot be started: ${String(error)}.`);
    }
  }

  #threadsData({ buffer }: Threads): ThreadsData {
    return { buffer, channel: `unblocked ${this.#origin}`, options: this.#options };
  }

  #dismissThreads(): void {
    if (this.#threads === undefined) return;
    setEnvironmentData(THREADS_KEY, undefined); // the types know no deletion
    this.#threads.end();
  }

  #giveUp(reason: string): void {
    this.#dismissThreads();
    this.#events.onUnavailable(reason);
  }

  readonly #onMessage = (message: FromWatchdog): void => {
    if (message.type === 'stall') this.#events.onStall(message.record, message.shown);
    if (message.type === 'warning') warnOnce(message.code as WarningCode, message.message);
    if (message.type === 'flushed') {
      this.#flushes.get(message.id)?.();
      this.#flushes.delete(message.id);
    }
  };

  #onLost(worker: Worker, error: Error | undefined): void {
    if (this.#stopping || this.#worker !== worker) return;
    this.#worker = undefined;
    for (const resolve of this.#flushes.values()) resolve();
    this.#flushes.clear();
    const armed = Atomics.exchange(this.#state.flags, FLAG.armed, 0) === 1;
    Atomics.store(this.#state.flags, FLAG.busy, 0);
    if (!armed) {
      this.#giveUp(startFailure(error));
      return;
    }
    this.#lostAt.push(nowMs());
    const recent = this.#lostAt.filter((time) => nowMs() - time < RESTART_WINDOW_MS);
    if (recent.length > RESTARTS) {
      this.#giveUp('The watchdog thread was lost again and again.');
      return;
    }
    const why = error === undefined ? 'It was terminated' : String(error);
    warnOnce('UNBLOCKED_WATCHDOG_LOST', `The watchdog thread was lost and is started again (${why}).`);
    this.#launch();
  }
}

function startFailure(error: Error | undefined): string {
  const code = (error as { code?: unknown } | undefined)?.code;
  const missing = code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND';
  if (missing) return "The watchdog's file is missing: a bundler must leave `unblocked` out (mark it as `external`).";
  return `The watchdog thread cannot be started: ${error === undefined ? 'it ended at once' : String(error)}.`;
}
