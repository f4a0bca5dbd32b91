import type { Session } from 'node:inspector';

/** What the inspector answers: an error, or a reply of the method's own shape. */
export type Answer = (error: Error | null, reply?: object) => void;

/** An inspector session to one thread. */
export interface Connection {
  post(method: string, params?: object, answer?: Answer): void;
  /** Called when the thread is paused: a person stands at a breakpoint. */
  onPaused(listener: () => void): void;
  close(): void;
}

/** A session to the main thread. */
export class MainConnection implements Connection {
  readonly #session: Session;

  constructor() {
    this.#session = new (process.getBuiltinModule('node:inspector').Session)();
    this.#session.connectToMainThread();
  }

  post(method: string, params: object = {}, answer?: Answer): void {
    this.#session.post(method, params, answer);
  }

  onPaused(listener: () => void): void {
    this.#session.on('Debugger.paused', listener);
  }

  close(): void {
    this.#session.disconnect();
  }
}
