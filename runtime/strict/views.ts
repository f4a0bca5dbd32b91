import { types } from 'node:util';
import { hasPrivateStatics } from './classes.ts';
import type { AnyFunction } from './wrapper.ts';

const { apply, construct, defineProperty, deleteProperty, get, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
const { has, ownKeys, set, setPrototypeOf } = Reflect;

/** What an export is to be, by its name. */
type ChangeExport = (name: string, value: unknown) => unknown;

const isSettled = (descriptor: PropertyDescriptor | undefined): boolean =>
  descriptor?.configurable === false && descriptor.writable === false;

/**
 * Whether a place cannot be changed, and what is read from it can: an export of an ES module, a getter that a compiler
 * has made final, a member of a frozen object, what a proxy makes up. An instance of a class is left as it is: its
 * private fields would not be a view's.
 */
export function isFinal(holder: object, name: string): boolean {
  if (types.isModuleNamespaceObject(holder)) return true;
  if (types.isProxy(holder) && !has(holder, name)) return get(holder, name) !== undefined;
  const descriptor = getOwnPropertyDescriptor(holder, name);
  if (descriptor?.configurable !== false) return false;
  if (typeof holder === 'function')
    return (descriptor.get !== undefined || Object.isFrozen(holder)) && !hasPrivateStatics(holder);
  return descriptor.writable !== true && [Object.prototype, null].includes(getPrototypeOf(holder));
}

/**
 * Stands in the place of exports that nobody can change: all of it is theirs, but for the values of some names. These
 * are asked for when the program asks.
 */
export function viewOf(exported: object, change: ChangeExport): object {
  const named = (key: string | symbol, value: unknown): unknown =>
    typeof key === 'string' ? change(key, value) : value;
  const isLooseFunction = typeof exported === 'function' && !Object.isFrozen(exported);
  const isOwnTarget = isLooseFunction || types.isModuleNamespaceObject(exported) || types.isProxy(exported);
  return isOwnTarget ? viewOnItself(exported, named) : viewOnCopy(exported, named);
}

type Named = (key: string | symbol, value: unknown) => unknown;

/** What is final must be told as it is; the exports of an ES module are writable for all that. */
function viewOnItself(exported: object, named: Named): object {
  return new Proxy(exported, {
    get: (target, key) => {
      const value: unknown = get(target, key);
      return isSettled(getOwnPropertyDescriptor(target, key)) ? value : named(key, value);
    },
    getOwnPropertyDescriptor: (target, key) => {
      const descriptor = getOwnPropertyDescriptor(target, key);
      return descriptor?.writable === true ? { ...descriptor, value: named(key, descriptor.value) } : descriptor;
    },
  });
}

/** An object without properties, which can be called, and called with `new`, where another one can. */
function emptyLike(exported: object): object {
  if (typeof exported !== 'function') return Object.create(getPrototypeOf(exported)) as object;
  const empty: object = Function.prototype.bind.call(exported, undefined) as AnyFunction;
  for (const key of ownKeys(empty)) deleteProperty(empty, key);
  setPrototypeOf(empty, getPrototypeOf(exported));
  return empty;
}

/** A copy in which nothing is final: helpers of compilers pass on a getter itself. What is read and written is theirs. */
function viewOnCopy(exported: object, named: Named): object {
  const getters = new WeakMap<() => unknown, () => unknown>();
  const changed = (key: string | symbol, getter: () => unknown): (() => unknown) => {
    const known = getters.get(getter);
    const made = known ?? new Proxy(getter, { apply: (target, self) => named(key, apply(target, self, [])) });
    getters.set(getter, made);
    return made;
  };
  const loosened = (_: object, key: string | symbol): PropertyDescriptor | undefined => {
    const descriptor = getOwnPropertyDescriptor(exported, key);
    if (descriptor === undefined) return undefined;
    if (descriptor.get) return { ...descriptor, configurable: true, get: changed(key, descriptor.get) };
    return { ...descriptor, configurable: true, value: named(key, descriptor.value) };
  };
  const copy = emptyLike(exported);
  for (const key of ownKeys(exported)) defineProperty(copy, key, loosened(copy, key) ?? {});
  const view: object = new Proxy(copy, {
    apply: (_, self, args) => apply(exported as AnyFunction, self, args),
    construct: (_, args, maker) =>
      construct(exported as AnyFunction, args, maker === view ? (exported as AnyFunction) : maker) as object,
    get: (_, key) => named(key, get(exported, key)),
    set: (_, key, value) => set(exported, key, value),
    has: (_, key) => has(exported, key),
    ownKeys: () => ownKeys(exported),
    deleteProperty: (_, key) => deleteProperty(exported, key),
    getOwnPropertyDescriptor: loosened,
  });
  return view;
}
