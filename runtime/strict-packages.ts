import { types } from 'node:util';
import type { BlockingCall, CatalogModule } from '../rules/catalog/types.ts';
import { isObject, Places } from './strict-places.ts';
import { callName } from './strict-targets.ts';
import type { Gives, Reason } from './strict-wrapper.ts';

const { create, getOwnPropertyDescriptors } = Object;

/** Instances come and go: what is changed in one of them is not remembered, and does nothing when strict mode is off. */
const forEver = new Places({ restores: false });

/** One member that a package's entries name. */
interface Member {
  /** The type that it is a method of; undefined for an export. */
  type: string | undefined;
  path: readonly string[];
  constructs: boolean;
  reason: Reason;
}

/** `new A.prototype.B` is the class `B` of an instance of `A`; `a.b` is a function of the export `a`. */
function memberAt(member: string, reason: Reason): Member {
  const segments = member.replace(/^new /, '').split('.');
  const isMethod = segments.length > 2 && segments[1] === 'prototype';
  return {
    type: isMethod ? segments[0] : undefined,
    path: isMethod ? segments.slice(2) : segments,
    constructs: member.startsWith('new '),
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

/** What `default` of a CommonJS module's exports, or of a namespace, is; no getter is asked. */
function defaultOf(root: object): unknown {
  return Reflect.getOwnPropertyDescriptor(root, 'default')?.value;
}

/** Puts wrappers where the catalogued functions of a package stand: in its exports, and in what these give. */
export class PackageCalls {
  readonly #places: Places;
  readonly #counts: (entry: BlockingCall) => boolean;
  readonly #members = new Map<CatalogModule, Member[]>();
  readonly #done = new WeakMap<object, Set<string>>();

  constructor(places: Places, counts: (entry: BlockingCall) => boolean) {
    this.#places = places;
    this.#counts = counts;
  }

  /** Wraps what the exports hold, and returns what they are to be from now on. */
  open(owner: CatalogModule, exported: unknown): unknown {
    if (!isObject(exported)) return exported;
    const root = this.#loosened(owner, exported);
    const other = defaultOf(root);
    for (const each of new Set([root, ...(isObject(other) ? [other] : [])])) this.#exports(owner, each);
    return this.exportOf(owner, 'default', root);
  }

  /** What the export of this name is to be from now on. */
  exportOf(owner: CatalogModule, name: string, value: unknown): unknown {
    return this.#membersOf(owner)
      .filter(({ type, path }) => type === undefined && path.join('.') === name)
      .reduce((changed, member) => this.#changed(member, changed), value);
  }

  /** Wraps the methods of what a function has given; a promise of an instance is as good. */
  given(gives: Gives, value: unknown): unknown {
    if (types.isPromise(value)) return value.then((instance) => this.given(gives, instance));
    if (!isObject(value)) return value;
    const prototype = Reflect.getPrototypeOf(value);
    if (prototype !== null && this.#hasMethods(gives, prototype)) this.#methods(this.#places, gives, prototype);
    else this.#methods(forEver, gives, value);
    return value;
  }

  #membersOf(owner: CatalogModule): Member[] {
    const members = this.#members.get(owner) ?? membersOf(owner, this.#counts);
    this.#members.set(owner, members);
    return members;
  }

  #exports(owner: CatalogModule, root: object): void {
    const members = this.#membersOf(owner);
    for (const member of members) if (member.type === undefined) this.#wrap(this.#places, root, member);
    // `new Foo` gives a `Foo`, unless the catalog says otherwise.
    for (const type of new Set(members.flatMap((member) => member.type ?? [])))
      this.#places.change(root, [type], (maker) => this.#made({ owner, type }, maker));
  }

  #wrap(places: Places, holder: object, member: Member): void {
    places.change(holder, member.path, (value) => this.#changed(member, value));
  }

  /** What is to stand in the place of a member. */
  #changed({ constructs, reason }: Member, value: unknown): unknown {
    return constructs && reason.gives ? this.#made(reason.gives, value) : this.#places.wrapped(value, reason);
  }

  /** The methods of a class stand on its prototype; of one that has none there, each instance has its own. */
  #made(gives: Gives, maker: unknown): unknown {
    const prototype: unknown = typeof maker === 'function' ? Reflect.get(maker, 'prototype') : undefined;
    if (!isObject(prototype)) return maker;
    if (!this.#hasMethods(gives, prototype)) return this.#places.wrapped(maker, { makes: gives });
    this.#methods(this.#places, gives, prototype);
    return maker;
  }

  #hasMethods({ owner, type }: Gives, holder: object): boolean {
    return this.#membersOf(owner).some((member) => member.type === type && Reflect.has(holder, member.path[0] ?? ''));
  }

  #methods(places: Places, { owner, type }: Gives, holder: object): void {
    const done = this.#done.get(holder) ?? new Set();
    const key = `${owner.module} ${type}`;
    if (done.has(key)) return;
    this.#done.set(holder, done.add(key));
    for (const member of this.#membersOf(owner)) if (member.type === type) this.#wrap(places, holder, member);
  }

  /** Compilers export getters that nobody can change; then a copy with the same getters takes the place of the exports. */
  #loosened(owner: CatalogModule, exported: object): object {
    if (typeof exported === 'function' || types.isModuleNamespaceObject(exported)) return exported;
    const own = getOwnPropertyDescriptors(exported) as Record<string, PropertyDescriptor>;
    const wanted = this.#membersOf(owner).map(({ type, path }) => type ?? path[0] ?? '');
    if (!wanted.some((name) => own[name]?.configurable === false && own[name].writable !== true)) return exported;
    const loose = Object.entries(own).map(([name, descriptor]) => [name, { ...descriptor, configurable: true }]);
    return create(Reflect.getPrototypeOf(exported), Object.fromEntries(loose) as PropertyDescriptorMap) as object;
  }
}
