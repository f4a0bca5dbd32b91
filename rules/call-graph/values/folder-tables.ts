import path from 'node:path';
import { pathPattern, pathTail } from '../summaries/path-patterns.ts';
import type { TermId } from '../summaries/summary.ts';
import type { Evaluator } from './evaluate.ts';
import type { LoadedFile } from './loaded-file.ts';
import type { Imports, ModuleValues } from './module-values.ts';
import { NO_VALUES, union, type Value, type Values } from './values.ts';

/** The pseudo-module whose values are tables of all modules of a folder. */
export const FOLDER = 'folder';
/** Packages that load all modules of a folder, into an object under the names of their files. */
const LOADERS = /^(?:auto-load|require-all|require-dir|require-directory|include-all)$/;

/** Tables of modules by the names of their files: `require('require-all')(path.join(root, 'models'))`. */
export class FolderTables {
  readonly #evaluator: Evaluator;
  readonly #imports: Imports;
  readonly #modules: ModuleValues;
  /** Who loads a folder, by its path. */
  readonly #loaders = new Map<string, LoadedFile>();

  constructor(evaluator: Evaluator, imports: Imports, modules: ModuleValues) {
    this.#evaluator = evaluator;
    this.#imports = imports;
    this.#modules = modules;
  }

  /** What such a package gives for its arguments, or nothing where it is none or the folder cannot be told. */
  loadedBy(module: string, file: LoadedFile, args: readonly TermId[]): Values {
    if (!LOADERS.test(module)) return NO_VALUES;
    const ids = args.flatMap((id) => [id, ...this.#dirname(file, id)]);
    for (const folder of ids.flatMap((id) => foldersOf(file, id))) {
      if (this.#imports.below(file, `${folder}/*`, file).length === 0) continue;
      const directory = path.resolve(path.dirname(file.path), folder);
      this.#loaders.set(directory, file);
      return [this.#table(directory)];
    }
    return NO_VALUES;
  }

  /** `{ dirname: path.join(root, 'models'), filter }`. */
  #dirname(file: LoadedFile, id: TermId): TermId[] {
    return this.#evaluator
      .evaluate(file, id)
      .flatMap((value) =>
        value.k === 'object' && value.file === file
          ? (file.summary.objects[value.object]?.props ?? []).filter(([key]) => key === 'dirname')
          : [],
      )
      .flatMap(([, ids]) => ids);
  }

  /** What a table has under a name: a module, or a table of the folder below; under a name that is not known, any module. */
  get({ path: directory }: Value & { k: 'external' }, name: string | null): Values {
    const loader = this.#loaders.get(directory);
    if (!loader) return NO_VALUES;
    const relative = path.relative(path.dirname(loader.path), directory);
    const files = this.#imports.below(loader, `./${relative}/${name === null ? '' : name}*`, loader);
    if (name === null) return union(files.map((each) => this.#modules.whole(each)));
    const own = files.filter((each) => {
      const found = path.parse(each.path);
      return found.dir === directory && found.name === name;
    });
    if (own.length > 0) return union(own.map((each) => this.#modules.whole(each)));
    const below = path.join(directory, name);
    if (!files.some((each) => each.path.startsWith(below + path.sep))) return NO_VALUES;
    this.#loaders.set(below, loader);
    return [this.#table(below)];
  }

  #table(directory: string): Value {
    return this.#evaluator.value({ k: 'external', module: FOLDER, path: directory });
  }
}

/** Where a folder may lie, from the file: what its path says, or beside the file or one above where only its end can be read. */
function foldersOf({ summary }: LoadedFile, id: TermId): string[] {
  const pattern = pathPattern(summary, id);
  if (pattern !== undefined) return pattern.endsWith('*') ? [] : [pattern];
  const tail = pathTail(summary, id);
  return tail === undefined ? [] : [`./${tail}`, `../${tail}`];
}
