import type { Session } from 'node:inspector';
import { nowMs } from './clock.ts';
import type { CpuReader } from './cpu-time.ts';
import { SAMPLE_EXPRESSION, type RawSample } from './protocol.ts';
import type { TimedSample } from './stall.ts';

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

/** Opens inspector sessions to the main thread, or tells why it cannot. */
export class Inspector {
  readonly #interval: number;
  readonly #denied: boolean;
  #failure: string | undefined;
  readonly #onFailure: (reason: string) => void;

  constructor(interval: number, denied: boolean, onFailure: (reason: string) => void) {
    this.#interval = interval;
    this.#denied = denied;
    this.#onFailure = onFailure;
  }

  /** A sampler that is connected; undefined where the inspector is missing or denied, which is said once. */
  connect(debuggerPort: boolean, readCpu: CpuReader): Sampler | undefined {
    if (this.#failure !== undefined) return undefined;
    try {
      if (this.#denied) throw new Error('the permission model denies it');
      const session = new (process.getBuiltinModule('node:inspector').Session)();
      session.connectToMainThread();
      return new Sampler(session, this.#interval, debuggerPort, readCpu);
    } catch (error) {
      this.#failure = String(error);
      this.#onFailure(this.#failure);
      return undefined;
    }
  }
}

/** Samples one stall of the main thread, again and again, until it is closed. */
export class Sampler {
  readonly samples: TimedSample[] = [];
  /** A person stands at a breakpoint. */
  paused = false;
  readonly #session: Session;
  readonly #interval: number;
  readonly #debuggerPort: boolean;
  readonly #readCpu: CpuReader;
  readonly #openedAt = nowMs();
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(session: Session, interval: number, debuggerPort: boolean, readCpu: CpuReader) {
    this.#session = session;
    this.#readCpu = readCpu;
    this.#interval = interval;
    this.#debuggerPort = debuggerPort;
    session.on('Debugger.paused', () => {
      this.paused = true;
    });
    this.#next();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#session.disconnect();
  }

  #next(): void {
    if (this.#closed || this.paused) return;
    if (this.#debuggerPort) this.#lookForPause();
    else this.#ask();
  }

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
    this.#session.post('Debugger.setSkipAllPauses', { skip: true });
    this.#session.post('Debugger.enable', () => {
      if (!this.#closed && !this.paused) this.#session.post('Debugger.disable', then);
    });
  };

  #ask(): void {
    if (this.#closed || this.paused) return;
    const askedAt = nowMs();
    const waited = this.#readCpu()?.waitedMs ?? 0;
    // A person may pause the thread just as it takes the sample: then only the debugger answers.
    if (this.#debuggerPort) this.#timer = setTimeout(this.#enableOnce, LEAST_WITH_PORT_MS);
    const request = { expression: SAMPLE_EXPRESSION, silent: true, returnByValue: true };
    this.#session.post('Runtime.evaluate', request, (error, reply) => {
      clearTimeout(this.#timer);
      const { exceptionDetails, result } = (reply ?? {}) as Evaluation;
      const text = error === null && exceptionDetails === undefined ? result?.value : undefined;
      if (typeof text === 'string') this.#keep(text, askedAt, (this.#readCpu()?.waitedMs ?? 0) - waited); // else it failed, near the stack's limit for one
      if (this.#closed) return;
      const age = nowMs() - this.#openedAt;
      const least = this.#debuggerPort ? LEAST_WITH_PORT_MS : this.#interval;
      const pause = Math.max(least, Math.min(SLOWEST_MS, age * AGE_PART));
      this.#timer = setTimeout(() => {
        this.#next();
      }, pause);
    });
  }

  #keep(text: string, askedAt: number, waitedMs: number): void {
    if (this.samples.length >= KEPT) this.samples.splice(KEPT / 2, 1);
    this.samples.push({ ...(JSON.parse(text) as RawSample), askedAt, waitedMs });
  }
}
