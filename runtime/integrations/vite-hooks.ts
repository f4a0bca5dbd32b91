import { AsyncLocalStorage } from 'node:async_hooks';
import path from 'node:path';
import type { Connect, Plugin, ResolvedConfig, ViteDevServer } from 'vite';
import { withContext } from '../index.ts';
import { pathOf } from '../requests/routes.ts';

/** Hooks of plugins that the dev server calls, and which of their arguments names the file. */
const HOOKS: Readonly<Record<string, number | undefined>> = {
  resolveId: 0,
  load: 0,
  transform: 1,
  buildStart: undefined,
  hotUpdate: 0,
  handleHotUpdate: 0,
  transformIndexHtml: 1,
};

type Hook = (this: unknown, ...args: unknown[]) => unknown;
type Next = (error?: unknown) => void;
type Handler = (this: unknown, request: Connect.IncomingMessage, response: unknown, next: Next) => unknown;
type Use = (this: unknown, ...args: unknown[]) => unknown;

/** Runs each hook of a plugin, and each middleware that it adds to the dev server, in a context of its own name. */
export function nameHooks(plugin: Plugin, { root }: ResolvedConfig): void {
  for (const [name, fileAt] of Object.entries(HOOKS)) {
    wrapHook(
      plugin,
      name,
      (original) =>
        function (...args) {
          const file = fileAt === undefined ? '' : shownFile(args[fileAt], root);
          return withContext(`${name} of ${plugin.name}${file && ` on ${file}`}`, () => original.apply(this, args));
        },
    );
  }
  wrapHook(
    plugin,
    'configureServer',
    (original) =>
      function (...args) {
        const [{ middlewares }] = args as [ViteDevServer];
        const named = <T>(work: () => T): T => withNamedMiddleware(middlewares, plugin.name, work);
        const later = named(() => original.apply(this, args));
        return isPromise(later) ? later.then((hook) => namedHook(hook, named)) : namedHook(later, named);
      },
  );
}

function wrapHook(plugin: Plugin, name: string, wrap: (original: Hook) => Hook): void {
  const hooks = plugin as unknown as Record<string, Hook | { handler: Hook } | undefined>;
  const hook = hooks[name];
  if (typeof hook === 'function') hooks[name] = wrap(hook);
  else if (hook) hooks[name] = { ...hook, handler: wrap(hook.handler) };
}

/** What `configureServer` returns is called when Vite has added middleware of its own. */
function namedHook(hook: unknown, named: <T>(work: () => T) => T): unknown {
  return typeof hook === 'function' ? () => named(() => (hook as () => unknown)()) : hook;
}

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof (value as { then?: unknown } | undefined)?.then === 'function';

/** Names what is added to the server while `work` runs, and until its promise settles: Vite calls one plugin after the other. */
function withNamedMiddleware<T>(middlewares: Connect.Server, plugin: string, work: () => T): T {
  const server = middlewares as unknown as { use: Use };
  const { use } = server;
  const putBack = (): void => {
    server.use = use;
  };
  server.use = function (...args) {
    return use.apply(
      this,
      args.map((arg) => (isHandler(arg) ? namedHandler(arg, plugin) : arg)),
    );
  };
  let result: T | undefined;
  try {
    result = work();
    return result;
  } finally {
    if (isPromise(result)) result.then(putBack, putBack);
    else putBack();
  }
}

/** Handlers of errors have a fourth parameter, by which the server knows them; applications and servers have properties. */
const isHandler = (value: unknown): value is Handler =>
  typeof value === 'function' && value.length < 4 && Object.keys(value).length === 0;

function namedHandler(handler: Handler, plugin: string): Handler {
  const named: Handler = function (request, response, next) {
    const where = `${request.method ?? ''} ${pathOf(request.originalUrl ?? request.url)}`;
    const outside = AsyncLocalStorage.snapshot();
    // What comes after it is not its doing.
    const others: Next = (error) => {
      outside(next, error);
    };
    return withContext(`middleware of ${plugin} on ${where}`, () => handler.call(this, request, response, others));
  };
  return Object.defineProperty(named, 'name', { value: handler.name }); // Vite's `--debug` shows it
}

/** A module's id, or what holds one, as a person would name it: relative to the root, without a query. */
export function shownFile(value: unknown, root: string): string {
  const holder = value as { file?: unknown; path?: unknown } | null | undefined;
  const id = typeof value === 'string' ? value : (holder?.file ?? holder?.path);
  if (typeof id !== 'string') return '';
  const [file = ''] = id.replaceAll('\0', '').split('?');
  return path.isAbsolute(file) && file.startsWith(root + path.sep) ? path.relative(root, file) : file;
}
