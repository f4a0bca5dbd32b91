import type { TermId } from '../summaries/summary.ts';
import type { Evaluator } from './evaluate.ts';
import { FOLDER } from './folder-tables.ts';
import type { LoadedFile } from './loaded-file.ts';
import { isAccessor, isGetter, isPlaceholder, isStub, namesOf } from './member-kinds.ts';
import { ObjectMembers } from './object-members.ts';
import { providedUnder, TOKEN } from './tokens.ts';
import { NO_VALUES, union, type Value, type Values } from './values.ts';

/** The instance that a list of instances has: `Entry[].prototype` lists `Entry.prototype`. */
export const listedType = (path: string): string | undefined => /^(.+)\[\](\.prototype)$/.exec(path)?.slice(1).join('');

const MAX_ANCESTORS = 12;
const MAX_DEPTH = 40;
/** `fn.call(...)` and `fn.apply(...)` call `fn`. */
export const SELF = new Set(['call', 'apply']);

/** Reads members of values. A getter gives what it returns. */
export class Members {
  readonly #evaluator: Evaluator;
  #keepGetters = false;
  #depth = 0;
  readonly #objects: ObjectMembers;

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
    this.#objects = new ObjectMembers(evaluator, this);
  }

  /** `value.name`; with `null`, any member whose key cannot be read. */
  get(value: Value, name: string | null): Values {
    // Prototypes, spreads and heirs may lead back to where they came from.
    if (this.#depth >= MAX_DEPTH) return NO_VALUES;
    this.#depth++;
    const values = this.#get(value, name);
    this.#depth--;
    return values;
  }

  #get(value: Value, name: string | null): Values {
    if (name !== null && name.length > 1 && name.endsWith('*')) return this.#beginning(value, name.slice(0, -1));
    switch (value.k) {
      case 'external': {
        if (value.module === FOLDER) return this.#evaluator.folderTables.get(value, name);
        if (name === null || /^\d+$/.test(name)) return this.elements(value);
        if (value.module === TOKEN) return providedUnder(this.#evaluator, value, name);
        if (SELF.has(name) && this.#evaluator.isFunction(value)) return [value];
        const path = this.#evaluator.externals.member(value.path, name, value.module);
        if (this.#evaluator.externals.isOpen(value.module, value.path, path)) this.#evaluator.looks.noteOpen();
        // Of what nothing puts there nothing is known, as of a parameter without a type.
        if (path === `${value.path}.${name}` && this.#evaluator.externals.isContext(value.module, value.path))
          return this.#evaluator.wiring.members(value, name);
        return union([
          [this.#evaluator.value({ k: 'external', module: value.module, path })],
          this.#evaluator.wiring.members(value, name),
          this.overrides(value, name),
        ]);
      }
      case 'module':
        return this.#orWired(
          name === null ? this.#ofAnyExport(value.file) : this.ofModule(value.file, name),
          value,
          name,
        );
      case 'object':
        return this.#objects.get(value, name);
      case 'instance':
        if (name === 'constructor')
          return [this.#evaluator.value({ k: 'class', file: value.file, class: value.class })];
        return name === null ? this.#evaluator.wiring.members(value, null) : this.#ofInstance(value, name);
      case 'class':
        return name === null ? NO_VALUES : this.#ofClass(value.file, value.class, name, true);
      case 'made':
        return name === null ? NO_VALUES : this.#ofMade(value.file, value.fn, name);
      case 'function':
        if (name === null) return NO_VALUES;
        if (SELF.has(name)) return [value];
        if (name === 'prototype') return [this.#evaluator.value({ k: 'made', file: value.file, fn: value.fn })];
        return this.read(value.file, value.file.functionMembers(value.fn).statics.get(name));
      case 'array':
        return this.#ofList(value, name);
      case 'literal':
        return NO_VALUES;
    }
  }

  /** The members whose names begin so; of what has no names of its own, any. */
  #beginning(value: Value, start: string): Values {
    const names = namesOf(value).filter((name) => name.startsWith(start));
    return names.length === 0 ? this.get(value, null) : union(names.map((name) => this.get(value, name)));
  }

  /** The getters or setters that reading or writing `value.name` runs. */
  accessors(value: Value, name: string): (Value & { k: 'function' })[] {
    this.#keepGetters = true;
    const found = this.get(value, name).filter(isAccessor);
    this.#keepGetters = false;
    return found;
  }

  /** Any element of an iterable value. */
  elements(value: Value): Values {
    if (value.k === 'external') {
      const of = listedType(value.path);
      return of === undefined ? NO_VALUES : [this.#evaluator.value({ ...value, path: of })];
    }
    if (value.k !== 'array') return NO_VALUES;
    const { k, file, items, id } = value;
    if (value.nested === 'entries') return [this.#evaluator.value({ ...value, nested: 'entry' })];
    if (value.nested === 'entry' || value.nested === 'some')
      return this.elements(this.#evaluator.value({ k, file, items, id }));
    return union([this.#evaluator.all(value.file, value.items), this.#evaluator.wiring.members(value, null)]);
  }

  #ofList(value: Value & { k: 'array' }, name: string | null): Values {
    if (name === null || value.nested === 'record') return this.elements(value);
    if (!/^\d+$/.test(name)) return NO_VALUES;
    // The key of an entry.
    if (value.nested === 'entry' && name === '0') return NO_VALUES;
    // Only a list that is written out says what stands where.
    const item = value.id > 0 && value.nested === undefined ? value.items[Number(name)] : undefined;
    return item === undefined ? this.elements(value) : this.#evaluator.evaluate(value.file, item);
  }

  /** The members of an object or a module as lists, without their names. */
  lists(value: Value): (Value & { k: 'array' })[] {
    if (value.k === 'array') return [value];
    if (value.k === 'object') return this.#objects.lists(value);
    if (value.k !== 'module') return this.written(value);
    const exported = value.file.summary.exports.flatMap(([, ids]) => ids);
    return [this.list(value.file, exported), ...this.written(value)];
  }

  /** What code of other files puts into a value, as lists. */
  written(value: Value): (Value & { k: 'array' })[] {
    return this.#evaluator.wiring.written(value, null).map(({ file, term }) => this.list(file, [term]));
  }

  list(file: LoadedFile, items: readonly TermId[]): Value & { k: 'array' } {
    return this.#evaluator.value({ k: 'array', file, items, id: 0 }) as Value & { k: 'array' };
  }

  #ofAnyExport(file: LoadedFile): Values {
    return union(file.summary.exports.map(([name, ids]) => (name === '=' ? NO_VALUES : this.read(file, ids))));
  }

  /** What a value has itself, else what other files put on it. */
  #orWired(own: Values, value: Value, name: string | null): Values {
    const isWhole = own.length > 0 && name !== null && !own.every(isPlaceholder);
    return isWhole ? own : union([own, this.#evaluator.wiring.members(value, name)]);
  }

  /** `super.name`: what an instance has of its class, whatever those that extend it have instead. */
  inherited(value: Value, name: string): Values {
    if (value.k !== 'instance') return this.get(value, name);
    return this.#orWired(this.#ofClass(value.file, value.class, name, false), value, name);
  }

  /** A member of an instance; where its class only declares it, those of the classes that extend or implement it. */
  #ofInstance(value: Value & { k: 'instance' }, name: string): Values {
    const own = this.inherited(value, name);
    if (own.some((each) => !isStub(each) && !this.#isUnknown(each))) return own;
    return union([own, this.overrides(value, name)]);
  }

  /** Whether something is of a package that nothing is known of: an interface's method, or one that does anything. */
  #isUnknown(value: Value): boolean {
    return value.k === 'external' && !this.#evaluator.externals.knows(value.module);
  }

  /** What the classes that extend or implement an instance's class, or a package's interface, have under a name. */
  overrides(value: Value, name: string): Values {
    if (value.k !== 'instance' && value.k !== 'external') return NO_VALUES;
    return union(
      this.#evaluator.wiring.heirs(value).map((heir) => {
        if (heir.k === 'object') return this.#objects.own(heir, name);
        const owner = heir.k === 'instance' ? heir.file.summary.classes[heir.class] : undefined;
        return heir.k === 'instance' && owner
          ? this.read(heir.file, heir.file.index(owner.members).get(name))
          : NO_VALUES;
      }),
    );
  }

  /** The values of terms; a getter gives what it returns. */
  read(file: LoadedFile, ids: readonly TermId[] | undefined): Values {
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
    const own = this.read(file, exports.get(name));
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

  #ofClass(file: LoadedFile, index: number, name: string, isStatic: boolean, depth = 0): Values {
    const owner = file.summary.classes[index];
    if (!owner || depth > MAX_ANCESTORS) return NO_VALUES;
    if (isStatic && name === 'prototype') return [this.#evaluator.value({ k: 'instance', file, class: index })];
    const own = this.read(file, file.index(isStatic ? owner.statics : owner.members).get(name));
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
    const own = this.read(file, instance.get(name));
    if (own.length > 0) return own;
    return union(this.#evaluator.all(file, instance.get('*') ?? []).map((each) => this.get(each, name)));
  }
}
