import path from 'node:path';
import type { Term } from '../summaries/summary.ts';
import type { Externals } from '../values/externals.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import type { ImportTarget, Imports } from '../values/module-values.ts';
import type { Resolver } from './resolver.ts';

/** The project's files. */
interface ProjectFiles {
  load: (path: string) => LoadedFile | undefined;
  /** Paths that begin with a text. */
  below: (start: string) => readonly string[];
  /** Beginnings of paths of the files whose exports a file need not import. */
  automatic: (file: string) => readonly string[];
}

/** How many files a path that is known by its beginning may lead to. */
const MAX_FILES = 200;

/** Where every import of every file leads, resolved once and on demand, and who imports whom. */
export class ImportMap implements Imports {
  readonly #externals: Externals;
  readonly #resolver: Resolver;
  readonly #files: ProjectFiles;
  readonly #folders = new Map<LoadedFile, Map<number, readonly LoadedFile[]>>();
  readonly #automatic = new Map<LoadedFile, readonly LoadedFile[]>();
  readonly #targets = new Map<LoadedFile, (ImportTarget | undefined)[]>();
  readonly #importers = new Map<LoadedFile, Set<LoadedFile>>();

  constructor(externals: Externals, resolver: Resolver, files: ProjectFiles) {
    this.#externals = externals;
    this.#resolver = resolver;
    this.#files = files;
  }

  target(file: LoadedFile, importIndex: number): ImportTarget | undefined {
    let targets = this.#targets.get(file);
    if (!targets) this.#targets.set(file, (targets = []));
    targets[importIndex] ??= this.#resolve(file, importIndex);
    return targets[importIndex];
  }

  #resolve(file: LoadedFile, importIndex: number): ImportTarget | undefined {
    const source = file.summary.imports[importIndex]?.source;
    if (source === undefined || source.endsWith('*')) return undefined;
    const module = this.#externals.canonical(source);
    if (this.#externals.knows(source) && !this.#resolver.isOwn(source)) return { module };
    const found = this.#resolver.resolve(file.path, source);
    const target = found === undefined ? undefined : this.#files.load(found);
    if (!target) return { module };
    this.#note(file, target);
    return { file: target };
  }

  #note(file: LoadedFile, target: LoadedFile): void {
    const importers = this.#importers.get(target);
    if (importers) importers.add(file);
    else this.#importers.set(target, new Set([file]));
  }

  folder(file: LoadedFile, importIndex: number): readonly LoadedFile[] {
    let folders = this.#folders.get(file);
    if (!folders) this.#folders.set(file, (folders = new Map<number, readonly LoadedFile[]>()));
    let found = folders.get(importIndex);
    const pattern = () => file.summary.imports[importIndex]?.source ?? '';
    if (!found) folders.set(importIndex, (found = this.below(file, pattern(), file)));
    return found;
  }

  below(file: LoadedFile, pattern: string, loader: LoadedFile): readonly LoadedFile[] {
    const start =
      path.resolve(path.dirname(file.path), pattern.slice(0, -1)) + (pattern.endsWith('/*') ? path.sep : '');
    // `./*` stands for what lies beside a file, as an index that loads its neighbours means it.
    const isBeside = (each: string) => path.dirname(each) === path.dirname(file.path) || /[\\/]index\.\w+$/.test(each);
    const found = this.#files
      .below(start)
      .filter((each) => pattern !== './*' || isBeside(each))
      .slice(0, MAX_FILES)
      .flatMap((each) => this.#files.load(each) ?? [])
      .filter((each) => each !== file && !each.summary.isTest);
    for (const target of found) this.#note(loader, target);
    return found;
  }

  automatic(file: LoadedFile, name: string): readonly LoadedFile[] {
    let found = this.#automatic.get(file);
    if (!found) this.#automatic.set(file, (found = this.#automaticOf(file)));
    return found.length === 0 ? found : found.filter((target) => target.exports.has(name) || isCalled(target, name));
  }

  /** Asked for with every global name, so looked for once a file. */
  #automaticOf(file: LoadedFile): readonly LoadedFile[] {
    const found = this.#files
      .automatic(file.path)
      .flatMap((start) => this.#files.below(start))
      .flatMap((each) => this.#files.load(each) ?? [])
      .filter((each) => each !== file && !each.summary.isTest);
    for (const target of found) this.#note(file, target); // an edit may export another name
    return found;
  }

  forget(file: LoadedFile): void {
    this.#targets.delete(file);
    this.#folders.delete(file);
    this.#automatic.delete(file);
  }

  forgetAll(): void {
    this.#targets.clear();
    this.#folders.clear();
    this.#automatic.clear();
    this.#importers.clear();
    this.#resolver.clear();
  }

  /** Whether any file may have looked for one of these exports of `file`, or at all that it exports. */
  mayUse(file: LoadedFile, names: ReadonlySet<string>): boolean {
    return [...(this.#importers.get(file) ?? [])].some((importer) => {
      const { terms, starExports } = importer.summary;
      const isIt = (index: number) => {
        const target = this.#targets.get(importer)?.[index];
        return target !== undefined && 'file' in target && target.file === file;
      };
      // One that imports it without naming it has it by its folder, or needs no import.
      const uses = terms.filter((term) => 'import' in term && isIt(term.import));
      const isNamed = (term: Term) => term.k === 'import' && term.name !== '*' && !names.has(term.name);
      return uses.length === 0 || starExports.some(isIt) || !uses.every(isNamed);
    });
  }

  /** Every file that imports `file`, directly or through others. */
  dependents(file: LoadedFile): Set<LoadedFile> {
    const found = new Set<LoadedFile>();
    const stack = [file];
    for (let next = stack.pop(); next; next = stack.pop()) {
      for (const importer of this.#importers.get(next) ?? []) {
        if (found.has(importer)) continue;
        found.add(importer);
        stack.push(importer);
      }
    }
    found.delete(file);
    return found;
  }
}

/** A name may be that of a file: of its default export, or of all that it exports. */
function isCalled({ path: file }: LoadedFile, name: string): boolean {
  return path.parse(file).name === name;
}
