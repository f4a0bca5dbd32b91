import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Culprit, StallRecord } from '../runtime/stall-record.ts';
import { type BaselineKind, isSame, type Known, readBaseline, SEPARATOR, writeBaseline } from './baseline-file.ts';

/**
 * Known stalls: the text of the line that held the loop, by file (from the baseline's folder) and function, below the
 * application's own where a dependency holds it. Neither lines nor durations: both differ from run to run.
 */
const STALLS: BaselineKind<string> = {
  field: 'stalls',
  isValue: (value) => typeof value === 'string',
  command: 'unblocked run',
};

/** Where the text of a line was cut. */
const CUT = '…';

/** What a baseline says of the stalls of one run. */
export interface BaselineVerdict {
  /** The file was written for the first time: all stalls are known from now on. */
  isFirst: boolean;
  /** The worst stall of each new key. */
  added: StallRecord[];
  /** Keys of known stalls that did not show; their code is still there. */
  unseen: string[];
  /** Keys of known stalls whose code is gone: the file no longer has them. */
  dropped: string[];
}

/**
 * A ratchet for stalls, as `unblocked lint --baseline` is for findings. It is read before the command runs, so that a
 * wrong file costs nobody a run.
 */
export class RunBaseline {
  readonly #file: string;
  readonly #folder: string;
  readonly #known: Known<string> | undefined;

  private constructor(file: string, known: Known<string> | undefined) {
    this.#file = file;
    this.#folder = path.dirname(path.resolve(file));
    this.#known = known;
  }

  static async read(file: string): Promise<RunBaseline> {
    return new RunBaseline(file, await readBaseline(file, STALLS));
  }

  /** Judges the stalls that would fail the run, and writes the file where that changes it. */
  async judge(stalls: readonly StallRecord[]): Promise<BaselineVerdict> {
    const worst = new Map<string, StallRecord>();
    for (const stall of stalls.toSorted((a, b) => a.durationMs - b.durationMs)) worst.set(this.#keyOf(stall), stall);
    if (this.#known === undefined) {
      const texts = [...worst].map(([key, { culprit }]) => [key, culprit?.text ?? '']);
      await writeBaseline(this.#file, STALLS, Object.fromEntries(texts) as Known<string>);
      return { isFirst: true, added: [...worst.values()], unseen: [], dropped: [] };
    }
    const known = this.#known;
    const added = [...worst].filter(([key]) => !Object.hasOwn(known, key)).map(([, stall]) => stall);
    const missing = Object.keys(known).filter((key) => !worst.has(key));
    const dropped = missing.filter((key) => this.#isGone(key, known[key] ?? ''));
    const kept = Object.fromEntries(Object.entries(known).filter(([key]) => !dropped.includes(key)));
    if (!isSame(kept, known)) await writeBaseline(this.#file, STALLS, kept);
    return { isFirst: false, added, unseen: missing.filter((key) => !dropped.includes(key)), dropped };
  }

  #keyOf({ culprit, caller, cause, context }: StallRecord): string {
    if (culprit === null) return [cause, context.name].join(SEPARATOR);
    return [...(caller ? [caller] : []), culprit].map((line) => this.#place(line)).join(' -> ');
  }

  /** A function without a name is known by its line's text. */
  #place({ file, function: name, text }: Culprit): string {
    return [this.#shown(file), name === '' ? text : name].join(SEPARATOR);
  }

  /** Where a dependency is installed differs from machine to machine. */
  #shown(file: string): string {
    const [, inPackage] = /.*[\\/](node_modules[\\/].*)$/.exec(file) ?? [];
    return (inPackage ?? path.relative(this.#folder, file)).replaceAll(path.sep, '/');
  }

  /** Whether the line is no longer in its file. A stall that merely did not show may do so again on a slower machine. */
  #isGone(key: string, text: string): boolean {
    const [, file] = /^(?:.* -> )?(.*?) \| /.exec(key) ?? [];
    if (file === undefined || text === '' || file.startsWith('node_modules/')) return false;
    try {
      return !readFileSync(path.join(this.#folder, file), 'utf8').includes(text.replace(CUT, ''));
    } catch {
      return true; // The file is gone, or no longer one.
    }
  }
}
