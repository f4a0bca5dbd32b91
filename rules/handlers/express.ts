import type { HandlerFramework } from './types.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'del', 'head', 'options', 'all', 'use', 'search', 'propfind'];

/** Express 4 and 5. https://expressjs.com/en/api.html */
export const express: HandlerFramework = {
  name: 'Express',
  module: 'express',
  aliases: ['express-promise-router', 'ultimate-express'],
  kind: 'request',
  returns: {
    default: 'Application',
    Router: 'Router',
    'new Router': 'Router',
    'Application.prototype.route': 'Route',
    'Router.prototype.route': 'Route',
    'Express.prototype.route': 'Route',
    ...Object.fromEntries(
      METHODS.flatMap((name) =>
        ['Application', 'Router', 'Route', 'Express'].map((type) => [`${type}.prototype.${name}`, type]),
      ),
    ),
  },
  registrations: [
    {
      members: METHODS.flatMap((name) =>
        ['Application', 'Router', 'Express'].map((type) => `${type}.prototype.${name}`),
      ),
      handlers: [{ at: 'any' }],
      route: { at: 0 },
      method: 'member',
      parameters: ['Request', 'Response', 'NextFunction'],
    },
    {
      members: METHODS.map((name) => `Route.prototype.${name}`),
      handlers: [{ at: 'any' }],
      method: 'member',
      parameters: ['Request', 'Response', 'NextFunction'],
    },
    {
      members: ['Application.prototype.param', 'Router.prototype.param', 'Express.prototype.param'],
      handlers: [{ at: 1 }],
      parameters: ['Request', 'Response', 'NextFunction'],
    },
  ],
  parameterTypes: ['Request', 'Response'],
};
