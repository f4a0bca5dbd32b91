import fs from 'node:fs';
import path from 'node:path';
import { aligned } from '../edits/aligned.ts';
import { emptySummary } from '../summaries/empty.ts';
import { summarise } from '../summaries/summarise.ts';
import type { FileSummary, ParseProblem } from '../summaries/summary.ts';
import type { Externals } from '../values/externals.ts';
import { LoadedFile } from '../values/loaded-file.ts';
import { discover, type SourceFile, statSource } from './discover.ts';
import { Relevance } from './relevance.ts';
import { type Scan, Scanner } from './scan.ts';

export type Parsed = FileSummary | ParseProblem;

export interface Entry {
  source: SourceFile;
  scan: Scan;
  /** Undefined until something asks for it. */
  loaded: LoadedFile | undefined;
  problem: ParseProblem | undefined;
}

/** Reads source text as the parser takes it: without a byte order mark. */
export function readSource(path: string): string {
  return fs.readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
}

/** What changed on the disk: files with another text, and whether any file came or went. */
export interface DiskChanges {
  changed: Entry[];
  moved: boolean;
}

/** The source files of a project, kept in step with the disk; those that matter are parsed, others when asked for. */
export class SourceFiles {
  readonly #root: string;
  readonly #scanner: Scanner;
  readonly #relevance: Relevance;
  readonly #entries = new Map<string, Entry>();
  readonly #folders = new Set<string>();
  readonly #known = {
    isFile: (path: string): boolean => this.#entries.has(path),
    isFolder: (path: string): boolean => this.#folders.has(path),
    all: () => this.#entries.keys(),
  };
  #sorted: { of: ReadonlySet<string>; files: readonly LoadedFile[] } | undefined;

  constructor(
    root: string,
    sources: readonly SourceFile[],
    externals: Externals,
    ...relevance: ConstructorParameters<typeof Relevance>
  ) {
    this.#root = root;
    this.#scanner = new Scanner(externals);
    this.#relevance = new Relevance(...relevance);
    for (const source of sources) this.#add(source, readSource(source.path));
    for (const entry of this.#entries.values()) this.#note(entry);
  }

  #add(source: SourceFile, text: string): Entry {
    const entry = { source, scan: this.#scanner.scan(text), loaded: undefined, problem: undefined };
    this.#entries.set(source.path, entry);
    this.#noteFolders(path.dirname(source.path));
    return entry;
  }

  #noteFolders(folder: string): void {
    for (let each = folder; !this.#folders.has(each) && each.length >= this.#root.length; each = path.dirname(each))
      this.#folders.add(each);
  }

  #note({ source, scan: scanned }: Entry): void {
    this.#relevance.update(source.path, scanned, this.#known);
  }

  /** Adds a file that the discovery passed over, or that is on no disk yet. */
  add(source: SourceFile, text: string): Entry {
    const entry = this.#add(source, text);
    this.#note(entry);
    return entry;
  }

  get(path: string): Entry | undefined {
    return this.#entries.get(path);
  }

  get count(): number {
    return this.#entries.size;
  }

  get paths(): string[] {
    return [...this.#entries.keys()].sort();
  }

  entries(): IterableIterator<Entry> {
    return this.#entries.values();
  }

  /** The summary of a file of the project, parsed on first use. */
  load(path: string): LoadedFile | undefined {
    const entry = this.#entries.get(path);
    if (!entry) return undefined;
    return entry.loaded ?? install(entry, summarise(path, readSource(path)));
  }

  /** Puts another text in place of a file's present one. */
  replace(entry: Entry, text: string): void {
    entry.scan = this.#scanner.scan(text);
    this.#note(entry);
    install(entry, summarise(entry.source.path, text));
  }

  /** The files that import one. */
  importers(path: string): Iterable<string> {
    return this.#relevance.importers(path);
  }

  /** Whether a chain to a blocking call can begin in a file. */
  isRelevant(path: string): boolean {
    return this.#relevance.files.has(path);
  }

  /** Whether only browsers run a file. */
  isBrowserOnly(path: string): boolean {
    return this.#relevance.isBrowserOnly(path);
  }

  /** The files that matter, by path. */
  get relevant(): readonly LoadedFile[] {
    const of = this.#relevance.files;
    if (this.#sorted?.of !== of) {
      const files = [...of].sort().flatMap((path) => this.load(path) ?? []);
      this.#sorted = { of, files };
    }
    return this.#sorted.files;
  }

  /** Looks at the disk again. Changed files keep their old summary until `replace`. */
  refresh(): DiskChanges {
    const changed: Entry[] = [];
    const found = new Map(discover(this.#root).map((source) => [source.path, source]));
    let moved = false;
    for (const [path, entry] of this.#entries) {
      const now = found.get(path) ?? statSource(path);
      if (!now) {
        if (entry.source.mtimeMs === 0) continue;
        this.#entries.delete(path);
        this.#relevance.remove(path);
        moved = true;
      } else if (now.mtimeMs !== entry.source.mtimeMs || now.size !== entry.source.size) {
        entry.source = now;
        changed.push(entry);
      }
      found.delete(path);
    }
    for (const source of found.values()) this.#add(source, readSource(source.path));
    if (found.size > 0) for (const entry of this.#entries.values()) this.#note(entry);
    return { changed, moved: moved || found.size > 0 };
  }
}

/** Puts what was parsed in place; a file that does not parse counts as empty. */
function install(entry: Entry, parsed: Parsed): LoadedFile {
  const isProblem = 'message' in parsed;
  entry.problem = isProblem ? parsed : parsed.problem;
  const summary = isProblem ? emptySummary() : parsed;
  if (entry.loaded) entry.loaded.summary = aligned(summary, entry.loaded.summary);
  else entry.loaded = new LoadedFile(entry.source.path, summary);
  entry.loaded.isLinked = false;
  return entry.loaded;
}
