import { givenPath, pathPattern } from '../summaries/path-patterns.ts';
import type { Term } from '../summaries/summary.ts';
import type { Evaluator } from './evaluate.ts';
import type { LoadedFile } from './loaded-file.ts';
import { NO_VALUES, union, type Value, type Values } from './values.ts';

/** How often a folder is passed on from one function to the next. */
const MAX_PASSED_ON = 3;

/** A folder that a parameter is given, and how a path goes on in it. */
type Folder = Omit<Term & { k: 'given-folder' }, 'k'>;

/** Where an import leads: a file of the project, or a module outside of it. */
export type ImportTarget = { file: LoadedFile } | { module: string };

export interface Imports {
  target(file: LoadedFile, importIndex: number): ImportTarget | undefined;
  /** The files that an import with a pattern (`./routes/*`) may lead to. */
  folder(file: LoadedFile, importIndex: number): readonly LoadedFile[];
  /** The files that a pattern may mean in a file, which another one loads. */
  below(file: LoadedFile, pattern: string, loader: LoadedFile): readonly LoadedFile[];
  /** The files that export a name which a file may use without importing it. */
  automatic(file: LoadedFile, name: string): readonly LoadedFile[];
}

/** What imports give: what another file exports, or a member of a module outside of the project. */
export class ModuleValues {
  readonly #evaluator: Evaluator;
  readonly #imports: Imports;

  constructor(evaluator: Evaluator, imports: Imports) {
    this.#evaluator = evaluator;
    this.#imports = imports;
  }

  imported(file: LoadedFile, index: number, name: string): Values {
    const target = this.#imports.target(file, index);
    if (!target) return NO_VALUES;
    if ('module' in target) {
      const path = name === '*' ? '' : name;
      return [this.#evaluator.value({ k: 'external', module: target.module, path })];
    }
    if (name === '*') return [this.#evaluator.value({ k: 'module', file: target.file })];
    return this.#evaluator.members.ofModule(target.file, name);
  }

  required(file: LoadedFile, index: number, dynamic: boolean): Values {
    const target = this.#imports.target(file, index);
    if (!target) return NO_VALUES;
    if ('module' in target) return [this.#evaluator.value({ k: 'external', module: target.module, path: '' })];
    return dynamic ? [this.#evaluator.value({ k: 'module', file: target.file })] : this.whole(target.file);
  }

  /** What a framework imports by itself. */
  automatic(file: LoadedFile, name: string): Values {
    const { members } = this.#evaluator;
    return union(
      this.#imports
        .automatic(file, name)
        .map((each) =>
          each.exports.has(name)
            ? members.ofModule(each, name)
            : each.exports.has('default')
              ? members.ofModule(each, 'default')
              : this.whole(each),
        ),
    );
  }

  /** Any file of a folder. */
  ofFolder(file: LoadedFile, index: number): Values {
    return union(this.#imports.folder(file, index).map((each) => this.whole(each)));
  }

  /** Any file of the folders that callers give a parameter, also where they were given them. */
  ofGivenFolder(file: LoadedFile, { fn, index, rest }: Folder, depth = 0): Values {
    if (depth > MAX_PASSED_ON) return NO_VALUES;
    return union(
      this.#evaluator.looks.argumentsOf(file, fn, index).map((place) => {
        const pattern = pathPattern(place.file.summary, place.term);
        if (pattern?.endsWith('*') === false) {
          const found = this.#imports.below(place.file, `${pattern}/${rest}*`, file);
          return union(found.map((each) => this.whole(each)));
        }
        const given = givenPath(place.file.summary, place.term);
        if (given?.rest.isWhole !== true) return NO_VALUES;
        const outer = given.rest.text === '' ? rest : `${given.rest.text}/${rest}`;
        return this.ofGivenFolder(place.file, { ...given, rest: outer }, depth + 1);
      }),
    );
  }

  /** What `require` gives of a file. */
  whole(file: LoadedFile): Values {
    const assigned = file.exports.get('=');
    const namespace = this.#evaluator.value({ k: 'module', file });
    if (!assigned) return [namespace];
    const values = this.#evaluator.all(file, assigned);
    return file.exports.size > 1 || values.length === 0 ? union([values, [namespace]]) : values;
  }

  /** A name that no file declares: one of the language, what some file has put on the global object, or what a framework imports. */
  global(file: LoadedFile, name: string): Values {
    if (name === 'exports') return [this.#evaluator.value({ k: 'module', file })];
    const automatic = this.automatic(file, name);
    if (automatic.length > 0) return automatic;
    const own = [this.#evaluator.value(globalValue(name))];
    return union([own, this.#evaluator.wiring.members(this.#evaluator.value(globalValue('global')), name)]);
  }
}

/** `process` is a module too, and `globalThis.x` is `x`. */
function globalValue(name: string): Value {
  if (name === 'process') return { k: 'external', module: 'node:process', path: '' };
  const isWhole = name === 'globalThis' || name === 'global';
  return { k: 'external', module: 'global', path: isWhole ? '' : name };
}
