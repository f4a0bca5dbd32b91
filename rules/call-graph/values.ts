import type { LoadedFile } from './loaded-file.ts';
import type { TermId } from './summary.ts';

/** What a term evaluates to: an entity of some file, or a member of code outside the project. */
export type Value =
  | { k: 'function'; file: LoadedFile; fn: number }
  | { k: 'class'; file: LoadedFile; class: number }
  | { k: 'instance'; file: LoadedFile; class: number }
  /** What `new` of a constructor function gives. */
  | { k: 'made'; file: LoadedFile; fn: number }
  | { k: 'object'; file: LoadedFile; object: number }
  /** `id` tells lists apart that more can be put into; elements of a list of entries (`nested`) are lists of the items. */
  | { k: 'array'; file: LoadedFile; items: readonly TermId[]; id: number; nested?: true }
  /** A module's namespace, or its CommonJS exports where it assigns them one by one. */
  | { k: 'module'; file: LoadedFile }
  | { k: 'external'; module: string; path: string }
  | { k: 'literal'; value: string | number | boolean | null };

/** Gives equal values one identity, so that sets of them are sets. */
export class Interner {
  readonly #values = new Map<string, Value>();
  readonly #ids = new Map<LoadedFile, number>();

  #key(value: Value): string {
    switch (value.k) {
      case 'external':
        return `x ${value.module} ${value.path}`;
      case 'literal':
        return `l ${typeof value.value} ${String(value.value)}`;
      default: {
        let id = this.#ids.get(value.file);
        if (id === undefined) this.#ids.set(value.file, (id = this.#ids.size));
        return `${value.k} ${id} ${detail(value)}`;
      }
    }
  }

  intern(value: Value): Value {
    const key = this.#key(value);
    const known = this.#values.get(key);
    if (known) return known;
    this.#values.set(key, value);
    return value;
  }
}

function detail(value: Exclude<Value, { k: 'external' | 'literal' }>): string | number {
  switch (value.k) {
    case 'function':
    case 'made':
      return value.fn;
    case 'class':
    case 'instance':
      return value.class;
    case 'object':
      return value.object;
    case 'array':
      return `${value.id} ${value.nested === true ? 'n' : ''} ${value.items.join()}`;
    case 'module':
      return '';
  }
}
