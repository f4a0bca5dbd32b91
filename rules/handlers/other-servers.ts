import type { HandlerFramework } from './types.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'del', 'head', 'options', 'opts', 'all', 'use', 'any'];
const members = (type: string, ...names: string[]) => names.map((name) => `${type}.prototype.${name}`);
const chained = (type: string, ...names: string[]) =>
  Object.fromEntries(members(type, ...names).map((member) => [member, type]));

/** HTTP servers with smaller followings: hapi, restify, Elysia, itty-router, find-my-way, micro; ConnectRPC. */
export const otherServers: readonly HandlerFramework[] = [
  {
    name: 'hapi',
    module: '@hapi/hapi',
    aliases: ['hapi'],
    kind: 'request',
    returns: { server: 'Server' },
    registrations: [
      {
        members: ['Server.prototype.route'],
        handlers: [
          {
            at: 0,
            keys: [
              'handler',
              'options.handler',
              'config.handler',
              'options.pre',
              'options.pre.method',
              'options.ext.*',
            ],
          },
        ],
        method: { at: 0, key: 'method' },
        route: { at: 0, key: 'path' },
        parameters: ['Request', 'ResponseToolkit'],
      },
      {
        members: ['Server.prototype.ext'],
        handlers: [{ at: 1 }],
        only: { at: 0, notIn: ['onPreStart', 'onPostStart', 'onPreStop', 'onPostStop'] },
        noun: 'ext',
        route: { at: 0 },
      },
      {
        members: ['Server.prototype.auth.scheme'],
        handlers: [{ at: 1, keys: ['authenticate', 'payload', 'response', 'verify'] }],
        noun: 'auth',
        route: { at: 0 },
      },
      {
        members: ['Server.prototype.events.on', 'Server.prototype.method'],
        handlers: [{ at: 1 }],
        noun: 'event',
        route: { at: 0 },
      },
    ],
    parameterTypes: ['ResponseToolkit', 'Request'],
    handlerTypes: ['Lifecycle.Method'],
  },
  {
    name: 'restify',
    module: 'restify',
    kind: 'request',
    returns: { createServer: 'Server' },
    registrations: [
      {
        members: members('Server', ...METHODS, 'pre'),
        handlers: [{ at: 'any' }],
        method: 'member',
        route: { at: 0 },
        parameters: ['Request', 'Response', 'Next'],
      },
    ],
    parameterTypes: ['Request', 'Response'],
    handlerTypes: ['RequestHandler'],
  },
  {
    name: 'Elysia',
    module: 'elysia',
    kind: 'request',
    returns: {
      'new default': 'Elysia',
      ...chained(
        'Elysia',
        ...[
          ...METHODS,
          'ws',
          'group',
          'guard',
          'derive',
          'resolve',
          'decorate',
          'state',
          'model',
          'onRequest',
          'onError',
        ],
        ...['onBeforeHandle', 'onAfterHandle', 'onParse', 'onTransform', 'onAfterResponse', 'mapResponse', 'listen'],
      ),
    },
    registrations: [
      {
        members: members('Elysia', ...METHODS.filter((name) => name !== 'use'), 'route'),
        handlers: [{ at: 1 }, { at: 2, keys: ['beforeHandle', 'afterHandle', 'transform', 'error'] }],
        method: 'member',
        route: { at: 0 },
        parameters: ['Context'],
      },
      {
        members: members(
          'Elysia',
          'derive',
          'resolve',
          'onRequest',
          'onError',
          'onBeforeHandle',
          'onAfterHandle',
          'onParse',
          'onTransform',
          'onAfterResponse',
          'mapResponse',
        ),
        handlers: [{ at: 'any' }],
        noun: 'hook',
      },
      {
        members: members('Elysia', 'ws'),
        handlers: [{ at: 1, keys: ['open', 'message', 'close', 'beforeHandle', 'upgrade'] }],
        noun: 'ws',
        route: { at: 0 },
      },
    ],
  },
  {
    name: 'itty-router',
    module: 'itty-router',
    kind: 'request',
    returns: {
      Router: 'Router',
      AutoRouter: 'Router',
      IttyRouter: 'Router',
      ...chained('Router', ...METHODS),
    },
    registrations: [
      { members: members('Router', ...METHODS), handlers: [{ at: 'any' }], method: 'member', route: { at: 0 } },
    ],
  },
  {
    name: 'find-my-way',
    module: 'find-my-way',
    kind: 'request',
    returns: { default: 'Instance' },
    registrations: [
      {
        members: ['Instance.prototype.on'],
        handlers: [{ at: 'any' }],
        method: { at: 0 },
        route: { at: 1 },
      },
      { members: members('Instance', ...METHODS), handlers: [{ at: 'any' }], method: 'member', route: { at: 0 } },
    ],
  },
  {
    name: 'micro',
    module: 'micro',
    kind: 'request',
    registrations: [{ members: ['serve', 'default'], handlers: [{ at: 0 }] }],
  },
  {
    name: 'ConnectRPC',
    module: '@connectrpc/connect',
    kind: 'request',
    returns: { createConnectRouter: 'ConnectRouter', ...chained('ConnectRouter', 'service', 'rpc') },
    registrations: [
      { members: members('ConnectRouter', 'service'), handlers: [{ at: 1, keys: ['*'] }], noun: 'rpc' },
      { members: members('ConnectRouter', 'rpc'), handlers: [{ at: 'last' }], noun: 'rpc' },
    ],
    handlerTypes: ['ServiceImpl', 'MethodImpl'],
  },
];
