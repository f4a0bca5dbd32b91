import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { StallRecord } from '../stall-record.ts';

/** Beyond this size, in bytes, the log becomes `<log>.1` and a new one begins. */
const ROTATE_AT = 5_000_000;

/** Appends stalls to a file as JSON lines; many processes may share it. */
export class StallLog {
  readonly #file: string | undefined;
  #broken = false;

  constructor(file: string | false, cwd: string) {
    this.#file = file === false ? undefined : resolve(cwd, file);
  }

  append(record: StallRecord): void {
    if (this.#file === undefined || this.#broken) return;
    try {
      mkdirSync(dirname(this.#file), { recursive: true });
      this.#rotate(this.#file);
      // One write with O_APPEND: lines of several processes do not mix.
      appendFileSync(this.#file, `${JSON.stringify(record)}\n`);
    } catch {
      this.#broken = true; // A read-only disk, or no permission: the reports elsewhere go on.
    }
  }

  #rotate(file: string): void {
    const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    if (size > ROTATE_AT) renameSync(file, `${file}.1`);
  }
}
