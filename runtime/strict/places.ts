import { hasPrivateStatics, inherited } from './classes.ts';
import { isFinal, viewOf } from './views.ts';
import { type AnyFunction, type Reason, wrapperOf } from './wrapper.ts';

const { apply, defineProperty, deleteProperty, getOwnPropertyDescriptor } = Reflect;

type Getter = () => unknown;

/** Gives what is to stand in the place of a value. */
export type Change = (value: unknown) => unknown;

/** What stands in the place of an object whose members cannot be changed, and what these are to be. */
interface View {
  view: object;
  changes: Map<string, Change>;
}

/** Whether a value can hold others. */
export const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** Changes functions where they stand, and puts them back. */
export class Places {
  readonly #restores: boolean;
  readonly #undo: (() => void)[] = [];
  /** By the object, and by the view itself. */
  readonly #views = new WeakMap<object, View>();

  constructor({ restores = true } = {}) {
    this.#restores = restores;
  }

  /**
   * Changes what `path` leads to. Where a getter stands in the way it is the getter that is changed, so that nothing is
   * asked for before the program asks; an inherited method is changed for its heir only. A view takes the place of what is
   * frozen.
   */
  change(holder: object, [name, ...rest]: readonly string[], change: Change): void {
    const descriptor = name === undefined ? undefined : inherited(holder, name);
    if (name === undefined || descriptor === undefined) return;
    const next = this.#further(rest, change);
    const { get } = descriptor as { get?: Getter };
    if (get === undefined) {
      const value: unknown = next(descriptor.value);
      if (value !== descriptor.value) this.#put(holder, name, { ...descriptor, value });
    } else {
      const getter = (original: Getter, self: unknown): unknown => next(apply(original, self, []));
      this.#put(holder, name, { ...descriptor, get: new Proxy(get, { apply: getter }) });
    }
  }

  /** Changes what a path from an object leads to; returns what is to stand in the object's place. */
  #changeIn(holder: object, path: readonly string[], change: Change): object {
    const [name = '', ...rest] = path;
    const known = this.#views.get(holder);
    if (known === undefined && !isFinal(holder, name)) {
      this.change(holder, path, change);
      return holder;
    }
    const { view, changes } = known ?? this.#newView(holder);
    changes.set(name, this.#further(rest, change));
    return view;
  }

  #further(rest: readonly string[], change: Change): Change {
    if (rest.length === 0) return change;
    return (value) => (isObject(value) ? this.#changeIn(value, rest, change) : value);
  }

  #newView(holder: object): View {
    const changes: View['changes'] = new Map();
    const view = viewOf(holder, (name, value) => changes.get(name)?.(value) ?? value);
    const made = { view, changes };
    this.#views.set(holder, made);
    this.#views.set(view, made);
    return made;
  }

  /** Gives an object a method of its own, before the one that it inherits; nobody who lists its properties meets it. */
  shadow(holder: object, name: string, change: Change): void {
    const descriptor = inherited(holder, name);
    if (descriptor) this.#put(holder, name, { ...descriptor, value: change(descriptor.value), enumerable: false });
  }

  /** Puts a wrapper in the place of the function that `path` leads to. */
  wrap(holder: object, path: readonly string[], reason: Reason): void {
    this.change(holder, path, (value) => this.wrapped(value, reason));
  }

  /** The wrapper of a function; what is none stays what it is. */
  wrapped(value: unknown, reason: Reason): unknown {
    if (typeof value !== 'function') return value;
    const isClass = reason.called?.constructs === true || reason.makes !== undefined;
    if (isClass && hasPrivateStatics(value)) return value;
    const wrapper = wrapperOf(value as AnyFunction, reason);
    const prototype: unknown = Reflect.get(value, 'prototype');
    if (isClass && isObject(prototype))
      this.change(prototype, ['constructor'], (maker) => (maker === value ? wrapper : maker));
    return wrapper;
  }

  /** Puts everything back; whoever has changed a place after us keeps his change. */
  restore(): void {
    for (const undo of this.#undo.reverse()) undo();
    this.#undo.length = 0;
  }

  #put(holder: object, name: string, descriptor: PropertyDescriptor): void {
    const before = getOwnPropertyDescriptor(holder, name);
    if (!defineProperty(holder, name, descriptor) || !this.#restores) return;
    this.#undo.push(() => {
      const now = getOwnPropertyDescriptor(holder, name);
      if (now?.value !== descriptor.value || now?.get !== descriptor.get) return;
      if (before === undefined) deleteProperty(holder, name);
      else defineProperty(holder, name, before);
    });
  }
}
