import Module from 'node:module';
import { answered } from './asking.ts';
import { Facades, type Loaded, type ResolveContext, type Resolved } from './facades.ts';
import type { Started } from './import-thread.ts';
import { warnOnce } from '../warnings.ts';
import { provideExports } from './imports.ts';

type Resolve = (specifier: string, context: ResolveContext) => Resolved;

/** Synchronous hooks of module loading. */
interface Hooks {
  resolve(specifier: string, context: ResolveContext, next: Resolve): Resolved;
  load(url: string, context: object, next: (url: string, context: object) => Loaded): Loaded;
}

/** Missing in the types of Node 20: hooks in this thread, from 22.15 on. */
const { registerHooks } = Module as { registerHooks?: (hooks: Hooks) => { deregister(): void } };

/**
 * Puts a module before each ES module that is the entry of a catalogued package, from now on. `onBuiltIn` is told of
 * every specifier, where Node has hooks in this thread. Returns what ends it.
 */
export function hookImports(onBuiltIn: (specifier: string) => void): () => void {
  provideExports();
  if (registerHooks === undefined) return hookFromThread();
  const registered = registerHooks(hooks(onBuiltIn));
  return () => {
    registered.deregister();
  };
}

function hooks(onBuiltIn: (specifier: string) => void): Hooks {
  const facades = new Facades();
  return {
    resolve(specifier, context, next): Resolved {
      onBuiltIn(specifier);
      const instead = facades.instead(specifier, next(specifier, context), context);
      return answered(instead, (asked, parentURL) => resolvedFrom(parentURL, asked, context, next));
    },
    load: (url, context, next) => facades.at(url) ?? next(url, context),
  };
}

/** Where a specifier leads from another module: all hooks share one context, which is put back. */
function resolvedFrom(parentURL: string, specifier: string, context: ResolveContext, next: Resolve): Resolved {
  const before = { ...context };
  try {
    return next(specifier, { ...context, parentURL });
  } finally {
    Object.assign(context, before);
  }
}

/** Whether hooks of another thread do their work; they are set once, since nothing takes them out again. */
let active: Int32Array | undefined;

function hookFromThread(): () => void {
  const flag = (active ??= startThread());
  Atomics.store(flag, 0, 1);
  return () => {
    Atomics.store(flag, 0, 0);
  };
}

function startThread(): Int32Array {
  const data: Started = { active: new Int32Array(new SharedArrayBuffer(4)) };
  try {
    Module.register('./import-thread.js', { parentURL: import.meta.url, data });
  } catch (error) {
    warnOnce(
      'UNBLOCKED_STRICT',
      `Strict mode does not see ES modules of packages, since no hooks could be set: ${String(error)}.`,
    );
  }
  return data.active;
}
