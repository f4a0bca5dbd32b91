import { type Evaluator, NO_VALUES, union, type Values } from './evaluate.ts';
import type { LoadedFile } from './loaded-file.ts';
import type { ObjectSummary, TermId } from './summary.ts';
import type { Value } from './values.ts';

const MAX_ANCESTORS = 12;
/** `fn.call(...)` and `fn.apply(...)` call `fn`. */
const SELF = new Set(['call', 'apply']);

/** Reads members of values. A getter gives what it returns. */
export class Members {
  readonly #evaluator: Evaluator;
  #keepGetters = false;
  readonly #reading = new Set<ObjectSummary>();

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  /** `value.name`; with `null`, any member whose key cannot be read. */
  get(value: Value, name: string | null): Values {
    switch (value.k) {
      case 'external': {
        if (name === null) return NO_VALUES;
        if (SELF.has(name) && this.#evaluator.externals.blockingCalls(value.module, value.path, false).length > 0)
          return [value];
        const path = this.#evaluator.externals.member(value.path, name);
        return [this.#evaluator.value({ k: 'external', module: value.module, path })];
      }
      case 'module':
        return name === null ? NO_VALUES : this.ofModule(value.file, name);
      case 'object':
        return this.#ofObject(value.file, value.object, name);
      case 'instance':
        return name === null ? NO_VALUES : this.#ofClass(value.file, value.class, name, false);
      case 'class':
        return name === null ? NO_VALUES : this.#ofClass(value.file, value.class, name, true);
      case 'made':
        return name === null ? NO_VALUES : this.#ofMade(value.file, value.fn, name);
      case 'function':
        if (name === null) return NO_VALUES;
        if (SELF.has(name)) return [value];
        return this.#read(value.file, value.file.functionMembers(value.fn).statics.get(name));
      case 'array':
        return name !== null && /^\d+$/.test(name)
          ? this.#evaluator.evaluate(value.file, value.items[Number(name)] ?? 0)
          : name === null
            ? this.elements(value)
            : NO_VALUES;
      case 'literal':
        return NO_VALUES;
    }
  }

  /** The getters that reading `value.name` runs. */
  getters(value: Value, name: string): (Value & { k: 'function' })[] {
    this.#keepGetters = true;
    const found = this.get(value, name).filter(isGetter);
    this.#keepGetters = false;
    return found;
  }

  /** Any element of an iterable value. */
  elements(value: Value): Values {
    return value.k === 'array' ? this.#evaluator.all(value.file, value.items) : NO_VALUES;
  }

  #read(file: LoadedFile, ids: readonly TermId[] | undefined): Values {
    if (!ids) return NO_VALUES;
    const values = this.#evaluator.all(file, ids);
    return !this.#keepGetters && values.some(isGetter)
      ? union(values.map((each) => (isGetter(each) ? this.#evaluator.returned(each.file, each.fn) : [each])))
      : values;
  }

  /** An export of a project file, through re-exports and CommonJS assignments. */
  ofModule(file: LoadedFile, name: string, seen = new Set<LoadedFile>()): Values {
    if (seen.has(file)) return NO_VALUES;
    seen.add(file);
    const { exports, summary } = file;
    const own = this.#read(file, exports.get(name));
    const assigned = exports.get('=');
    if (own.length > 0) return own;
    if (assigned) {
      const values = this.#evaluator.all(file, assigned);
      // A default import of a CommonJS module is its whole exports.
      return name === 'default' ? values : union(values.map((value) => this.get(value, name)));
    }
    if (name === 'default' && exports.size > 0 && !exports.has('default') && summary.starExports.length === 0)
      return [this.#evaluator.value({ k: 'module', file })];
    if (name === 'default') return NO_VALUES;
    return union(
      summary.starExports.map((index) => {
        const target = this.#evaluator.importTarget(file, index);
        if (!target) return NO_VALUES;
        if ('file' in target) return this.ofModule(target.file, name, seen);
        return [this.#evaluator.value({ k: 'external', module: target.module, path: name })];
      }),
    );
  }

  #ofObject(file: LoadedFile, index: number, name: string | null): Values {
    const object = file.summary.objects[index];
    // An object that is spread into itself has nothing more to give.
    if (!object || this.#reading.has(object)) return NO_VALUES;
    this.#reading.add(object);
    const values = this.#ofObjectOnce(file, object, name);
    this.#reading.delete(object);
    return values;
  }

  #ofObjectOnce(file: LoadedFile, object: ObjectSummary, name: string | null): Values {
    const spreads = () => union(this.#evaluator.all(file, object.spreads).map((each) => this.get(each, name)));
    const computed = this.#evaluator.all(file, object.computed);
    if (name === null) return union([...object.props.map(([, ids]) => this.#read(file, ids)), computed, spreads()]);
    const own = this.#read(file, file.index(object.props).get(name));
    return own.length > 0 ? own : union([spreads(), computed]);
  }

  #ofClass(file: LoadedFile, index: number, name: string, isStatic: boolean, depth = 0): Values {
    const owner = file.summary.classes[index];
    if (!owner || depth > MAX_ANCESTORS) return NO_VALUES;
    if (isStatic && name === 'prototype') return [this.#evaluator.value({ k: 'instance', file, class: index })];
    const own = this.#read(file, file.index(isStatic ? owner.statics : owner.members).get(name));
    if (own.length > 0) return own;
    return union(
      this.#evaluator.evaluate(file, owner.superClass).map((parent) => {
        if (parent.k === 'class') return this.#ofClass(parent.file, parent.class, name, isStatic, depth + 1);
        if (parent.k === 'function')
          return isStatic ? this.get(parent, name) : this.#ofMade(parent.file, parent.fn, name);
        if (parent.k !== 'external') return NO_VALUES;
        const { externals } = this.#evaluator;
        const path = isStatic ? parent.path : externals.instanceOf(parent.module, parent.path);
        return [this.#evaluator.value({ k: 'external', module: parent.module, path: externals.member(path, name) })];
      }),
    );
  }

  #ofMade(file: LoadedFile, fn: number, name: string): Values {
    const { instance } = file.functionMembers(fn);
    const own = this.#read(file, instance.get(name));
    if (own.length > 0) return own;
    return union(this.#evaluator.all(file, instance.get('*') ?? []).map((each) => this.get(each, name)));
  }

  /** The functions that `new` of a class runs: its constructor, or the inherited one, and the field initialisers. */
  constructorsOf(file: LoadedFile, index: number, depth = 0): { file: LoadedFile; fn: number }[] {
    const owner = file.summary.classes[index];
    if (!owner || depth > MAX_ANCESTORS) return [];
    const own = [owner.construct, owner.fields].filter((fn) => fn >= 0).map((fn) => ({ file, fn }));
    if (owner.construct >= 0) return own;
    const parents = this.#evaluator.evaluate(file, owner.superClass);
    return [
      ...own,
      ...parents.flatMap((each) => (each.k === 'class' ? this.constructorsOf(each.file, each.class, depth + 1) : [])),
    ];
  }
}

function isGetter(value: Value): value is Value & { k: 'function' } {
  return value.k === 'function' && value.file.summary.functions[value.fn]?.kind === 'getter';
}
