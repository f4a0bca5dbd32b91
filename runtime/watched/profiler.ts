import type { Console } from 'node:console';
import type { Session } from 'node:inspector';
import { nowMs } from '../clock.ts';
import type { RawProfile } from '../protocol.ts';
import { warnOnce } from '../warnings.ts';
import { inspectorDenied } from './inspector-permission.ts';
import { profileBetween, type Profile } from './profile-window.ts';

/** So often, in milliseconds, a new profile takes over from the running one: what is written out at once stays small. */
const ROTATION_MS = 1000;

const PORT_IS_OPEN = 'An inspector port is open: the profiler is off, for its profiles would show up among your own.';

interface Finished {
  params: { title?: string; profile: Profile };
}

/**
 * Keeps V8's CPU profiler running in this thread. It is a session of the thread's own: nothing waits for it at exit. The
 * next profile begins before the last one ends, because starting V8's profiler when none runs walks the whole heap.
 */
export class Profiler {
  readonly #session: Session;
  readonly #console: Console;
  readonly #finished = new Map<string, Profile>();
  /** The latest that have ended: a stall may begin just before the next one does. */
  #latest: Profile[] = [];
  #count = 0;
  #title = '';
  #since = 0;
  #stopped = false;

  constructor(interval: number) {
    const inspector = process.getBuiltinModule('node:inspector');
    this.#console = inspector.console as unknown as Console; // the types know fewer of its methods
    this.#session = new inspector.Session();
    this.#session.connect();
    this.#session.post('Profiler.enable');
    this.#session.post('Profiler.setSamplingInterval', { interval: Math.round(interval * 1000) });
    this.#session.on('Profiler.consoleProfileFinished', ({ params }: Finished) => {
      if (params.title !== undefined) this.#finished.set(params.title, params.profile);
    });
    this.#begin();
  }

  /** Told with every beat. */
  beat(portIsOpen: boolean): void {
    if (this.#stopped) return;
    if (portIsOpen) {
      warnOnce('UNBLOCKED_NO_PROFILER', PORT_IS_OPEN);
      this.stop();
    } else if (nowMs() - this.#since >= ROTATION_MS) this.#rotate();
  }

  /** What was seen between two times of the monotonic clock. */
  take(from: number, to: number): RawProfile | undefined {
    if (this.#stopped) return undefined;
    this.#rotate();
    return profileBetween(this.#latest, from, to);
  }

  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#session.disconnect();
  }

  #begin(): void {
    this.#count += 1;
    this.#title = `unblocked ${this.#count}`;
    this.#since = nowMs();
    this.#console.profile(this.#title);
  }

  #rotate(): void {
    const last = this.#title;
    this.#begin();
    this.#console.profileEnd(last);
    const profile = this.#finished.get(last); // none where the program has ended it, with a profileEnd() of its own
    this.#finished.clear();
    this.#latest = [...this.#latest.slice(-1), ...(profile ? [profile] : [])];
  }
}

/** Starts the profiler of this thread; where it cannot be, that is said once. */
export function startProfiler(interval: number, portIsOpen: boolean): Profiler | undefined {
  const denied = inspectorDenied() ? 'The permission model denies the inspector: the profiler is off.' : undefined;
  const reason = portIsOpen ? PORT_IS_OPEN : denied;
  try {
    if (reason === undefined) return new Profiler(interval);
    warnOnce('UNBLOCKED_NO_PROFILER', reason);
  } catch (error) {
    warnOnce('UNBLOCKED_NO_PROFILER', `The profiler cannot be started (${String(error)}).`);
  }
  return undefined;
}
