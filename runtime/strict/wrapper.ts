import type { BlockingCall, CatalogModule } from '../../rules/catalog/types.ts';
import { hideFrames } from '../watched/hidden-frames.ts';

const { apply, construct, get } = Reflect;

export type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;
type Newable = abstract new (...args: unknown[]) => unknown;

/** A function whose caller made the call: the stack begins there. */
export type Above = (...args: never[]) => unknown;

/** Which catalogued call was made. */
export interface Called {
  owner: CatalogModule;
  entry: BlockingCall;
  /** As a person would write it: `fs.readFileSync`, `JSON.parse`, `bcrypt.hashSync`. */
  call: string;
  /** It is called with `new`. */
  constructs: boolean;
}

/** What a function of a package gives: instances whose methods the catalog knows, or another of its like. */
export interface Gives {
  owner: CatalogModule;
  type: string;
  /** Where the function itself stands in the exports: bound to options it gives a function with the same members. */
  like?: readonly string[];
}

/** Why a function is wrapped. */
export interface Reason {
  called?: Called;
  /** What it gives when it is called, ... */
  gives?: Gives;
  /** ... and with `new`. */
  makes?: Gives;
}

/** Strict mode, as long as it is on. */
export interface Observer {
  /** Looks at a call before it is made, under all its names. True: what it calls in its turn is its own business. */
  look(names: readonly Called[], self: unknown, args: readonly unknown[], above: Above): boolean;
  /** Looks at a call that was made: how much it was shows in what it gave. */
  lookBack(names: readonly Called[], result: unknown, args: readonly unknown[], above: Above): void;
  /** Sees what a function, or a class with `new`, has given, and returns what its caller is to have. */
  given(gives: Gives, value: unknown, maker?: AnyFunction): unknown;
}

/** A function that is wrapped. */
interface Wrapped {
  proxy: AnyFunction;
  called: Called[];
  constructed: Called[];
  gives?: Gives;
  makes?: Gives;
}

// By the function and by its wrapper, for the whole life of the program: whoever has taken a wrapper keeps the same one,
// which does nothing while strict mode is off.
const wrapped = new WeakMap<AnyFunction, Wrapped>();
const originals = new WeakMap<AnyFunction, AnyFunction>();
let observer: Observer | undefined;
let inside = 0;

/** Strict mode begins or ends. */
export function setObserver(next: Observer | undefined): void {
  observer = next;
}

/** The wrapper of a function, which cannot be told from it. */
export function wrapperOf(original: AnyFunction, { called, gives, makes }: Reason): AnyFunction {
  const entry = wrapped.get(original) ?? newWrapper(original);
  const names = called?.constructs === true ? entry.constructed : entry.called;
  if (called && names.every(({ call }) => call !== called.call)) names.push(called);
  if (gives) entry.gives ??= gives;
  if (makes) entry.makes ??= makes;
  return entry.proxy;
}

function newWrapper(original: AnyFunction): Wrapped {
  const entry: Wrapped = { proxy: original, called: [], constructed: [] };
  const call = (target: AnyFunction, self: unknown, args: unknown[]): unknown => {
    const isOwn = looks(entry.called, self, args, call);
    if (isOwn) inside += 1;
    try {
      const result = apply(target, self, args);
      if (entry.called.some(isSized) && inside === 0) observer?.lookBack(entry.called, result, args, call);
      return entry.gives && observer ? observer.given(entry.gives, result) : result;
    } catch (error) {
      hideFrames(error, call);
      throw error; // node-do-not-add-exception-line
    } finally {
      if (isOwn) inside -= 1;
    }
  };
  const make = (target: AnyFunction, args: unknown[], newTarget: Newable): object => {
    const isOwn = looks(entry.constructed, undefined, args, make);
    if (isOwn) inside += 1;
    try {
      const result = construct(target, args, newTarget) as object;
      return (entry.makes && observer ? observer.given(entry.makes, result, target) : result) as object;
    } catch (error) {
      hideFrames(error, make);
      throw error; // node-do-not-add-exception-line
    } finally {
      if (isOwn) inside -= 1;
    }
  };
  entry.proxy = new Proxy(original, { apply: call, construct: make, get: read });
  wrapped.set(original, entry);
  wrapped.set(entry.proxy, entry);
  originals.set(entry.proxy, original);
  return entry;
}

const toText = get(Function.prototype, 'toString') as AnyFunction;

/** Packages decide by the text of a function of Node whether it is good enough: `pbkdf2` by that of `crypto.pbkdf2`. */
function read(target: AnyFunction, key: string | symbol, receiver: unknown): unknown {
  const value: unknown = get(target, key, receiver);
  return key === 'toString' && value === toText ? textOf : value;
}

/** `toString` of a wrapped function. */
const textOf = new Proxy(toText, {
  apply: (target, self: AnyFunction, args): unknown => apply(target, originals.get(self) ?? self, args),
});

const isSized = ({ entry }: Called): boolean => entry.when?.largeInput !== undefined;

function looks(names: readonly Called[], self: unknown, args: readonly unknown[], above: Above): boolean {
  return names.length > 0 && observer !== undefined && inside === 0 && observer.look(names, self, args, above);
}
