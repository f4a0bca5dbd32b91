import fs from 'node:fs';
import { type Discovered, discoverAll, type SourceFile, statSource } from './sources/discover.ts';
import type { Finding } from './search/findings.ts';
import type { FunctionNode } from './links/function-node.ts';
import { syntaxProblem } from './summaries/parse.ts';
import { Project, type ProjectOptions, type ProjectStats } from './project.ts';
import { filesOf, keptFiles, readSnapshot, type SnapshotData, writeSnapshot } from './snapshot.ts';
import { oneAtATime } from './snapshot-lock.ts';
import { readSource } from './sources/source-files.ts';
import type { ParseProblem } from './summaries/summary.ts';
import type { AskTypes } from './search/typed-edges.ts';

export interface CacheOptions {
  /** Where the last analysis is kept. */
  file: string;
  /** What must be equal for it to be of use. */
  engine: string;
  /** Analyses the project in another process, which keeps the analysis here; false where that cannot be. */
  apart?: () => boolean;
}

/** Looking at the disk again may cost this share of the time. */
const REFRESH_SHARE = 0.005;

/** A run that asks for so many files is no editor's. */
const MANY_FILES = 20;

/** A project of fewer files is analysed before another process has started. */
const WORTH_A_PROCESS = 300;

/**
 * A project that answers from what an earlier process found, as long as its files are the same, and analyses them
 * itself otherwise.
 */
export class CachedProject {
  readonly root: string;
  readonly #options: ProjectOptions;
  readonly #cache: CacheOptions | undefined;
  #discovered: Discovered;
  #snapshot: Snapshot | undefined;
  #project: Project | undefined;
  readonly #problems = new Map<string, ParseProblem | null>();
  /** How many of them are on the disk. */
  #keptProblems = 0;
  /** Files asked for before: one that is asked for again is being edited. */
  readonly #asked = new Set<string>();
  #lookedAt = performance.now();
  #lookCost: number;

  constructor(options: ProjectOptions, cache: CacheOptions | undefined) {
    this.root = options.root;
    this.#options = options;
    this.#cache = cache;
    const start = performance.now();
    this.#discovered = discoverAll(this.root);
    this.#lookCost = performance.now() - start;
    this.#snapshot = this.#read();
  }

  #read(): Snapshot | undefined {
    const data = this.#cache && readSnapshot(this.#cache.file, this.#cache.engine, this.#discovered);
    if (!data) return undefined;
    for (const [path, problem] of data.problems) this.#problems.set(path, problem);
    this.#keptProblems = data.problems.length;
    return new Snapshot(data, this.#discovered);
  }

  /** The findings whose frontier stands in one file: see `Project.findings`. */
  findings(path: string, text?: string, typed?: AskTypes): Finding[] {
    let isKept = this.#isKept(path, text);
    if (!isKept && !this.#project && this.#cache && !isUnsaved(path, text)) {
      this.#analyse(this.#cache, typed === undefined);
      isKept = this.#isKept(path, undefined);
    }
    const snapshot = isKept ? this.#snapshot : undefined;
    // What a type checker adds is not kept: it is for the engine.
    const isOpen = snapshot && typed && typed(snapshot.leadingNames).length > 0;
    if (!snapshot || isOpen === true) return this.#engine().findings(path, text, typed);
    if (typed === undefined && this.#asked.size >= MANY_FILES) this.#project = undefined;
    return snapshot.findings(path);
  }

  /** Whether the snapshot still answers for this file with this text. */
  #isKept(path: string, text: string | undefined): boolean {
    const snapshot = this.#snapshot;
    if (!snapshot) return false;
    const isEdited = this.#asked.has(path);
    this.#asked.add(path);
    const now = performance.now();
    const isDue = isEdited || (now - this.#lookedAt) * REFRESH_SHARE > this.#lookCost;
    if (isDue) {
      this.#discovered = discoverAll(this.root);
      this.#lookedAt = performance.now();
      this.#lookCost = this.#lookedAt - now;
    }
    if ((isDue && !snapshot.isOf(this.#discovered)) || !snapshot.has(path) || isUnsaved(path, text))
      this.#snapshot = undefined;
    return this.#snapshot !== undefined;
  }

  /** Analyses the project, or waits for the process that does; `mayBeApart`: the engine itself is not needed later. */
  #analyse(cache: CacheOptions, mayBeApart: boolean): void {
    oneAtATime(cache.file, () => {
      this.#snapshot = this.#read();
      if (this.#snapshot) return;
      const isWorthIt = mayBeApart && this.#discovered.sources.length >= WORTH_A_PROCESS;
      if (isWorthIt && cache.apart?.() === true) this.#snapshot = this.#read();
      if (!this.#snapshot) this.analyse();
    });
  }

  /** Analyses the project in this process, and keeps what was found. */
  analyse(): void {
    const project = this.#engine();
    const { findings } = project.everything();
    // What was parsed need not be parsed again for its problems.
    for (const each of project.paths)
      if (project.matters(each)) this.#problems.set(each, project.problem(each) ?? null);
    const found = { findings, stats: project.stats(), leadingNames: [...project.leadingNames] };
    if (this.#cache) this.#keep(this.#cache, found);
    // The run goes on without the engine, whose heap every collection of the linter's would have to mark.
    this.#snapshot = new Snapshot(found, this.#discovered);
  }

  #keep({ file, engine }: CacheOptions, found: Found): void {
    const problems = [...this.#problems];
    this.#keptProblems = problems.length;
    writeSnapshot(file, { engine, files: keptFiles(this.#discovered), problems, ...found });
  }

  /** Keeps what was learned since the analysis: which other files parse. */
  keep(): void {
    if (!this.#cache || this.#problems.size === this.#keptProblems) return;
    const snapshot = this.#snapshot;
    const project = this.#project;
    if (snapshot) this.#keep(this.#cache, snapshot.data);
    else if (project)
      this.#keep(this.#cache, {
        findings: project.everything().findings,
        stats: project.stats(),
        leadingNames: [...project.leadingNames],
      });
  }

  #engine(): Project {
    return (this.#project ??= new Project({ ...this.#options, sources: this.#discovered.sources }));
  }

  /** Where a file does not parse; undefined where it does. */
  problem(path: string): ParseProblem | undefined {
    const known = this.#project ? undefined : this.#problems.get(path);
    if (known !== undefined) return known ?? undefined;
    const problem = this.#project ? this.#project.problem(path) : syntaxProblem(path, readSource(path));
    this.#problems.set(path, problem ?? null);
    return problem;
  }

  /** Every source file, by path. */
  get paths(): string[] {
    return this.#project?.paths ?? this.#discovered.sources.map(({ path }) => path).sort();
  }

  matters(path: string): boolean {
    return this.#engine().matters(path);
  }

  isBrowserOnly(path: string): boolean {
    return this.#engine().isBrowserOnly(path);
  }

  /** The functions of one file, for explaining a verdict. */
  functions(path: string): readonly FunctionNode[] {
    return this.#engine().functions(path);
  }

  stats(): ProjectStats {
    return this.#snapshot?.data.stats ?? this.#engine().stats();
  }
}

function isUnsaved(path: string, text: string | undefined): boolean {
  if (text === undefined) return false;
  if (!fs.existsSync(path)) return true;
  return readSource(path) !== text.replace(/^\uFEFF/, '');
}

/** What is kept of an analysis, whatever files it was of. */
type Found = Pick<SnapshotData, 'findings' | 'stats' | 'leadingNames'>;

/** The same, by file. */
class Snapshot {
  readonly data: Found;
  readonly leadingNames: ReadonlySet<string>;
  readonly #findings: ReadonlyMap<string, Finding[]>;
  readonly #files: readonly SourceFile[];
  readonly #byPath: ReadonlyMap<string, SourceFile>;

  /** `discovered` are the files that it was found to be of. */
  constructor({ findings, stats, leadingNames }: Found, discovered: Discovered) {
    this.data = { findings, stats, leadingNames };
    this.leadingNames = new Set(leadingNames);
    this.#findings = new Map(findings);
    this.#files = filesOf(discovered);
    this.#byPath = new Map(this.#files.map((file) => [file.path, file]));
  }

  findings(path: string): Finding[] {
    return this.#findings.get(path) ?? [];
  }

  /** Whether it knows a file as it is on the disk now. */
  has(path: string): boolean {
    return isUnchanged(this.#byPath.get(path), statSource(path));
  }

  isOf(discovered: Discovered): boolean {
    const now = filesOf(discovered);
    return this.#files.length === now.length && this.#files.every((each, at) => isUnchanged(each, now[at]));
  }
}

function isUnchanged(known: SourceFile | undefined, now: SourceFile | undefined): boolean {
  return known !== undefined && known.path === now?.path && known.size === now.size && known.mtimeMs === now.mtimeMs;
}
