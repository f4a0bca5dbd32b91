import Module from 'node:module';

/** The module of Hono whose class receives every route, in its ESM form. */
const ROUTER = /\/node_modules\/hono\/dist\/router\/smart-router\/router\.js$/;

/** Name of the global function that this module's stand-in calls. */
const SYMBOL = 'unblocked.hono';

type Handler = (this: unknown, ...args: unknown[]) => unknown;

interface Route {
  method?: unknown;
  path?: unknown;
}

interface Router {
  add: (method: string, path: string, handler: [Handler, Route]) => void;
}

interface Context {
  env?: { incoming?: object };
}

interface Resolved {
  url: string;
}

type Resolve = (specifier: string, context: { parentURL?: string }) => Resolved;

/** Missing in the types of Node 20. */
type RegisterHooks = (hooks: {
  resolve(specifier: string, context: { parentURL?: string }, next: Resolve): Resolved;
}) => { deregister(): void };

/** A module that hands the original's exports to us before anybody can use them. */
function standIn(url: string): string {
  const original = JSON.stringify(url);
  const text = `import * as router from ${original};globalThis[Symbol.for('${SYMBOL}')]?.(router);export * from ${original};`;
  return `data:text/javascript,${encodeURIComponent(text)}`;
}

/**
 * Calls `onRoute` when a handler of Hono begins, with Node's request and the route's pattern; returns what ends it.
 * Hono keeps both to itself, so its handlers are wrapped as the program registers them: where Node has synchronous
 * module hooks.
 */
export function watchHono(onRoute: (request: object, route: string) => void): () => void {
  const { registerHooks } = Module as { registerHooks?: RegisterHooks };
  if (registerHooks === undefined) return () => undefined;
  const symbol = Symbol.for(SYMBOL);
  const wrap = ([handler, route]: [Handler, Route]): [Handler, Route] => {
    const { path } = route;
    const isRoute = typeof path === 'string' && !(route.method === 'ALL' && path.endsWith('*')); // else it is middleware
    if (!isRoute) return [handler, route];
    const apply = (target: Handler, self: unknown, args: unknown[]): unknown => {
      const incoming = (args[0] as Context | undefined)?.env?.incoming;
      if (incoming) onRoute(incoming, path);
      return Reflect.apply(target, self, args);
    };
    return [new Proxy(handler, { apply }), route];
  };
  const patch = (exported: { SmartRouter?: { prototype: Router } }): void => {
    const router = exported.SmartRouter?.prototype;
    if (router === undefined) return;
    const add = router.add;
    router.add = new Proxy(add, {
      apply: (target, self, [method, path, handler]: Parameters<Router['add']>) => {
        Reflect.apply(target, self, [method, path, wrap(handler)]);
      },
    });
  };
  Object.defineProperty(globalThis, symbol, { value: patch, configurable: true, enumerable: false });
  const hooks = registerHooks({
    resolve: (specifier, context, next) => {
      const resolved = next(specifier, context);
      const fromStandIn = context.parentURL?.startsWith('data:') === true;
      return ROUTER.test(resolved.url) && !fromStandIn ? { ...resolved, url: standIn(resolved.url) } : resolved;
    },
  });
  return () => {
    hooks.deregister();
    Reflect.deleteProperty(globalThis, symbol);
  };
}
