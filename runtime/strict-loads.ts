import Module from 'node:module';
import type { Above, AnyFunction } from './strict-wrapper.ts';

const { apply, defineProperty, getOwnPropertyDescriptor } = Reflect;

/** A CommonJS module, as Node's cache has it. */
export interface LoadedModule {
  filename: string;
  exports: unknown;
  loaded: boolean;
}

type Wrap = (original: AnyFunction, self: unknown, args: unknown[]) => unknown;

function wrapMethod(member: 'load' | '_compile', called: Wrap): () => void {
  const holder = Module.prototype;
  const descriptor = getOwnPropertyDescriptor(holder, member);
  const original: unknown = descriptor?.value;
  if (descriptor === undefined || typeof original !== 'function') return () => undefined;
  const wrapper = new Proxy(original as AnyFunction, { apply: called });
  defineProperty(holder, member, { ...descriptor, value: wrapper });
  return () => {
    if (getOwnPropertyDescriptor(holder, member)?.value === wrapper) defineProperty(holder, member, descriptor);
  };
}

/**
 * Calls `before` whenever a CommonJS module is really loaded, not taken from the cache. `above`: the function whose
 * caller asked for it. Returns what ends it.
 */
export function watchRequires(before: (above: Above) => void): () => void {
  const called: Wrap = (load, self, args) => {
    before(called);
    return apply(load, self, args);
  };
  return wrapMethod('load', called);
}

/** Calls `after` with every CommonJS module whose code has run, whether it was required or imported. */
export function watchModules(after: (module: LoadedModule) => void): () => void {
  // Not after `load()`, in which Node before 24 keeps the exports for those who import the module.
  return wrapMethod('_compile', (compile, self, args) => {
    const result = apply(compile, self, args);
    after(self as LoadedModule);
    return result;
  });
}

/** The CommonJS modules that are loaded already. */
export function loadedModules(): LoadedModule[] {
  const { _cache } = Module as unknown as { _cache: Record<string, LoadedModule> };
  return Object.values(_cache).filter(({ loaded }) => loaded);
}

/** What a hook knows of an import. */
export interface ResolveContext {
  conditions?: readonly string[];
  parentURL?: string;
}

/** Where a specifier leads. */
export interface Resolved {
  url: string;
  format?: string | null;
}

/** The source of a module. */
export interface Loaded {
  format: string;
  source: string;
  shortCircuit: true;
}

export type Resolve = (specifier: string, context: ResolveContext) => Resolved;

/** Synchronous hooks of module loading. */
export interface Hooks {
  resolve(specifier: string, context: ResolveContext, next: Resolve): Resolved;
  load(url: string, context: object, next: (url: string, context: object) => Loaded): Loaded;
}

/** Sets hooks where Node has synchronous ones (from 22.15); returns what ends them. */
export function hookLoading(hooks: Hooks): () => void {
  // Missing in the types of Node 20.
  const { registerHooks } = Module as { registerHooks?: (hooks: Hooks) => { deregister(): void } };
  const registered = registerHooks?.(hooks);
  return () => {
    registered?.deregister();
  };
}
