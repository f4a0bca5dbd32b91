import { types } from 'node:util';
import type { BlockingCall, CatalogModule } from '../../rules/catalog/types.ts';
import { warnOnce } from '../warnings.ts';
import { equipsInstances, hasFinal, isInstance } from './classes.ts';
import { isObject, Places } from './places.ts';
import { callName } from './targets.ts';
import { isFinal, viewOf } from './views.ts';
import type { Gives, Reason } from './wrapper.ts';

/** Instances come and go: what is changed in one of them is not remembered, and does nothing when strict mode is off. */
const forEver = new Places({ restores: false });

/** What every object and every function inherits from is no package's. */
const OF_EVERYTHING: ReadonlySet<object> = new Set([Object.prototype, Function.prototype]);

/** One member that a package's entries name. */
interface Member {
  /** The type that it is a method of; undefined for an export. */
  type: string | undefined;
  path: readonly string[];
  constructs: boolean;
  reason: Reason;
}

/**
 * `new A.prototype.B` is the class `B` of an instance of `A`, `A.prototype` the instance itself, which is a function;
 * `a.b` is a function of the export `a`.
 */
function memberAt(name: string, reason: Reason): Member {
  const segments = name.replace(/^new /, '').split('.');
  const isMethod = segments[1] === 'prototype';
  return {
    type: isMethod ? segments[0] : undefined,
    path: isMethod ? segments.slice(2) : segments,
    constructs: name.startsWith('new '),
    reason,
  };
}

function membersOf(owner: CatalogModule, counts: (entry: BlockingCall) => boolean): Member[] {
  const calls = owner.calls.filter(counts).map((entry) => {
    const constructs = entry.member.startsWith('new ');
    return memberAt(entry.member, { called: { owner, entry, call: callName(owner, entry), constructs } });
  });
  const results = Object.entries(owner.returns ?? {});
  return [...calls, ...results.map(([member, type]) => memberAt(member, { gives: { owner, type } }))];
}

/** Whether a value is a function that makes no instances. */
const isArrow = (value: unknown): boolean => typeof value === 'function' && !Object.hasOwn(value, 'prototype');

/** Whether a value is a promise in whose place another one can stand; async hooks give it symbols. */
const isPlainPromise = (value: unknown): value is Promise<unknown> =>
  types.isPromise(value) &&
  Reflect.getPrototypeOf(value) === Promise.prototype &&
  Object.getOwnPropertyNames(value).length === 0;

const isSame = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((segment, index) => segment === right[index]);

/** Puts wrappers where the catalogued functions of a package stand: in its exports, and in what these give. */
export class PackageCalls {
  readonly #places: Places;
  readonly #counts: (entry: BlockingCall) => boolean;
  readonly #members = new Map<CatalogModule, Member[]>();
  readonly #ofTypes = new WeakMap<Gives, Member[]>();
  readonly #done = new WeakMap<object, Set<string>>();
  /** What objects that hold exports are to be from now on: themselves, or a view of them. */
  readonly #opened = new WeakMap<object, Map<string, object>>();

  constructor(places: Places, counts: (entry: BlockingCall) => boolean) {
    this.#places = places;
    this.#counts = counts;
  }

  /** Wraps what the exports hold, and returns what they are to be from now on. */
  open(owner: CatalogModule, exported: unknown): unknown {
    return this.exportOf(owner, 'default', exported);
  }

  /** What the export of this name is to be from now on; what is called `default` may hold the others, too. */
  exportOf(owner: CatalogModule, name: string, value: unknown): unknown {
    try {
      return this.#at(owner, [name], value);
    } catch (error) {
      if (error instanceof RangeError) return value; // no room on the stack
      // A proxy among the exports may throw whatever it likes.
      warnOnce('UNBLOCKED_STRICT', `Strict mode does not see ${owner.module}, whose exports threw: ${String(error)}.`);
      return value;
    }
  }

  /** Wraps the methods of what a function has given, and itself where it is a function; a promise of it is as good. */
  given(gives: Gives, value: unknown, maker?: object): unknown {
    try {
      if (maker === undefined || !isObject(value) || !isInstance(value, maker)) return this.#given(gives, value);
      this.#ownMethods(gives, value); // Those of its class are wrapped; an heir's own are the program's.
      return value;
    } catch {
      return value; // It may be a proxy that throws whatever it likes, or the stack has no room.
    }
  }

  #given(gives: Gives, value: unknown): unknown {
    if (gives.like) return this.#another(gives.owner, gives.like, value);
    if (isPlainPromise(value)) return value.then((instance) => this.given(gives, instance));
    if (!isObject(value)) return value;
    const prototype = Reflect.getPrototypeOf(value);
    if (prototype === null || !this.#hasMethods(gives, prototype)) this.#methods(forEver, gives, value);
    else {
      this.#methods(this.#places, gives, prototype);
      this.#ownMethods(gives, value);
    }
    const itself = this.#membersOfType(gives).filter(({ path }) => path.length === 0);
    return itself.reduce<unknown>((changed, member) => this.#changed(member, changed), value);
  }

  #membersOf(owner: CatalogModule): Member[] {
    const members = this.#members.get(owner) ?? membersOf(owner, this.#counts);
    this.#members.set(owner, members);
    return members;
  }

  #membersOfType(gives: Gives): Member[] {
    const members = this.#ofTypes.get(gives) ?? this.#membersOf(gives.owner).filter(({ type }) => type === gives.type);
    this.#ofTypes.set(gives, members);
    return members;
  }

  /** What the value at a path from the exports is to be from now on. */
  #at(owner: CatalogModule, path: readonly string[], value: unknown): unknown {
    const [name = ''] = path;
    const isDefault = path.length === 1 && name === 'default';
    let changed = isObject(value) ? this.#open(owner, isDefault ? [] : path, value) : value;
    // `new Foo` gives a `Foo`, unless the catalog says otherwise.
    if (path.length === 1) changed = this.#made({ owner, type: name }, changed);
    if (isArrow(changed) && !isDefault && this.#namesIn(owner, path).size > 0)
      changed = this.#places.wrapped(changed, { gives: { owner, type: '', like: path } });
    for (const member of this.#membersOf(owner)) {
      if (member.type === undefined && isSame(member.path, path)) changed = this.#changed(member, changed);
    }
    return changed;
  }

  /** Changes what an object holds where it stands; of what cannot be changed, a view takes its place. */
  #open(owner: CatalogModule, path: readonly string[], holder: object): object {
    const names = this.#namesIn(owner, path);
    if (names.size === 0) return holder;
    const opened = this.#opened.get(holder) ?? new Map<string, object>();
    this.#opened.set(holder, opened);
    const key = [owner.module, ...path].join(' ');
    const known = opened.get(key);
    if (known !== undefined) return known;
    const change = (name: string, value: unknown): unknown =>
      names.has(name) ? this.#at(owner, [...path, name], value) : value;
    const result = [...names].some((name) => isFinal(holder, name)) ? viewOf(holder, change) : holder;
    opened.set(key, result);
    const wrap = (): void => {
      for (const name of names) this.#places.change(holder, [name], (value) => change(name, value));
    };
    if (result !== holder) return result;
    wrap();
    if ([...names].some((name) => name !== 'default' && !Reflect.has(holder, name))) this.#onceReady(holder, wrap);
    return result;
  }

  /**
   * Some exports are filled in by the time that a promise among them is fulfilled. Who awaits it finds them wrapped: reactions
   * come in the order in which they were asked for.
   */
  #onceReady(holder: object, wrap: () => void): void {
    for (const name of Object.keys(holder)) {
      const promise: unknown = Reflect.getOwnPropertyDescriptor(holder, name)?.value;
      if (isPlainPromise(promise)) promise.then(wrap, () => undefined); // its failure is for whoever awaits it
    }
  }

  /** What `$({ shell: true })` gives is another `$`, with a `$.sync` of its own. */
  #another(owner: CatalogModule, path: readonly string[], value: unknown): unknown {
    const isLike =
      typeof value === 'function' && [...this.#namesIn(owner, path)].some((name) => Object.hasOwn(value, name));
    return isLike ? this.#open(owner, path, value) : value;
  }

  /** The names of what the catalog knows below a path from the exports. */
  #namesIn(owner: CatalogModule, path: readonly string[]): Set<string> {
    const members = this.#membersOf(owner);
    const below = members.filter(
      ({ type, path: own }) => type === undefined && isSame(own.slice(0, path.length), path),
    );
    const names = below.flatMap(({ path: own }) => own[path.length] ?? []);
    return new Set(path.length === 0 ? [...names, ...members.flatMap(({ type }) => type ?? []), 'default'] : names);
  }

  /** What is to stand in the place of a member. */
  #changed({ constructs, reason }: Member, value: unknown): unknown {
    const { gives } = reason;
    return gives && (constructs || this.#isClass(gives, value))
      ? this.#made(gives, value)
      : this.#places.wrapped(value, reason);
  }

  /** Whether a function that gives instances is their class, which works without `new` too. */
  #isClass(gives: Gives, maker: unknown): boolean {
    const prototype: unknown = typeof maker === 'function' ? Reflect.get(maker, 'prototype') : undefined;
    return isObject(prototype) && this.#hasMethods(gives, prototype);
  }

  /** The methods of a class stand on its prototype, or each instance has its own. */
  #made(gives: Gives, maker: unknown): unknown {
    const names = this.#methodNames(gives);
    const prototype: unknown = typeof maker === 'function' ? Reflect.get(maker, 'prototype') : undefined;
    if (names.length === 0 || typeof maker !== 'function' || !isObject(prototype)) return maker;
    if (!this.#hasMethods(gives, prototype)) return this.#places.wrapped(maker, { makes: gives });
    const equips = equipsInstances(maker, prototype, names);
    this.#methods(this.#places, gives, prototype);
    return equips ? this.#places.wrapped(maker, { makes: gives }) : maker;
  }

  #methodNames(gives: Gives): string[] {
    return this.#membersOfType(gives).flatMap(({ path }) => path[0] ?? []);
  }

  #hasMethods(gives: Gives, holder: object): boolean {
    return !OF_EVERYTHING.has(holder) && this.#methodNames(gives).some((name) => Reflect.has(holder, name));
  }

  #methods(places: Places, gives: Gives, holder: object): void {
    if (!this.#isFirst(holder, `${gives.owner.module} ${gives.type}`)) return;
    for (const member of this.#membersOfType(gives))
      places.change(holder, member.path, (value) => this.#changed(member, value));
  }

  /** What an instance has of its own hides what its class has; where the class is final, the instance gets its own. */
  #ownMethods(gives: Gives, instance: object): void {
    if (types.isProxy(instance)) return;
    for (const member of this.#membersOfType(gives)) {
      const [name] = member.path;
      const change = (value: unknown): unknown => this.#changed(member, value);
      if (name !== undefined && Object.hasOwn(instance, name)) forEver.change(instance, member.path, change);
      else if (name !== undefined && hasFinal(instance, name)) forEver.shadow(instance, name, change);
    }
  }

  #isFirst(holder: object, key: string): boolean {
    const done = this.#done.get(holder) ?? new Set();
    this.#done.set(holder, done);
    return done.size < done.add(key).size;
  }
}
