import type { HandlerFramework, Registration } from './types.ts';

const middleware = (
  module: string,
  members: readonly string[],
  handlers: Registration['handlers'],
  ...aliases: string[]
): HandlerFramework => ({
  name: module,
  module,
  aliases,
  kind: 'request',
  registrations: [{ members, handlers, noun: module.replace(/^@?koa[-/]/, '') }],
});
const FORMIDABLE = ['onFileBegin', 'filename', 'filter'].map((name) => `formidable.${name}`);
const SESSION = [
  ...['get', 'set', 'destroy'].map((name) => `store.${name}`),
  ...['externalKey.get', 'externalKey.set', 'encode', 'decode', 'genid', 'valid', 'beforeSave'],
];

/** What common middleware of Koa calls back for each request. */
export const koaMiddleware: readonly HandlerFramework[] = [
  // https://github.com/koajs/koa-body#options
  middleware('koa-body', ['default', 'koaBody'], [{ at: 0, keys: ['onError', ...FORMIDABLE] }]),
  // https://github.com/koajs/bodyparser#options
  middleware(
    '@koa/bodyparser',
    ['default', 'bodyParser'],
    [{ at: 0, keys: ['onError', 'onerror', 'detectJSON'] }],
    'koa-bodyparser',
  ),
  // https://github.com/koajs/session#options
  middleware('koa-session', ['default', 'createSession'], [{ at: 'any', keys: SESSION }], 'koa-generic-session'),
  // https://github.com/koajs/static#options
  middleware('koa-static', ['default'], [{ at: 1, keys: ['setHeaders'] }], 'koa-send', 'koa-static-cache'),
  // https://github.com/koajs/ratelimit#options
  middleware('koa-ratelimit', ['default'], [{ at: 0, keys: ['id', 'whitelist', 'blacklist'] }]),
  // https://github.com/vagusX/koa-proxies#options
  middleware('koa-proxies', ['default'], [{ at: 1 }, { at: 1, keys: ['rewrite', 'events.*', 'logs'] }]),
];
