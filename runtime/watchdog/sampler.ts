import { nowMs } from '../clock.ts';
import type { CpuTime } from '../cpu-time.ts';
import { sampleExpression, type RawSample } from '../protocol.ts';
import { MainConnection, type Connection } from './connection.ts';
import { isForgotten, isTerminated } from './lost-termination.ts';
import type { ReceivedMaps } from './received-maps.ts';
import type { TimedSample } from './stall.ts';
import { WorkerConnections } from './worker-connections.ts';

/** Samples become rarer as a stall goes on: the next one comes after this part of its age. */
const AGE_PART = 1 / 20;

/** ... but at least this often, in milliseconds. */
const SLOWEST_MS = 500;

/** ... and not more often than this, in milliseconds, while an inspector port is open: looking for a pause costs more. */
const LEAST_WITH_PORT_MS = 50;

/** Samples that one stall keeps. */
const KEPT = 400;

interface Evaluation {
  exceptionDetails?: object;
  result?: { value?: unknown };
}

/** Opens inspector sessions, or tells why it cannot. */
export class Inspector {
  readonly #interval: number;
  readonly #denied: boolean;
  readonly #maps: ReceivedMaps;
  readonly #workers = new WorkerConnections();
  #failure: string | undefined;
  readonly #onFailure: (reason: string) => void;

  /** `maps` receives those that samples bring along. */
  constructor(interval: number, denied: boolean, maps: ReceivedMaps, onFailure: (reason: string) => void) {
    this.#interval = interval;
    this.#denied = denied;
    this.#maps = maps;
    this.#onFailure = onFailure;
  }

  /** A sampler that is connected; undefined where the inspector is missing or denied, which is said once. */
  connect({ thread, debuggerPort, readCpu, onGone }: Sampled): Sampler | undefined {
    if (this.#failure !== undefined) return undefined;
    try {
      if (this.#denied) throw new Error('the permission model denies it');
      const connection = thread === 0 ? new MainConnection() : this.#workers.connect(thread, onGone);
      return new Sampler(connection, { interval: this.#interval, debuggerPort, readCpu, thread, maps: this.#maps });
    } catch (error) {
      this.#failure = String(error);
      this.#onFailure(this.#failure);
      return undefined;
    }
  }
}

/** The thread that is to be sampled. */
export interface Sampled {
  /** Node's id of it; 0 is the main thread. */
  thread: number;
  debuggerPort: boolean;
  readCpu: () => CpuTime | undefined;
  /** Called where a worker thread has ended. */
  onGone: () => void;
}

interface SamplerOptions {
  interval: number;
  debuggerPort: boolean;
  readCpu: () => CpuTime | undefined;
  /** Node's id of it; 0 is the main thread. */
  thread: number;
  maps: ReceivedMaps;
}

/** Samples one stall of the main thread, again and again, until it is closed. */
export class Sampler {
  readonly samples: TimedSample[] = [];
  /** A person stands at a breakpoint. */
  paused = false;
  readonly #connection: Connection;
  readonly #options: SamplerOptions;
  readonly #openedAt = nowMs();
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  /** Code was terminated while the last sample was taken. */
  #wasTerminated = false;

  constructor(connection: Connection, options: SamplerOptions) {
    this.#connection = connection;
    this.#options = options;
    connection.onPaused(() => {
      this.paused = true;
    });
    this.#next();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#connection.close();
  }

  readonly #next = (): void => {
    if (this.#closed || this.paused) return;
    if (this.#options.debuggerPort) this.#lookForPause();
    else this.#ask();
  };

  /**
   * An open port means little (every editor's session has one), but then somebody may have paused the thread: enabling
   * the debugger tells. It skips pauses of its own, or a `debugger` statement would stop the program with nobody there.
   */
  #lookForPause(): void {
    this.#enableOnce(() => {
      this.#ask();
    });
  }

  readonly #enableOnce = (then?: () => void): void => {
    if (this.#closed || this.paused) return;
    this.#connection.post('Debugger.setSkipAllPauses', { skip: true });
    this.#connection.post('Debugger.enable', {}, () => {
      if (!this.#closed && !this.paused) this.#connection.post('Debugger.disable', {}, then);
    });
  };

  #ask(): void {
    if (this.#closed || this.paused) return;
    const askedAt = nowMs();
    const { debuggerPort, readCpu, thread, maps } = this.#options;
    const known = maps.known(thread);
    const waited = readCpu()?.waitedMs ?? 0;
    // A person may pause the thread just as it takes the sample: then only the debugger answers.
    if (debuggerPort) this.#timer = setTimeout(this.#enableOnce, LEAST_WITH_PORT_MS);
    const request = { expression: sampleExpression(known), silent: true, returnByValue: true };
    this.#connection.post('Runtime.evaluate', request, (error, reply) => {
      clearTimeout(this.#timer);
      const sample = sampleIn(reply);
      if (sample?.maps) maps.addSampled(thread, known, sample.maps);
      if (sample) this.#keep({ ...sample, askedAt, waitedMs: (readCpu()?.waitedMs ?? 0) - waited });
      if (this.#closed) return;
      if (this.#wasTerminated && isForgotten(error, sample)) this.#connection.post('Runtime.terminateExecution');
      const isNew = !this.#wasTerminated && isTerminated(error);
      this.#wasTerminated = isNew;
      if (isNew) this.#ask();
      else this.#timer = setTimeout(this.#next, this.#pause());
    });
  }

  /** Milliseconds until the next sample. A worker thread may wait for its next task for ever. */
  #pause(): number {
    const { interval, debuggerPort, thread } = this.#options;
    const age = nowMs() - this.#openedAt;
    const least = debuggerPort ? LEAST_WITH_PORT_MS : interval;
    return Math.max(least, Math.min(thread === 0 ? SLOWEST_MS : Infinity, age * AGE_PART));
  }

  #keep(sample: TimedSample): void {
    if (this.samples.length >= KEPT) this.samples.splice(KEPT / 2, 1);
    this.samples.push(sample);
  }
}

/** The sample that was taken; undefined where that failed, as it does for one near the stack's limit. */
function sampleIn(reply: object | undefined): RawSample | undefined {
  const { exceptionDetails, result } = (reply ?? {}) as Evaluation;
  const text = exceptionDetails === undefined ? result?.value : undefined;
  return typeof text === 'string' ? (JSON.parse(text) as RawSample) : undefined;
}
