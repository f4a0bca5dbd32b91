import type { AnyFunction } from './wrapper.ts';

export type Key = string | symbol;

const { apply, get, getOwnPropertyDescriptor, getPrototypeOf, has, ownKeys } = Reflect;

const textOf = (maker: object): string => String(apply(get(Function.prototype, 'toString') as AnyFunction, maker, []));

/** A static member that only the class itself may reach, and no wrapper. */
const PRIVATE = /\bstatic\s+(?:async\s+|[gs]et\s+)?\*?\s*#/;

const SETS_ANY = /\bthis\[[^\]]+\]\s*=(?![=>])/;

const sets = (text: string, name: string): boolean =>
  new RegExp(String.raw`\bthis\.${name.replace(/\$/g, String.raw`\$`)}\s*=(?![=>])`).test(text);

/** Whether a class reaches private members through itself: no wrapper can stand in its place. */
export const hasPrivateStatics = (maker: object): boolean => PRIVATE.test(textOf(maker));

/** The property that an object has, or inherits. */
export function inherited(holder: object, name: string): PropertyDescriptor | undefined {
  for (let at: object | null = holder; at !== null; at = getPrototypeOf(at)) {
    const descriptor = getOwnPropertyDescriptor(at, name);
    if (descriptor !== undefined) return descriptor;
  }
  return undefined;
}

/** Whether an object has, or inherits, a method that cannot be changed: native code freezes its classes. */
export function hasFinal(holder: object, name: string): boolean {
  const descriptor = inherited(holder, name);
  return descriptor?.configurable === false && descriptor.writable === false;
}

/** Whether an object is an instance of a class or of an heir; what the class itself says of that is not asked. */
export const isInstance = (value: object, maker: object): boolean =>
  Object.prototype.isPrototypeOf.call(get(maker, 'prototype') as object, value);

/**
 * Whether methods of these names have to be looked for on each instance of a class: its text says that it sets bound ones, or
 * what plug-ins brought, or nothing can be changed on its prototype.
 */
export function equipsInstances(maker: object, prototype: object, names: readonly string[]): boolean {
  const text = textOf(maker);
  const setsAny = SETS_ANY.test(text);
  return names.some((name) => sets(text, name) || hasFinal(prototype, name) || (setsAny && !has(prototype, name)));
}

const isNative = (value: unknown): value is AnyFunction =>
  typeof value === 'function' && Function.prototype.toString.call(value).includes('[native code]');

/** A function that a prototype or a class has; undefined for what native code reads from an instance alone. */
export function functionAt(holder: object, key: Key): AnyFunction | undefined {
  try {
    const value: unknown = getOwnPropertyDescriptor(holder, key)?.value;
    return isNative(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The class of what native code has made, where it lets nobody change its methods; undefined for all else. */
export function closedClass(value: object): AnyFunction | undefined {
  const prototype = getPrototypeOf(value);
  const maker = prototype === null ? undefined : functionAt(prototype, 'constructor');
  if (prototype === null || maker === undefined || get(globalThis, maker.name) === maker) return undefined;
  if (getOwnPropertyDescriptor(maker, 'prototype')?.writable !== true) return undefined; // no other could be shown
  const isClosed = (key: Key): boolean =>
    functionAt(prototype, key) !== undefined && getOwnPropertyDescriptor(prototype, key)?.configurable === false;
  return ownKeys(prototype).some(isClosed) ? maker : undefined;
}
