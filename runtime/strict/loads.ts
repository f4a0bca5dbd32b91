import Module from 'node:module';
import type { Above, AnyFunction } from './wrapper.ts';

const { apply, defineProperty, getOwnPropertyDescriptor } = Reflect;

/** A module, as Node's cache of what was required has it. */
export interface LoadedModule {
  /** Its file; a program that makes modules by hand may leave it out. */
  filename?: string | null;
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
 * Watches the modules that are really loaded by `require`, or as CommonJS by `import`, not taken from the cache. `before`:
 * one will be loaded; `above` is the function whose caller asked for it. `after`: its exports are there, not only for those
 * who wait for them. A module may be told of twice. Returns what ends it.
 */
export function watchLoads(before: (above: Above) => void, after: (module: LoadedModule) => void): () => void {
  const load: Wrap = (original, self, args) => {
    before(load);
    const result = apply(original, self, args);
    after(self as LoadedModule); // an ES module, or an addon, has no `_compile()`
    return result;
  };
  // The others already here: Node before 24 keeps in `load()` the exports for those who import the module.
  const compile: Wrap = (original, self, args) => {
    const result = apply(original, self, args);
    after(self as LoadedModule);
    return result;
  };
  const endings = [wrapMethod('load', load), wrapMethod('_compile', compile)];
  return () => {
    for (const end of endings) end();
  };
}

/** The modules that are loaded already. */
export function loadedModules(): LoadedModule[] {
  const { _cache } = Module as unknown as { _cache: Record<string, LoadedModule> };
  return Object.values(_cache).filter(({ loaded }) => loaded);
}
