import Module from 'node:module';
import { LOADED_LATER } from './strict-targets.ts';

const { apply, defineProperty, getOwnPropertyDescriptor } = Reflect;

type Load = (this: unknown, ...args: unknown[]) => unknown;

/** Calls `before` whenever a CommonJS module is really loaded, not taken from the cache; returns what ends it. */
export function watchRequires(before: (above: (...args: never[]) => unknown) => void): () => void {
  const holder = Module.prototype;
  const descriptor = getOwnPropertyDescriptor(holder, 'load');
  const original: unknown = descriptor?.value;
  if (descriptor === undefined || typeof original !== 'function') return () => undefined;
  const called = (load: Load, self: unknown, args: unknown[]): unknown => {
    before(called);
    return apply(load, self, args);
  };
  const wrapper = new Proxy(original as Load, { apply: called });
  defineProperty(holder, 'load', { ...descriptor, value: wrapper });
  return () => {
    if (getOwnPropertyDescriptor(holder, 'load')?.value === wrapper) defineProperty(holder, 'load', descriptor);
  };
}

interface Hooks {
  resolve(specifier: string, context: object, next: (specifier: string, context: object) => unknown): unknown;
}

/** Missing in the types of Node 20, and in Node before 22.15. */
type RegisterHooks = (hooks: Hooks) => { deregister(): void };

/** Calls `wrap` with each of Node's experimental modules when the program loads it; returns what ends it. */
export function watchBuiltIns(wrap: (module: string) => void): () => void {
  const { registerHooks } = Module as { registerHooks?: RegisterHooks };
  const waiting = new Set(LOADED_LATER);
  const hooks = registerHooks?.({
    resolve: (specifier, context, next) => {
      if (waiting.delete(specifier)) wrap(specifier);
      return next(specifier, context);
    },
  });
  return () => {
    hooks?.deregister();
  };
}
