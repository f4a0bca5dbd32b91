import type { CatalogModule } from '../catalog/types.ts';
import type { HandlerFramework } from '../handlers/types.ts';
import { Analysis } from './analysis.ts';
import { Changes } from './changes.ts';
import { HandlerFinder } from './handlers/handler-finder.ts';
import type { FunctionNode } from './links/function-node.ts';
import { HazardSites, type IsSuperLinear } from './links/hazard-sites.ts';
import { Linker } from './links/linker.ts';
import { type Finding, findingsIn } from './search/findings.ts';
import { type AskTypes, withTypedEdges } from './search/typed-edges.ts';
import { AutoImports } from './sources/auto-imports.ts';
import { BrowserCode } from './sources/browser-code.ts';
import { discover, type SourceFile, statSource } from './sources/discover.ts';
import { DiskPace } from './sources/disk-pace.ts';
import { ImportMap } from './sources/import-map.ts';
import { Packages } from './sources/packages.ts';
import { Resolver } from './sources/resolver.ts';
import { type Entry, readSource, SourceFiles } from './sources/source-files.ts';
import { workspacePackages } from './sources/workspace.ts';
import { syntaxProblem } from './summaries/parse.ts';
import type { ParseProblem } from './summaries/summary.ts';
import { Evaluator } from './values/evaluate.ts';
import { Externals } from './values/externals.ts';

export interface ProjectOptions {
  /** Absolute path of the folder whose files make the call graph. */
  root: string;
  catalog: readonly CatalogModule[];
  frameworks: readonly HandlerFramework[];
  isSuperLinear: IsSuperLinear;
  /** The source files, where they are known already. */
  sources?: readonly SourceFile[];
}

/** Counts of one project, for `--stats`. */
export interface ProjectStats {
  files: number;
  bytes: number;
  /** Files that needed a syntax tree. */
  parsed: number;
  functions: number;
  calls: number;
  edges: number;
  handlers: number;
  reached: number;
  blockingCalls: number;
}

/** The call graph of one project: reads its files, links them, and answers what blocks where. */
export class Project {
  readonly root: string;
  readonly #files: SourceFiles;
  readonly #imports: ImportMap;
  readonly #evaluator: Evaluator;
  readonly #analysis: Analysis;
  readonly #changes: Changes;
  /** The file that is read from an editor's buffer instead of the disk. */
  #overlay: { entry: Entry; text: string } | undefined;
  readonly #pace = new DiskPace();

  constructor({ root, catalog, frameworks, isSuperLinear, sources = discover(root) }: ProjectOptions) {
    this.root = root;
    const externals = new Externals(catalog, frameworks);
    const resolver = new Resolver(
      root,
      workspacePackages(
        root,
        sources.map((each) => each.path),
      ),
    );
    const packages = new Packages();
    const autoImports = new AutoImports(packages);
    this.#imports = new ImportMap(externals, resolver, {
      load: (path) => this.#files.load(path),
      automatic: (path) => autoImports.folders(path),
      below: (start) => this.#files.paths.filter((each) => each.startsWith(start)),
    });
    const resolvePackage = (file: string, specifier: string) =>
      externals.knows(specifier) && !resolver.isOwn(specifier) ? undefined : resolver.resolve(file, specifier);
    this.#files = new SourceFiles(
      root,
      sources,
      externals,
      resolvePackage,
      autoImports,
      new BrowserCode(packages, root),
    );
    this.#evaluator = new Evaluator(externals, this.#imports);
    const handlers = new HandlerFinder(this.#evaluator, frameworks, packages);
    const linker = new Linker(this.#evaluator, handlers, new HazardSites(this.#evaluator, isSuperLinear));
    this.#analysis = new Analysis(root, this.#files, this.#evaluator, linker);
    this.#changes = new Changes(this.#files, this.#imports, this.#evaluator.wiring, this.#analysis);
  }

  /**
   * The findings whose frontier stands in one file. `text` is the file's unsaved text where it differs from the disk;
   * it serves this question only. `typed` gives the calls of the file that a type checker resolves, of those with a name
   * that matters. A file that does not parse has no findings.
   */
  findings(path: string, text?: string, typed?: AskTypes): Finding[] {
    if (this.#pace.isDue(path, this.#files.count))
      this.#pace.time(() => {
        this.#refresh();
      });
    const entry = this.#entry(path, text);
    if (!entry) return [];
    this.#applyOverlay(entry, text);
    // No chain to a blocking call begins in a file that does not matter, whatever its nodes held before.
    if (!this.#files.isRelevant(path)) return [];
    this.#analysis.update();
    const nodes = entry.loaded?.nodes ?? [];
    return withTypedEdges(
      nodes,
      typed?.(this.leadingNames) ?? [],
      (file) => this.#files.load(file),
      () => findingsIn(nodes, this.#analysis.isFar),
    );
  }

  /** The names of functions whose call leads to a blocking call. */
  get leadingNames(): ReadonlySet<string> {
    return this.#analysis.leadingNames;
  }

  /** Where a file does not parse; undefined where it does. */
  problem(path: string): ParseProblem | undefined {
    const entry = this.#files.get(path);
    if (entry?.loaded) return entry.problem;
    return syntaxProblem(path, readSource(path));
  }

  /** Every source file, by path. */
  get paths(): string[] {
    return this.#files.paths;
  }

  /** The findings of every file that has any, and the files that matter and do not parse. */
  everything(): { findings: [path: string, findings: Finding[]][]; problems: [path: string, problem: ParseProblem][] } {
    this.#analysis.update();
    const files = this.#files.relevant;
    return {
      findings: files
        .map(({ path, nodes }): [string, Finding[]] => [path, findingsIn(nodes, this.#analysis.isFar)])
        .filter(([, found]) => found.length > 0),
      problems: files.flatMap(({ path }): [string, ParseProblem][] => {
        const problem = this.#files.get(path)?.problem;
        return problem ? [[path, problem]] : [];
      }),
    };
  }

  /** Whether a chain to a blocking call can begin in a file; nothing is asked of the others. */
  matters(path: string): boolean {
    this.#analysis.update();
    return this.#files.isRelevant(path);
  }

  /** Whether only browsers run a file: then it does not matter. */
  isBrowserOnly(path: string): boolean {
    this.#analysis.update();
    return this.#files.isBrowserOnly(path);
  }

  /** The functions of one file, for explaining a verdict. */
  functions(path: string): readonly FunctionNode[] {
    this.#analysis.update();
    return this.#files.load(path)?.nodes ?? [];
  }

  stats(): ProjectStats {
    this.#analysis.update();
    const files = [...this.#files.entries()];
    const nodes = this.#files.relevant.flatMap((file) => file.nodes);
    const sum = (read: (node: FunctionNode) => number) => nodes.reduce((total, node) => total + read(node), 0);
    return {
      files: files.length,
      bytes: files.reduce((total, { source }) => total + source.size, 0),
      parsed: files.filter(({ loaded }) => loaded).length,
      functions: nodes.length,
      calls: sum((node) => node.summary.calls.length),
      edges: sum((node) => node.edges.length),
      handlers: nodes.filter((node) => node.handler?.certain === true || (node.handler && !node.reach?.by)).length,
      reached: nodes.filter((node) => node.reach?.state === 'handler').length,
      blockingCalls: sum((node) => node.sinks.length),
    };
  }

  #entry(path: string, text: string | undefined): Entry | undefined {
    const known = this.#files.get(path);
    if (known) return known;
    // Other people's code is not part of the project unless the project keeps it as its own.
    if (/[\\/]node_modules[\\/]/.test(path)) return undefined;
    const source = statSource(path);
    if (!source && text === undefined) return undefined;
    this.#analysis.outdate();
    return this.#files.add(source ?? { path, mtimeMs: 0, size: 0 }, text ?? readSource(path));
  }

  #applyOverlay(entry: Entry, text: string | undefined): void {
    const overlay = this.#overlay;
    const isOverlaid = text !== undefined && !this.#isOnDisk(entry, text);
    if (overlay && (overlay.entry !== entry || !isOverlaid)) {
      this.#overlay = undefined;
      if (overlay.entry.source.mtimeMs !== 0)
        this.#changes.replace(overlay.entry, readSource(overlay.entry.source.path));
    }
    if (!isOverlaid || this.#overlay?.text === text) return;
    this.#overlay = { entry, text };
    this.#changes.replace(entry, text);
  }

  #isOnDisk({ source }: Entry, text: string): boolean {
    if (source.mtimeMs === 0) return false;
    const size = Buffer.byteLength(text);
    // A byte order mark is three bytes that ESLint leaves out of its text.
    return (size === source.size || size + 3 === source.size) && readSource(source.path) === text;
  }

  #refresh(): void {
    const { changed, moved } = this.#files.refresh();
    for (const entry of changed) {
      if (this.#overlay?.entry === entry) this.#overlay = undefined;
      this.#changes.replace(entry, readSource(entry.source.path));
    }
    if (moved) this.#changes.relinkAll();
  }
}
