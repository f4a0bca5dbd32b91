import type { CatalogModule } from '../catalog/types.ts';
import type { HandlerFramework } from '../handlers/types.ts';
import { discover, statSource } from './discover.ts';
import { Evaluator } from './evaluate.ts';
import { Externals } from './externals.ts';
import { type Finding, findingsIn } from './findings.ts';
import type { FunctionNode } from './function-node.ts';
import { HandlerFinder } from './handler-finder.ts';
import { ImportMap } from './import-map.ts';
import { interfaceDigest } from './interface-digest.ts';
import { Linker } from './linker.ts';
import { reach } from './reach.ts';
import { Resolver } from './resolver.ts';
import { type Entry, install, type Parsed, readSource, SourceFiles } from './source-files.ts';
import { summarise } from './summarise.ts';
import type { ParseProblem } from './summary.ts';
import { workspacePackages } from './workspace.ts';

export interface ProjectOptions {
  /** Absolute path of the folder whose files make the call graph. */
  root: string;
  catalog: readonly CatalogModule[];
  frameworks: readonly HandlerFramework[];
}

/** Counts of one project, for `--stats`. */
export interface ProjectStats {
  files: number;
  bytes: number;
  functions: number;
  calls: number;
  edges: number;
  handlers: number;
  reached: number;
  blockingCalls: number;
  problems: number;
}

/** Looking at the disk again costs one system call a file: in a run over many files it may cost this share of the time. */
const REFRESH_SHARE = 0.005;

/** The call graph of one project: reads its files, links them, and answers what blocks where. */
export class Project {
  readonly root: string;
  readonly #files: SourceFiles;
  readonly #imports: ImportMap;
  readonly #linker: Linker;
  #isReached = false;
  /** The file that is read from an editor's buffer, and what the disk says of it. */
  #overlay: { entry: Entry; text: string; disk: Parsed } | undefined;
  /** Files asked for before: one that is asked for again is being edited. */
  readonly #asked = new Set<string>();
  #refreshedAt: number;
  #refreshCost = 0;

  constructor({ root, catalog, frameworks }: ProjectOptions) {
    this.root = root;
    const externals = new Externals(catalog, frameworks);
    const sources = discover(root);
    const packages = workspacePackages(
      root,
      sources.map((each) => each.path),
    );
    this.#files = new SourceFiles(root, sources);
    this.#imports = new ImportMap(externals, new Resolver(root, packages), (path) => this.#files.get(path)?.loaded);
    const evaluator = new Evaluator(externals, this.#imports);
    this.#linker = new Linker(evaluator, new HandlerFinder(evaluator, frameworks));
    this.#refreshedAt = performance.now();
  }

  /**
   * The findings whose frontier stands in one file. `text` is the file's unsaved text where it differs from the disk;
   * it serves this question only. A file that does not parse has none.
   */
  findings(path: string, text?: string): Finding[] {
    this.#refreshIfDue(path);
    const entry = this.#entry(path, text);
    if (!entry) return [];
    this.#applyOverlay(entry, text);
    this.#analyse();
    return findingsIn(entry.loaded.nodes);
  }

  /** The findings of every file of the project, as the disk has it, by path. */
  allFindings(): Map<string, Finding[]> {
    this.#analyse();
    return new Map(this.#files.sorted.map((file) => [file.path, findingsIn(file.nodes)]));
  }

  /** Files that do not parse, and where. */
  problems(): Map<string, ParseProblem> {
    const problems = new Map<string, ParseProblem>();
    for (const { source, problem } of this.#files.entries()) if (problem) problems.set(source.path, problem);
    return problems;
  }

  get paths(): string[] {
    return this.#files.sorted.map(({ path }) => path);
  }

  /** The functions of one file, for explaining a verdict. */
  functions(path: string): readonly FunctionNode[] {
    this.#analyse();
    return this.#files.get(path)?.loaded.nodes ?? [];
  }

  stats(): ProjectStats {
    this.#analyse();
    const nodes = this.#files.sorted.flatMap((file) => file.nodes);
    const sum = (read: (node: FunctionNode) => number) => nodes.reduce((total, node) => total + read(node), 0);
    return {
      files: this.#files.sorted.length,
      bytes: [...this.#files.entries()].reduce((total, { source }) => total + source.size, 0),
      functions: nodes.length,
      calls: sum((node) => node.summary.calls.length),
      edges: sum((node) => node.edges.length),
      handlers: nodes.filter((node) => node.handler?.certain === true || (node.handler && !node.reach?.by)).length,
      reached: nodes.filter((node) => node.reach?.state === 'handler').length,
      blockingCalls: sum((node) => node.sinks.length),
      problems: this.problems().size,
    };
  }

  #entry(path: string, text: string | undefined): Entry | undefined {
    const known = this.#files.get(path);
    if (known) return known;
    const source = statSource(path) ?? (text === undefined ? undefined : { path, mtimeMs: 0, size: text.length });
    if (!source) return undefined;
    const entry = this.#files.add(source, source.mtimeMs === 0 ? summarise(path, text ?? '') : undefined);
    this.#isReached = false;
    return entry;
  }

  #applyOverlay(entry: Entry, text: string | undefined): void {
    const overlay = this.#overlay;
    if (overlay && (overlay.entry !== entry || overlay.text !== text)) {
      this.#overlay = undefined;
      this.#replace(overlay.entry, overlay.disk);
    }
    if (text === undefined || this.#overlay || this.#isOnDisk(entry, text)) return;
    this.#overlay = { entry, text, disk: entry.problem ?? entry.loaded.summary };
    this.#replace(entry, summarise(entry.source.path, text));
  }

  #isOnDisk({ source }: Entry, text: string): boolean {
    if (source.mtimeMs === 0) return false;
    const size = Buffer.byteLength(text);
    // A byte order mark is three bytes that ESLint leaves out of its text.
    return (size === source.size || size + 3 === source.size) && readSource(source.path) === text;
  }

  /** Replaces a summary; other files are linked again only if they could tell the difference. */
  #replace(entry: Entry, parsed: Parsed): void {
    const before = interfaceDigest(entry.loaded.summary);
    install(entry, parsed);
    this.#imports.forget(entry.loaded);
    this.#isReached = false;
    if (interfaceDigest(entry.loaded.summary) === before) return;
    for (const dependent of this.#imports.dependents(entry.loaded)) {
      dependent.values = [];
      dependent.isLinked = false;
    }
  }

  #refreshIfDue(path: string): void {
    const isEdited = this.#asked.has(path);
    this.#asked.add(path);
    const start = performance.now();
    if (!isEdited && (start - this.#refreshedAt) * REFRESH_SHARE < Math.max(this.#refreshCost, 5)) return;
    const { changed, moved } = this.#files.refresh();
    if (this.#overlay && changed.some(([entry]) => entry === this.#overlay?.entry)) this.#overlay = undefined;
    for (const [entry, parsed] of changed) this.#replace(entry, parsed);
    if (moved) this.#relinkAll();
    this.#refreshedAt = performance.now();
    this.#refreshCost = this.#refreshedAt - start;
  }

  #relinkAll(): void {
    this.#imports.forgetAll();
    for (const file of this.#files.sorted) {
      file.values = [];
      file.isLinked = false;
    }
    this.#isReached = false;
  }

  #analyse(): void {
    if (this.#isReached) return;
    for (const file of this.#files.sorted) if (!file.isLinked) this.#linker.link(file);
    reach(this.#files.sorted);
    this.#isReached = true;
  }
}
