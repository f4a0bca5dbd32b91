import type { TermId } from '../summaries/summary.ts';
import type { LoadedFile } from './loaded-file.ts';

/** What a term evaluates to: an entity of some file, or a member of code outside the project. */
export type Value =
  | { k: 'function'; file: LoadedFile; fn: number }
  | { k: 'class'; file: LoadedFile; class: number }
  | { k: 'instance'; file: LoadedFile; class: number }
  /** What `new` of a constructor function gives. */
  | { k: 'made'; file: LoadedFile; fn: number }
  | { k: 'object'; file: LoadedFile; object: number }
  /** `id` tells lists apart that more can be put into; each of its entries, as a list (`entry`), may hold any of the items; so may any member of a `record`. */
  | {
      k: 'array';
      file: LoadedFile;
      items: readonly TermId[];
      id: number;
      nested?: 'entries' | 'entry' | 'record' | 'some';
    }
  /** A module's namespace, or its CommonJS exports where it assigns them one by one. */
  | { k: 'module'; file: LoadedFile }
  | { k: 'external'; module: string; path: string }
  | { k: 'literal'; value: string | number | boolean | null };

export type Values = readonly Value[];
export const NO_VALUES: Values = [];

const MAX_VALUES = 64;

/** The values of several lists, each once. Nearly always no list, or one, holds any: that costs nothing. */
export function union(lists: readonly Values[]): Values {
  let first = NO_VALUES;
  let all: Set<Value> | undefined;
  for (const list of lists) {
    if (list.length === 0 || list === first) continue;
    if (first.length === 0) first = list;
    else {
      all ??= new Set(first);
      for (const value of list) all.add(value);
    }
  }
  return all === undefined ? first : [...all].slice(0, MAX_VALUES);
}

/** Kinds whose values an index into a summary tells apart, each with a range of keys of its own. */
const RANGE = 2 ** 26;
const RANGES = {
  function: 0,
  made: RANGE,
  class: 2 * RANGE,
  instance: 3 * RANGE,
  object: 4 * RANGE,
  module: 5 * RANGE,
};

/** Gives equal values one identity, so that sets of them are sets. Asked very often: most keys are numbers, not new texts. */
export class Interner {
  readonly #literals = new Map<string | number | boolean | null, Value>();
  readonly #externals = new Map<string, Map<string, Value>>();
  readonly #ofFiles = new Map<LoadedFile, Map<number | string, Value>>();

  intern(value: Value): Value {
    switch (value.k) {
      case 'literal':
        return known(this.#literals, value.value, value);
      case 'external':
        return known(mapOf(this.#externals, value.module), value.path, value);
      default:
        return known(mapOf(this.#ofFiles, value.file), keyOf(value), value);
    }
  }
}

function known<K>(values: Map<K, Value>, key: K, value: Value): Value {
  const same = values.get(key);
  if (same) return same;
  values.set(key, value);
  return value;
}

function mapOf<K, L>(maps: Map<K, Map<L, Value>>, key: K): Map<L, Value> {
  let map = maps.get(key);
  if (!map) maps.set(key, (map = new Map<L, Value>()));
  return map;
}

function keyOf(value: Exclude<Value, { k: 'external' | 'literal' }>): number | string {
  switch (value.k) {
    case 'function':
    case 'made':
      return RANGES[value.k] + value.fn;
    case 'class':
    case 'instance':
      return RANGES[value.k] + value.class;
    case 'object':
      return RANGES[value.k] + value.object;
    case 'module':
      return RANGES[value.k];
    case 'array':
      return `${value.id} ${value.nested ?? ''} ${value.items.join()}`;
  }
}
