import type { HandlerFramework } from './types.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'del', 'head', 'options', 'opts', 'all', 'use', 'any'];
const members = (type: string, ...names: string[]) => names.map((name) => `${type}.prototype.${name}`);
const chained = (type: string, ...names: string[]) =>
  Object.fromEntries(members(type, ...names).map((member) => [member, type]));

/** What a gRPC server's interceptor is built of. */
const LISTENER = ['ReceiveMetadata', 'ReceiveMessage', 'ReceiveHalfClose', 'Cancel'].map((name) => `withOn${name}`);
const RESPONDER = ['Start', 'SendMetadata', 'SendMessage', 'SendStatus'].map((name) => `with${name}`);

/** HTTP servers with smaller followings: restify, tinyhttp, XRPC, itty-router, find-my-way, micro; ConnectRPC. */
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
    // https://tinyhttp.v1rtl.site/docs
    name: 'tinyhttp',
    module: '@tinyhttp/app',
    aliases: ['@tinyhttp/router'],
    kind: 'request',
    returns: chained('App', ...METHODS),
    registrations: [
      {
        members: members('App', ...METHODS),
        handlers: [{ at: 'any' }],
        method: 'member',
        route: { at: 0 },
        parameters: ['Request', 'Response'],
      },
      { members: ['new App'], handlers: [{ at: 0, keys: ['onError', 'noMatchHandler'] }] },
      { members: members('App', 'engine'), handlers: [{ at: 1 }], noun: 'render', route: { at: 0 } },
    ],
    parameterTypes: ['Request', 'Response'],
    handlerTypes: ['Handler', 'AsyncHandler', 'SyncHandler', 'ErrorHandler'],
  },
  {
    // https://github.com/bluesky-social/atproto/tree/main/packages/xrpc-server
    name: 'XRPC',
    module: '@atproto/xrpc-server',
    kind: 'request',
    returns: { createServer: 'Server' },
    registrations: [
      {
        members: members('Server', 'add', 'method', 'addMethod', 'streamMethod', 'addStreamMethod'),
        handlers: [{ at: 1 }, { at: 1, keys: ['handler', 'auth'] }],
        noun: 'xrpc',
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
      {
        // https://itty.dev/itty-router/routers/router
        members: ['Router', 'AutoRouter'],
        handlers: [{ at: 0, keys: ['before', 'finally', 'catch', 'missing', 'format'] }],
        noun: 'router',
      },
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
    // Its command line serves what the main file exports.
    conventions: [{ exports: ['default'], parameter: '^_?(req|request)$', dependency: 'micro' }],
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
    // https://connectrpc.com/docs/node/interceptors
    handlerTypes: ['ServiceImpl', 'MethodImpl', 'Interceptor.()'],
  },
  // https://connectrpc.com/docs/node/server-plugins
  ...['node', 'express', 'fastify', 'next'].map((adapter): HandlerFramework => ({
    name: 'ConnectRPC',
    module: `@connectrpc/connect-${adapter}`,
    kind: 'request',
    registrations: [
      {
        members: ['*'],
        handlers: [{ at: 'any', keys: ['contextValues', 'interceptors.()'] }],
        noun: 'rpc',
      },
    ],
  })),
  {
    // https://grpc.io/docs/languages/node/basics/#server
    name: 'gRPC',
    module: '@grpc/grpc-js',
    aliases: ['grpc'],
    kind: 'request',
    returns: {
      'new Server': 'Server',
      ...chained('ServerListenerBuilder', ...LISTENER),
      ...chained('ResponderBuilder', ...RESPONDER),
    },
    registrations: [
      { members: ['Server.prototype.addService'], handlers: [{ at: 1, keys: ['*'] }], noun: 'rpc', anyReceiver: true },
      // https://grpc.io/docs/guides/interceptors/
      { members: ['new Server'], handlers: [{ at: 0, keys: ['interceptors'] }], noun: 'rpc interceptor' },
      {
        members: [...members('ServerListenerBuilder', ...LISTENER), ...members('ResponderBuilder', ...RESPONDER)],
        handlers: [{ at: 0 }],
        noun: 'rpc interceptor',
      },
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
