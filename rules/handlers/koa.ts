import type { HandlerFramework } from './types.ts';

const METHODS = [
  'get',
  'post',
  'put',
  'patch',
  'delete',
  'del',
  'head',
  'options',
  'link',
  'unlink',
  'all',
  'use',
  'register',
];
const routerMember = (name: string) => `Router.prototype.${name}`;
const parameters = ['Context', 'Next'];

/** Koa 2 and 3 and its routers. https://koajs.com and https://github.com/koajs/router */
export const koa: readonly HandlerFramework[] = [
  {
    name: 'Koa',
    module: 'koa',
    kind: 'request',
    returns: {
      'new default': 'Application',
      'Application.prototype.use': 'Application',
      'Application.prototype.on': 'Application',
    },
    registrations: [
      { members: ['Application.prototype.use'], handlers: [{ at: 0 }], noun: 'USE', parameters },
      {
        members: ['Application.prototype.on'],
        handlers: [{ at: 1 }],
        only: { at: 0, in: ['error'] },
        noun: 'koa',
        route: { at: 0 },
      },
    ],
    // What answers when a handler throws.
    assigned: [{ members: ['Application.prototype.onerror', 'Application.prototype.context.onerror'], noun: 'koa' }],
    shared: ['context', 'request', 'response'].map((name) => `Application.prototype.${name}`),
    parameterTypes: ['Context', 'ParameterizedContext', 'ExtendableContext', 'DefaultContext'],
    handlerTypes: ['Middleware'],
  },
  {
    name: 'Koa router',
    module: '@koa/router',
    aliases: ['koa-router', 'koa-better-router', 'koa-joi-router', 'koa-tree-router'],
    kind: 'request',
    returns: {
      default: 'Router',
      'new default': 'Router',
      ...Object.fromEntries([...METHODS, 'prefix', 'param'].map((name) => [routerMember(name), 'Router'])),
    },
    registrations: [
      {
        members: METHODS.map(routerMember),
        handlers: [{ at: 'any' }],
        method: 'member',
        route: { at: 0 },
        parameters: ['RouterContext', 'Next'],
      },
      { members: [routerMember('param')], handlers: [{ at: 1 }], noun: 'PARAM', route: { at: 0 } },
    ],
    parameterTypes: ['RouterContext', 'IRouterContext'],
    handlerTypes: ['RouterMiddleware', 'IMiddleware', 'Middleware'],
  },
];
