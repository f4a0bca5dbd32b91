import type { HandlerFramework } from './types.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'all', 'search', 'propfind', 'trace'];
const HOOKS = [
  'onRequest',
  'preParsing',
  'preValidation',
  'preHandler',
  'preSerialization',
  'onSend',
  'onResponse',
  'onError',
  'onTimeout',
  'onRequestAbort',
];
const ROUTE_KEYS = ['handler', ...HOOKS, 'errorHandler', 'wsHandler'];

/** https://mercurius.dev/#/docs/api/options */
const MERCURIUS = [
  ...['resolvers.*', 'loaders.*', 'context', 'errorFormatter', 'errorHandler', 'persistedQueryProvider.*'],
  ...['onConnect', 'onDisconnect', 'context', 'verifyClient'].map((name) => `subscription.${name}`),
  ...['rewriteHeaders', 'setResponseHeaders'].map((name) => `gateway.services.${name}`),
];

const members = (...names: string[]) => names.map((name) => `FastifyInstance.prototype.${name}`);
const parameters = ['FastifyRequest', 'FastifyReply'];
const receiver = 'FastifyInstance';

/** Fastify 4 and 5. https://fastify.dev/docs/latest/Reference/Routes/ and Hooks */
export const fastify: HandlerFramework = {
  name: 'Fastify',
  module: 'fastify',
  aliases: ['@fastify/type-provider-typebox', '@fastify/type-provider-json-schema-to-ts', 'fastify-type-provider-zod'],
  kind: 'request',
  returns: {
    default: 'FastifyInstance',
    fastify: 'FastifyInstance',
    Fastify: 'FastifyInstance',
    ...Object.fromEntries(
      [
        ...METHODS,
        ...['register', 'route', 'addHook', 'decorate', 'decorateRequest', 'decorateReply', 'withTypeProvider'],
        ...['after', 'ready', 'setErrorHandler', 'setNotFoundHandler', 'addContentTypeParser', 'addSchema'],
      ].map((name) => [`FastifyInstance.prototype.${name}`, 'FastifyInstance']),
    ),
  },
  properties: { 'FastifyRequest.prototype.server': 'FastifyInstance' },
  registrations: [
    {
      members: members(...METHODS),
      handlers: [{ at: 'any' }, { at: 1, keys: ROUTE_KEYS }],
      route: { at: 0 },
      method: 'member',
      parameters,
      receiver,
    },
    {
      members: members('route'),
      handlers: [{ at: 0, keys: ROUTE_KEYS }],
      route: { at: 0, key: 'url' },
      method: { at: 0, key: 'method' },
      parameters,
      receiver,
    },
    {
      members: members('addHook'),
      handlers: [{ at: 1 }],
      only: { at: 0, in: HOOKS },
      route: { at: 0 },
      parameters,
      receiver,
    },
    {
      members: members('setErrorHandler', 'setNotFoundHandler'),
      handlers: [{ at: 'any' }],
      parameters: ['FastifyError', ...parameters],
      receiver,
    },
    // https://fastify.dev/docs/latest/Reference/Validation-and-Serialization/
    {
      members: members('setValidatorCompiler', 'setSerializerCompiler'),
      handlers: [{ at: 0, keys: ['()'] }],
      noun: 'schema',
    },
    {
      members: members('setReplySerializer', 'setSchemaErrorFormatter'),
      handlers: [{ at: 0 }],
      noun: 'reply',
    },
    { members: members('addContentTypeParser'), handlers: [{ at: 'any' }], parameters: ['FastifyRequest'] },
    {
      // https://fastify.dev/docs/latest/Reference/Server/
      members: ['default', 'fastify', 'Fastify'],
      handlers: [
        {
          at: 0,
          keys: [
            ...['genReqId', 'rewriteUrl', 'trustProxy', 'frameworkErrors', 'clientErrorHandler', 'querystringParser'],
            ...['logger.serializers.*', 'routerOptions.querystringParser', 'schemaErrorFormatter'],
          ],
        },
      ],
      noun: 'server',
    },
    {
      // What Fastify's own plugins call for a request: jwt, basic-auth, bearer-auth, rate-limit, cors, multipart, static, http-proxy.
      members: members('register'),
      handlers: [
        {
          at: 1,
          keys: [
            ...[
              'secret',
              'trusted',
              'validate',
              'auth',
              'keyGenerator',
              'allowList',
              'errorResponseBuilder',
              'onExceeded',
            ],
            ...['onExceeding', 'origin', 'delegator', 'onFile', 'setHeaders', 'preHandler', 'replyOptions.*'],
            // under-pressure, and tRPC as a plugin.
            ...['healthCheck', 'pressureHandler'],
            // session.
            ...['get', 'set', 'destroy'].map((name) => `store.${name}`),
            'idGenerator',
            ...['createContext', 'onError', 'responseMeta'].map((name) => `trpcOptions.${name}`),
          ],
        },
      ],
      noun: 'plugin',
    },
    {
      // GraphQL as a plugin: `app.register(mercurius, { schema, resolvers })`.
      members: members('register'),
      handlers: [{ at: 1, keys: MERCURIUS }],
      kind: 'resolver',
    },
    {
      // https://mercurius.dev/#/docs/hooks
      members: members('graphql.addHook'),
      handlers: [{ at: 1 }],
      only: { at: 0, notIn: ['onGatewayReplaceSchema', 'onExtendSchema'] },
      kind: 'resolver',
      noun: 'graphql',
      route: { at: 0 },
    },
  ],
  contexts: [
    {
      members: members('register'),
      from: [{ at: 1, keys: ['trpcOptions.createContext'] }],
      module: '@trpc/server',
      type: 'Context',
    },
    // https://mercurius.dev/#/docs/context
    { members: members('register'), from: [{ at: 1, keys: ['context'] }], module: 'graphql', type: 'Context' },
  ],
  plugins: [{ members: members('register'), at: 0, parameters: ['FastifyInstance'], options: 1 }],
  pluginShape: {
    functionTypes: ['', 'Async', 'Callback'].flatMap((kind) => [
      `FastifyPlugin${kind}`,
      ...['Typebox', 'Zod', 'JsonSchemaToTs'].map((provider) => `FastifyPlugin${kind}${provider}`),
    ]),
    parameter: '^fastify$',
    // Where a folder is loaded: `export default async (app, opts) => { ... }`.
    pair: ['^(?:app|instance|server|scope|api)$', '^_?(?:opts|options)$'],
    instance: 'FastifyInstance',
  },
  parameterTypes: ['FastifyRequest', 'FastifyReply'],
  handlerTypes: ['RouteHandler', 'RouteHandlerMethod', 'preHandlerHookHandler', 'onRequestHookHandler'],
};
