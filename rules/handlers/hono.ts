import type { HandlerFramework } from './types.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'options', 'query', 'all', 'use'];
const TYPES = ['Hono', 'OpenAPIHono'];
const members = (...names: string[]) => TYPES.flatMap((type) => names.map((name) => `${type}.prototype.${name}`));
const chain = [...METHODS, 'on', 'route', 'basePath', 'notFound', 'onError', 'mount', 'openapi'];
const registrations = [
  {
    members: members(...METHODS),
    handlers: [{ at: 'any' }],
    route: { at: 0 },
    method: 'member',
    parameters: ['Context', 'Next'],
  },
  {
    members: members('on'),
    handlers: [{ at: 'any' }],
    route: { at: 1 },
    method: { at: 0 },
    parameters: ['Context', 'Next'],
  },
  // https://hono.dev/docs/api/hono#mount
  { members: members('mount'), handlers: [{ at: 1 }], noun: 'MOUNT', route: { at: 0 } },
  { members: members('notFound', 'onError'), handlers: [{ at: 0 }], parameters: ['Context'] },
  { members: members('doc', 'doc31'), handlers: [{ at: 1 }], noun: 'doc', route: { at: 0 } },
  { members: ['new OpenAPIHono'], handlers: [{ at: 0, keys: ['defaultHook'] }] },
  {
    members: members('openapi'),
    handlers: [{ at: 1 }],
    route: { at: 0, key: 'path' },
    method: { at: 0, key: 'method' },
    parameters: ['Context'],
  },
] as const;

/** Hono 3 and 4. https://hono.dev/docs/api/routing */
export const hono: readonly HandlerFramework[] = [
  {
    name: 'Hono',
    module: 'hono',
    aliases: ['@hono/zod-openapi', 'hono/tiny', 'hono/quick'],
    kind: 'request',
    returns: Object.fromEntries(members(...chain).map((member) => [member, member.replace(/\..*/, '')])),
    registrations,
    parameterTypes: ['Context'],
    handlerTypes: ['Handler', 'MiddlewareHandler', 'ErrorHandler', 'NotFoundHandler'],
  },
  {
    name: 'Hono',
    module: 'hono/factory',
    kind: 'request',
    returns: {
      createFactory: 'Factory',
      'Factory.prototype.createApp': 'Hono',
      ...Object.fromEntries(members(...chain).map((member) => [member, member.replace(/\..*/, '')])),
    },
    registrations: [
      { members: ['createMiddleware', 'Factory.prototype.createMiddleware'], handlers: [{ at: 0 }] },
      { members: ['Factory.prototype.createHandlers'], handlers: [{ at: 'any' }] },
      ...registrations,
    ],
  },
  {
    name: 'Hono',
    module: 'hono/streaming',
    kind: 'request',
    registrations: [
      { members: ['stream', 'streamText', 'streamSSE'], handlers: [{ at: 1 }, { at: 2 }], noun: 'stream' },
    ],
  },
  // https://hono.dev/docs/helpers/websocket
  ...['hono/cloudflare-workers', 'hono/bun', 'hono/deno', '@hono/node-ws'].map((module): HandlerFramework => ({
    name: 'Hono',
    module,
    kind: 'message',
    returns: { createNodeWebSocket: 'NodeWebSocket', createBunWebSocket: 'NodeWebSocket' },
    registrations: [
      {
        members: ['upgradeWebSocket', 'NodeWebSocket.prototype.upgradeWebSocket'],
        handlers: [{ at: 0 }, { at: 0, keys: ['onOpen', 'onMessage', 'onClose', 'onError'] }],
        noun: 'ws',
      },
    ],
  })),
  // https://hono.dev/docs/middleware/builtin/basic-auth and its neighbours
  ...Object.entries({
    'hono/basic-auth': ['basicAuth', 'verifyUser', 'hashFunction', 'invalidUserMessage'],
    'hono/bearer-auth': ['bearerAuth', 'verifyToken', 'hashFunction'],
    '@hono/node-server/serve-static': ['serveStatic', 'onFound', 'onNotFound', 'rewriteRequestPath'],
    'hono/body-limit': ['bodyLimit', 'onError'],
    'hono/cors': ['cors', 'origin', 'allowMethods'],
    'hono/csrf': ['csrf', 'origin'],
    'hono-rate-limiter': ['rateLimiter', 'keyGenerator', 'skip', 'handler'],
  }).map(([module, [member = '', ...keys]]): HandlerFramework => ({
    name: 'Hono',
    module,
    kind: 'request',
    registrations: [{ members: [member], handlers: [{ at: 0, keys }], noun: member }],
  })),
];
