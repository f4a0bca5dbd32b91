import type { HandlerFramework } from './types.ts';

const METHODS = [
  ...['get', 'post', 'put', 'patch', 'delete', 'del', 'head', 'options', 'all', 'use', 'search', 'propfind', 'query'],
  ...[
    'copy',
    'link',
    'lock',
    'merge',
    'mkcol',
    'move',
    'notify',
    'purge',
    'report',
    'subscribe',
    'trace',
    'unlock',
    'ws',
  ],
];
const ROUTERS = ['Application', 'Router', 'Express', 'IRouter'];
const parameters = ['Request', 'Response', 'NextFunction'];

/** Express 4 and 5. https://expressjs.com/en/api.html */
export const express: HandlerFramework = {
  name: 'Express',
  module: 'express',
  aliases: ['express-promise-router', 'ultimate-express', 'polka', 'express-serve-static-core'],
  kind: 'request',
  returns: {
    default: 'Application',
    'new default': 'Application',
    Router: 'Router',
    'new Router': 'Router',
    ...Object.fromEntries(ROUTERS.map((type) => [`${type}.prototype.route`, 'Route'])),
    ...Object.fromEntries(
      METHODS.flatMap((name) => [...ROUTERS, 'Route'].map((type) => [`${type}.prototype.${name}`, type])),
    ),
  },
  registrations: [
    {
      members: METHODS.flatMap((name) => ROUTERS.map((type) => `${type}.prototype.${name}`)),
      handlers: [{ at: 'any' }],
      route: { at: 0 },
      method: 'member',
      parameters,
    },
    {
      members: METHODS.map((name) => `Route.prototype.${name}`),
      handlers: [{ at: 'any' }],
      route: { at: 0, of: 'route' },
      method: 'member',
      parameters,
    },
    {
      // Polka: `polka({ onError, onNoMatch })`.
      members: ['default'],
      handlers: [{ at: 0, keys: ['onError', 'onNoMatch'] }],
    },
    // https://expressjs.com/en/api.html#express.json
    {
      members: ['json', 'raw', 'text', 'urlencoded'],
      handlers: [{ at: 0, keys: ['verify', 'type', 'reviver'] }],
      noun: 'body',
    },
    { members: ['static'], handlers: [{ at: 1, keys: ['setHeaders'] }], noun: 'static' },
    {
      // https://expressjs.com/en/api.html#app.settings.table
      members: ['Application.prototype.set', 'Express.prototype.set'],
      handlers: [{ at: 1 }],
      only: { at: 0, in: ['etag', 'query parser', 'trust proxy'] },
      noun: 'setting',
      route: { at: 0 },
    },
    {
      members: ['Application.prototype.engine', 'Express.prototype.engine'],
      handlers: [{ at: 1 }],
      noun: 'render',
      route: { at: 0 },
    },
    {
      members: ROUTERS.map((type) => `${type}.prototype.param`),
      handlers: [{ at: 1 }],
      noun: 'PARAM',
      route: { at: 0 },
      parameters,
    },
  ],
  shared: ['Application', 'Express'].flatMap((type) =>
    ['locals', 'request', 'response'].map((name) => `${type}.prototype.${name}`),
  ),
  parameterTypes: ['Request', 'Response'],
  handlerTypes: ['RequestHandler', 'ErrorRequestHandler', 'Handler', 'RequestParamHandler'],
};
