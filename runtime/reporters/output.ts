import { writeSync } from 'node:fs';

/** A full pipe is tried again for this long, in milliseconds, before the text is dropped. */
const PATIENCE_MS = 200;
const PAUSE_MS = 5;

const never = new Int32Array(new SharedArrayBuffer(4));

/** Writes to stderr from the watchdog's thread, with nothing of the main thread's streams in between. */
export function writeError(text: string): boolean {
  let rest = Buffer.from(text);
  for (let waited = 0; rest.length > 0;) {
    try {
      rest = rest.subarray(writeSync(2, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN' || waited >= PATIENCE_MS) return false;
      Atomics.wait(never, 0, 0, PAUSE_MS);
      waited += PAUSE_MS;
    }
  }
  return true;
}
