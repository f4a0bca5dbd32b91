import { types } from 'node:util';
import { hideFrames } from '../watched/hidden-frames.ts';
import { closedClass, functionAt, type Key } from './classes.ts';
import type { AnyFunction } from './wrapper.ts';

const { apply, construct, defineProperty, get, getOwnPropertyDescriptor, getPrototypeOf, ownKeys, set } = Reflect;

/** What the program is to get in the place of a member, as the catalog would name it: `Context.prototype.evalSync`. */
export type Wrap = (member: string, native: AnyFunction) => AnyFunction;

type Trap = (...args: never[]) => unknown;

/** No function: those have a stand-in of another kind. */
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const isPlain = (value: object): boolean => [Object.prototype, null].includes(getPrototypeOf(value));

/**
 * Stands around a package of native code that lets nobody change its classes, and works on no others: whatever it gives
 * has a stand-in with the methods of its class, and what it is given is its own again.
 */
export class Membrane {
  readonly #wrap: Wrap;
  /** By what the program has. */
  readonly #inside = new WeakMap<object, object>();
  /** By what the package has. */
  readonly #outside = new WeakMap<object, object>();
  readonly #prototypes = new WeakMap<AnyFunction, object>();

  constructor(wrap: Wrap) {
    this.#wrap = wrap;
  }

  /** What the program gets in the place of what the package gives. */
  outward(value: unknown): unknown {
    if (types.isPromise(value)) return value.then((settled) => this.outward(settled));
    if (!isObject(value)) return typeof value === 'function' ? (this.#outside.get(value) ?? value) : value;
    const maker = this.#outside.has(value) ? undefined : closedClass(value);
    return maker ? this.#standIn(value, this.#prototype(maker)) : (this.#outside.get(value) ?? value);
  }

  #standIn(original: object, prototype: object): object {
    const standIn = Object.create(prototype) as object;
    for (const key of ownKeys(original)) defineProperty(standIn, key, getOwnPropertyDescriptor(original, key) ?? {});
    this.#pair(original, standIn);
    return Object.isExtensible(original) ? standIn : Object.preventExtensions(standIn);
  }

  #pair(inside: object, outside: object): void {
    this.#inside.set(outside, inside);
    this.#outside.set(inside, outside);
  }

  /** A prototype with the functions of a native class, which find what the stand-in stands for. */
  #prototype(maker: AnyFunction): object {
    const known = this.#prototypes.get(maker);
    if (known !== undefined) return known;
    const prototype = maker.prototype as object;
    const standIn = Object.create(getPrototypeOf(prototype)) as object;
    this.#prototypes.set(maker, standIn);
    for (const key of ownKeys(prototype)) {
      const native = functionAt(prototype, key);
      if (native === undefined) this.#forward(standIn, key);
      else
        defineProperty(standIn, key, {
          value: this.#function(native, key === 'constructor' ? native.name : `${maker.name}.prototype.${String(key)}`),
          enumerable: key !== 'constructor',
        });
    }
    return standIn;
  }

  /** A property that native code reads from, and writes to, the instance. */
  #forward(standIn: object, key: Key): void {
    const original = (value: unknown): unknown => this.#inward(value);
    const outward = (value: unknown): unknown => this.outward(value);
    defineProperty(standIn, key, {
      get(): unknown {
        return outward(get(original(this) as object, key));
      },
      set(value: unknown): void {
        set(original(this) as object, key, original(value));
      },
      enumerable: true,
    });
  }

  #function(native: AnyFunction, member: string): AnyFunction {
    const known = this.#outside.get(native);
    if (known !== undefined) return known as AnyFunction;
    const call = (target: AnyFunction, self: unknown, args: unknown[]): unknown =>
      guarded(call, () => this.outward(apply(target, this.#inward(self), args.map(this.#argument))));
    const make = (target: AnyFunction, [first, ...rest]: unknown[], heir: AnyFunction): object =>
      guarded(make, () => {
        const args = [this.#subject(first), ...rest.map(this.#argument)];
        return this.#standIn(construct(target, args) as object, get(heir, 'prototype') as object);
      });
    const standIn = new Proxy(native, {
      apply: call,
      construct: make,
      get: (target, key) => (key === 'prototype' ? this.#prototype(target) : this.#static(target, key)),
    });
    const outside = this.#wrap(member, standIn);
    this.#pair(native, outside);
    return outside;
  }

  #static(maker: AnyFunction, key: Key): unknown {
    const native = functionAt(maker, key);
    return native ? this.#function(native, `${maker.name}.${String(key)}`) : get(maker, key);
  }

  /** What the package is given in the place of what the program gives. */
  #inward(value: unknown): unknown {
    if (isObject(value)) return this.#inside.get(value) ?? value;
    return typeof value === 'function' ? this.#callback(value as AnyFunction) : value;
  }

  /** Arguments can be lists and options, too; they stay themselves where nothing in them is ours. */
  readonly #argument = (value: unknown): unknown => {
    const inward = this.#inward(value);
    if (inward !== value || !isObject(value)) return inward;
    if (Array.isArray(value)) return value.map((item) => this.#inward(item));
    return this.#options(value, (item) => this.#inward(item));
  };

  /** The first argument of a constructor can be an object that the package is to keep. */
  readonly #subject = (value: unknown): unknown => {
    const inward = this.#inward(value);
    if (inward !== value || !isObject(value)) return inward;
    return this.#options(value, (item) => (isObject(item) ? this.#inward(item) : item));
  };

  #options(value: object, inward: (item: unknown) => unknown): object {
    if (!isPlain(value)) return value;
    const items = Object.entries(value).map(([name, item]): [string, unknown] => [name, inward(item)]);
    return items.some(([name, item]) => item !== get(value, name)) ? Object.fromEntries(items) : value;
  }

  /** A function of the program that the package calls. */
  #callback(own: AnyFunction): AnyFunction {
    const known = this.#inside.get(own);
    if (known !== undefined) return known as AnyFunction;
    const inward = (value: unknown): unknown => this.#inward(value);
    const outward = (value: unknown): unknown => this.outward(value);
    const callback = function (this: unknown, ...args: unknown[]): unknown {
      const result = apply(own, outward(this), args.map(outward));
      return types.isPromise(result) ? result.then(inward) : inward(result);
    };
    // No proxy: native code asks for the name of a function.
    for (const key of ownKeys(own))
      if (key !== 'prototype') defineProperty(callback, key, getOwnPropertyDescriptor(own, key) ?? {});
    this.#pair(callback, own);
    return callback;
  }
}

function guarded<T>(trap: Trap, work: () => T): T {
  try {
    return work();
  } catch (error) {
    hideFrames(error, trap);
    throw error; // node-do-not-add-exception-line
  }
}
