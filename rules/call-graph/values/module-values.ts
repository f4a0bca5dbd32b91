import type { Evaluator } from './evaluate.ts';
import type { LoadedFile } from './loaded-file.ts';
import { NO_VALUES, union, type Value, type Values } from './values.ts';

/** Where an import leads: a file of the project, or a module outside of it. */
export type ImportTarget = { file: LoadedFile } | { module: string };

export interface Imports {
  target(file: LoadedFile, importIndex: number): ImportTarget | undefined;
  /** The files that an import with a pattern (`./routes/*`) may lead to. */
  folder(file: LoadedFile, importIndex: number): readonly LoadedFile[];
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
