import type { HandlerFramework } from './types.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'del', 'head', 'options', 'opts', 'all', 'use', 'any'];
const members = (type: string, ...names: string[]) => names.map((name) => `${type}.prototype.${name}`);
const chained = (type: string, ...names: string[]) =>
  Object.fromEntries(members(type, ...names).map((member) => [member, type]));

/** HTTP servers with smaller followings: restify, Elysia, itty-router, find-my-way, micro; ConnectRPC. */
export const otherServers: readonly HandlerFramework[] = [
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
      {
        // http://restify.com/docs/plugins-api/#bodyparser
        members: ['plugins.bodyParser', 'plugins.multipartBodyParser'],
        handlers: [{ at: 0, keys: ['multipartHandler', 'multipartFileHandler'] }],
        noun: 'body parser',
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
          'macro',
          'onStart',
          'onStop',
          'as',
          'prefix',
          'error',
          'mount',
          'trace',
          'mapDerive',
          'mapResolve',
          'parser',
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
        members: members('Elysia', 'guard'),
        handlers: [
          {
            at: 'any',
            keys: ['beforeHandle', 'afterHandle', 'transform', 'resolve', 'derive', 'error', 'mapResponse'],
          },
        ],
        noun: 'hook',
      },
      {
        // https://elysiajs.com/patterns/macro
        members: members('Elysia', 'macro'),
        handlers: [
          {
            at: 'any',
            keys: ['beforeHandle', 'afterHandle', 'transform', 'resolve', 'derive', 'error'].flatMap((name) => [
              `*.${name}`,
              name,
            ]),
          },
        ],
        noun: 'macro',
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
  // https://connectrpc.com/docs/node/server-plugins
  ...['node', 'express', 'fastify', 'next'].map((adapter): HandlerFramework => ({
    name: 'ConnectRPC',
    module: `@connectrpc/connect-${adapter}`,
    kind: 'request',
    registrations: [{ members: ['*'], handlers: [{ at: 'any', keys: ['contextValues'] }], noun: 'rpc' }],
  })),
  {
    // https://grpc.io/docs/languages/node/basics/#server
    name: 'gRPC',
    module: '@grpc/grpc-js',
    aliases: ['grpc'],
    kind: 'request',
    returns: { 'new Server': 'Server' },
    registrations: [
      { members: ['Server.prototype.addService'], handlers: [{ at: 1, keys: ['*'] }], noun: 'rpc', anyReceiver: true },
    ],
    parameterTypes: ['ServerUnaryCall', 'ServerWritableStream', 'ServerReadableStream', 'ServerDuplexStream'],
    handlerTypes: [
      ...['handleUnaryCall', 'handleClientStreamingCall', 'handleServerStreamingCall', 'handleBidiStreamingCall'],
      'UntypedHandleCall',
    ],
  },
  {
    // https://github.com/deeplay-io/nice-grpc/tree/master/packages/nice-grpc#server
    name: 'gRPC',
    module: 'nice-grpc',
    aliases: ['nice-grpc-common'],
    kind: 'request',
    returns: { createServer: 'Server', ...chained('Server', 'use') },
    registrations: [
      { members: ['Server.prototype.add'], handlers: [{ at: 1, keys: ['*'] }], noun: 'rpc' },
      { members: ['Server.prototype.use'], handlers: [{ at: 0 }], noun: 'rpc middleware' },
    ],
    parameterTypes: ['CallContext', 'ServerMiddlewareCall'],
    handlerTypes: ['ServerMiddleware'],
  },
];
