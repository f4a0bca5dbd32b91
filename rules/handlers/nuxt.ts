import type { HandlerFramework, Plugin, Registration } from './types.ts';

const DEFINE = [
  ...['defineEventHandler', 'eventHandler', 'defineHandler', 'defineRequestMiddleware'],
  ...['defineCachedEventHandler', 'defineCachedHandler'],
];
const HANDLER_KEYS = [
  ...['handler', 'fetch', 'onRequest', 'onBeforeResponse', 'onResponse', 'onError'],
  ...['open', 'message', 'close', 'upgrade'].flatMap((name) => [name, `websocket.${name}`]),
];
const dependency = ['nuxt', 'nitropack', 'nitro', 'h3'];
const NITRO = ['nitropack', 'nitro'];

const registrations: readonly Registration[] = [
  {
    members: [...DEFINE, 'cachedEventHandler', 'defineWebSocketHandler'],
    handlers: [{ at: 0 }, { at: 0, keys: HANDLER_KEYS }],
  },
  // https://nitro.build/guide/cache
  { members: ['defineCachedFunction', 'cachedFunction'], handlers: [{ at: 0 }], noun: 'cached', route: 'key' },
  {
    members: [...DEFINE, 'cachedEventHandler', 'defineCachedFunction', 'cachedFunction'],
    handlers: [{ at: 1, keys: ['getKey', 'shouldBypassCache', 'shouldInvalidateCache', 'transform', 'validate'] }],
    noun: 'cache',
  },
  {
    // https://nitro.build/guide/plugins
    members: ['NitroApp.prototype.hooks.hook', 'NitroApp.prototype.hook', 'Hooks.prototype.hook'],
    handlers: [{ at: 1 }],
    only: {
      at: 0,
      in: [
        ...['request', 'response', 'beforeResponse', 'afterResponse', 'error'],
        ...['render:html', 'render:response', 'render:island'],
      ],
    },
    noun: 'nitro',
    route: { at: 0 },
    parameters: ['H3Event'],
  },
  { members: ['defineErrorHandler', 'defineNitroErrorHandler'], handlers: [{ at: 'any' }], noun: 'error' },
  { members: ['defineTask'], handlers: [{ at: 0, keys: ['run'] }], kind: 'job' },
];

const plugins: readonly Plugin[] = [
  { members: ['defineNitroPlugin', 'nitroPlugin', 'definePlugin'], at: 0, parameters: ['NitroApp'] },
];

/** Nuxt 3 and 4, Nitro and h3 1 and 2. https://nitro.build and https://h3.dev; Nuxt imports h3's functions by itself. */
export const nuxt: readonly HandlerFramework[] = [
  {
    name: 'Nuxt',
    module: 'h3',
    aliases: ['#imports', '#nitro', 'nitropack/runtime', 'nitro/h3', 'nitro', 'nitro/cache', 'nitro/task', 'nitro/app'],
    kind: 'request',
    returns: {
      createRouter: 'Router',
      createApp: 'App',
      'new H3': 'H3',
      useNitroApp: 'NitroApp',
      useNitroHooks: 'Hooks',
    },
    registrations: [
      ...registrations,
      { members: ['fromNodeMiddleware', 'fromNodeHandler'], handlers: [{ at: 0 }] },
      // https://h3.dev/guide/basics/middleware
      { members: ['onRequest', 'onResponse', 'onError'], handlers: [{ at: 0 }], noun: 'middleware' },
      {
        members: ['createApp', 'new H3'],
        handlers: [{ at: 0, keys: ['onRequest', 'onBeforeResponse', 'onAfterResponse', 'onResponse', 'onError'] }],
      },
      {
        // A plug-in of h3 is given the application itself.
        members: ['App', 'Router', 'H3', 'NitroApp'].flatMap((type) =>
          ['use', 'get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'query', 'all', 'add', 'on'].map(
            (name) => `${type}.prototype.${name}`,
          ),
        ),
        handlers: [{ at: 'any' }],
        method: 'member',
        route: { at: 0 },
        parameters: ['H3Event'],
      },
    ],
    conventions: [
      { path: '(?:^|/)server/(?<route>api/.+)\\.[cm]?[jt]s$', exports: ['default'], dependency },
      { path: '(?:^|/)server/routes/(?<route>.+)\\.[cm]?[jt]s$', exports: ['default'], dependency },
      // Nitro without Nuxt looks for them beside its configuration as well, and serves what `server.ts` exports.
      { path: '^(?<route>(?:api|middleware)/.+)\\.[cm]?[jt]s$', exports: ['default'], dependency: NITRO },
      { path: '^routes/(?<route>.+)\\.[cm]?[jt]sx?$', exports: ['default'], dependency: NITRO },
      { path: '^server\\.[cm]?[jt]sx?$', exports: ['default'], keys: ['fetch'], dependency: NITRO },
      { path: '(?:^|/)server/(?<route>middleware/.+)\\.[cm]?[jt]s$', exports: ['default'], dependency },
    ],
    plugins,
    parameterTypes: ['H3Event'],
    handlerTypes: ['EventHandler'],
  },
  { name: 'Nuxt', module: 'global', kind: 'request', registrations, plugins },
];
