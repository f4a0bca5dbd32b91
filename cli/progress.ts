import type { WriteStream } from 'node:tty';

const QUIET_MS = 2000;
const STEP_MS = 100;

/** A line on the terminal for runs that take over two seconds; nothing elsewhere. */
export class Progress {
  readonly #stream: NodeJS.WriteStream | WriteStream;
  readonly #start = performance.now();
  #last = 0;
  #shown = false;

  constructor(stream: NodeJS.WriteStream | WriteStream) {
    this.#stream = stream;
  }

  say(text: string): void {
    const now = performance.now();
    if (!this.#stream.isTTY || now - this.#start < QUIET_MS || now - this.#last < STEP_MS) return;
    this.#last = now;
    this.#shown = true;
    this.#stream.write(`\r\u001b[Kunblocked: ${text}`);
  }

  done(): void {
    if (this.#shown) this.#stream.write('\r\u001b[K');
  }
}
