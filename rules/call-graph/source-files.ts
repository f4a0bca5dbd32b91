import fs from 'node:fs';
import { discover, type SourceFile, statSource } from './discover.ts';
import { LoadedFile } from './loaded-file.ts';
import { summarise } from './summarise.ts';
import type { FileSummary, ParseProblem } from './summary.ts';

export type Parsed = FileSummary | ParseProblem;

export interface Entry {
  source: SourceFile;
  loaded: LoadedFile;
  problem: ParseProblem | undefined;
}

const EMPTY: FileSummary = {
  terms: [{ k: 'unknown' }],
  imports: [],
  variables: [],
  functions: [],
  classes: [],
  objects: [],
  exports: [],
  starExports: [],
  memberAssignments: [],
  functionMembers: [],
  isTest: false,
};

/** Reads source text as the parser takes it: without a byte order mark. */
export function readSource(path: string): string {
  return fs.readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
}

/** The source files of a project and their summaries, kept in step with the disk. */
export class SourceFiles {
  readonly #root: string;
  readonly #entries = new Map<string, Entry>();
  #sorted: LoadedFile[] | undefined;

  constructor(root: string, sources: readonly SourceFile[]) {
    this.#root = root;
    for (const source of sources) this.add(source);
  }

  add(source: SourceFile, parsed: Parsed = this.#read(source)): Entry {
    const entry = { source, loaded: new LoadedFile(source.path, EMPTY), problem: undefined };
    this.#entries.set(source.path, entry);
    this.#sorted = undefined;
    install(entry, parsed);
    return entry;
  }

  #read(source: SourceFile): Parsed {
    return summarise(source.path, readSource(source.path));
  }

  get(path: string): Entry | undefined {
    return this.#entries.get(path);
  }

  entries(): IterableIterator<Entry> {
    return this.#entries.values();
  }

  /** All files, by path. */
  get sorted(): readonly LoadedFile[] {
    this.#sorted ??= [...this.#entries.values()].map(({ loaded }) => loaded).sort((a, b) => (a.path < b.path ? -1 : 1));
    return this.#sorted;
  }

  /** Looks at the disk again; gives the files that changed, and says whether any came or went. */
  refresh(): { changed: [Entry, Parsed][]; moved: boolean } {
    const changed: [Entry, Parsed][] = [];
    let moved = false;
    for (const entry of this.#entries.values()) {
      const now = statSource(entry.source.path);
      if (!now) {
        this.#entries.delete(entry.source.path);
        moved = true;
      } else if (now.mtimeMs !== entry.source.mtimeMs || now.size !== entry.source.size) {
        entry.source = now;
        changed.push([entry, this.#read(now)]);
      }
    }
    return { changed, moved: this.#discoverNew() || moved };
  }

  #discoverNew(): boolean {
    let found = false;
    for (const source of discover(this.#root)) {
      if (this.#entries.has(source.path)) continue;
      this.add(source);
      found = true;
    }
    if (found) this.#sorted = undefined;
    return found;
  }
}

/** Puts what was parsed in place; a file that does not parse counts as empty. */
export function install(entry: Entry, parsed: Parsed): void {
  if ('message' in parsed) {
    entry.problem = parsed;
    entry.loaded.summary = EMPTY;
  } else {
    entry.problem = undefined;
    entry.loaded.summary = parsed;
  }
  entry.loaded.isLinked = false;
}
