/** Looking at the disk again costs one system call a file: in a run over many files it may cost this share of the time. */
const SHARE = 0.005;
/** The same while one file is being edited, where there are more files than anyone notices a look at. */
const SHARE_OF_EDITS = 0.02;
const UNNOTICED_FILES = 500;
/** What the first look is taken to cost, in milliseconds, until one has been timed. */
const LEAST_MS = 5;

/** How often a long-lived process looks whether files on the disk have changed. */
export class DiskPace {
  /** Files asked for before: one that is asked for again is being edited. */
  readonly #asked = new Set<string>();
  #lookedAt = performance.now();
  #costMs = 0;

  /** Whether a look is due before a question about a file, in a project of `count` files. */
  isDue(path: string, count: number): boolean {
    const isEdited = this.#asked.has(path);
    this.#asked.add(path);
    const sinceLast = performance.now() - this.#lookedAt;
    if (!isEdited) return sinceLast * SHARE >= Math.max(this.#costMs, LEAST_MS);
    return count <= UNNOTICED_FILES || sinceLast * SHARE_OF_EDITS >= this.#costMs;
  }

  time(look: () => void): void {
    const start = performance.now();
    look();
    this.#lookedAt = performance.now();
    this.#costMs = this.#lookedAt - start;
  }
}
