import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import Module from 'node:module';
import { nowMs } from '../clock.ts';

/** Between two looks, in milliseconds; they become rarer with the age of the program. */
const LEAST_MS = 250;
const AGE_PART = 1 / 10;

/** Before a connection is served, so many milliseconds after the last look at least, and so often at most. */
const BEFORE_CONNECTION_MS = 20;
const BEFORE_CONNECTIONS = 50;

/** A module that somebody waits for. */
interface Awaited {
  /** End of its file's name, or the name of a module of Node. */
  name: RegExp | string;
  found: (exported: unknown) => void;
}

/** Node keeps the names of its own modules that are loaded. */
interface WithModuleList {
  moduleLoadList?: readonly string[];
}

/**
 * Finds modules once the program has loaded them. It looks into Node's cache of CommonJS modules, where `import` of such
 * a module leads, too: loading itself is not touched, so no module sees a difference and no stack has another line.
 */
export class LoadedModules {
  readonly #awaited = new Set<Awaited>();
  readonly #startedAt = nowMs();
  #lookedAt = 0;
  #connections = 0;

  /** Calls `found` with the module's exports, once. */
  await(name: RegExp | string, found: (exported: unknown) => void): void {
    this.#awaited.add({ name, found });
  }

  start(): void {
    subscribe('net.server.socket', this.#onConnection);
  }

  stop(): void {
    unsubscribe('net.server.socket', this.#onConnection);
    this.#awaited.clear();
  }

  /** Looks, unless it has looked a short while ago. */
  readonly look = (): void => {
    const now = nowMs();
    if (now - this.#lookedAt >= Math.max(LEAST_MS, (now - this.#startedAt) * AGE_PART)) this.#look(now);
  };

  /** The modules that will serve a connection are loaded by then. */
  readonly #onConnection = (): void => {
    const now = nowMs();
    if (this.#connections >= BEFORE_CONNECTIONS || now - this.#lookedAt < BEFORE_CONNECTION_MS) return;
    this.#connections += 1;
    this.#look(now);
  };

  #look(now: number): void {
    this.#lookedAt = now;
    if (this.#awaited.size === 0) return;
    const cache = (Module as unknown as { _cache: Record<string, { exports: unknown; loaded: boolean } | undefined> })
      ._cache;
    const files = Object.keys(cache);
    const own = (process as WithModuleList).moduleLoadList ?? [];
    for (const awaited of this.#awaited) {
      const { name } = awaited;
      if (typeof name === 'string') {
        const isLoaded = own.includes(`NativeModule ${name}`);
        if (isLoaded) this.#found(awaited, process.getBuiltinModule(`node:${name}`));
      } else {
        const module = cache[files.find((file) => name.test(file)) ?? ''];
        if (module?.loaded) this.#found(awaited, module.exports);
      }
    }
  }

  #found(awaited: Awaited, exported: unknown): void {
    this.#awaited.delete(awaited);
    awaited.found(exported);
  }
}
