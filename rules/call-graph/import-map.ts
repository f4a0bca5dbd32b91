import type { ImportTarget, Imports } from './evaluate.ts';
import type { Externals } from './externals.ts';
import type { LoadedFile } from './loaded-file.ts';
import type { Resolver } from './resolver.ts';

/** Where every import of every file leads, resolved once and on demand, and who imports whom. */
export class ImportMap implements Imports {
  readonly #externals: Externals;
  readonly #resolver: Resolver;
  readonly #lookUp: (path: string) => LoadedFile | undefined;
  readonly #targets = new Map<LoadedFile, (ImportTarget | undefined)[]>();
  readonly #importers = new Map<LoadedFile, Set<LoadedFile>>();

  constructor(externals: Externals, resolver: Resolver, lookUp: (path: string) => LoadedFile | undefined) {
    this.#externals = externals;
    this.#resolver = resolver;
    this.#lookUp = lookUp;
  }

  target(file: LoadedFile, importIndex: number): ImportTarget | undefined {
    let targets = this.#targets.get(file);
    if (!targets) this.#targets.set(file, (targets = []));
    targets[importIndex] ??= this.#resolve(file, importIndex);
    return targets[importIndex];
  }

  #resolve(file: LoadedFile, importIndex: number): ImportTarget | undefined {
    const source = file.summary.imports[importIndex]?.source;
    if (source === undefined) return undefined;
    const module = this.#externals.canonical(source);
    if (this.#externals.knows(source)) return { module };
    const path = this.#resolver.resolve(file.path, source);
    const target = path === undefined ? undefined : this.#lookUp(path);
    if (!target) return { module };
    const importers = this.#importers.get(target);
    if (importers) importers.add(file);
    else this.#importers.set(target, new Set([file]));
    return { file: target };
  }

  forget(file: LoadedFile): void {
    this.#targets.delete(file);
  }

  forgetAll(): void {
    this.#targets.clear();
    this.#importers.clear();
    this.#resolver.clear();
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
