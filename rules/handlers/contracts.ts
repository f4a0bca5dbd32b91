import type { HandlerFramework } from './types.ts';

const chained = (type: string, ...names: string[]) =>
  Object.fromEntries(names.map((name) => [`${type}.prototype.${name}`, type]));

const OF_NEXT = ['createNextRoute', 'createNextHandler'];
const tsRest = (adapter: string): HandlerFramework => ({
  name: 'ts-rest',
  module: `@ts-rest/${adapter}`,
  kind: 'request',
  returns: {
    initServer: 'Server',
    initTsRest: 'Server',
    'tsr.platformContext': 'Server',
    ...chained('Server', 'platformContext'),
  },
  registrations: [
    {
      members: ['Server.prototype.router', 'Server.prototype.route', 'tsr.router', 'tsr.route', ...OF_NEXT],
      handlers: [{ at: 1 }, { at: 1, keys: ['*'] }],
    },
    {
      // Of `createExpressEndpoints(contract, router, app, options)` and `fetchRequestHandler({ router, options })`.
      members: ['*'],
      handlers: [
        {
          at: 'any',
          keys: ['globalMiddleware', 'requestValidationErrorHandler', 'responseValidationErrorHandler', 'errorHandler'],
        },
        { at: 0, keys: ['options.errorHandler', 'options.requestMiddleware'] },
      ],
    },
  ],
  handlerTypes: [
    'AppRouteImplementation',
    'AppRouteMutationImplementation',
    'AppRouteQueryImplementation',
    'RecursiveRouterObj',
  ],
});

const BUILD = ['build', 'buildVoid'];
const ADD = ['addMiddleware', 'use', 'addExpressMiddleware', 'addOptions', 'addContext'];
const FACTORIES = ['defaultEndpointsFactory', 'arrayEndpointsFactory', 'EndpointsFactory.prototype'];
const ofFactory = (...names: string[]) => FACTORIES.flatMap((factory) => names.map((name) => `${factory}.${name}`));

/** Servers whose routes come from a contract or a document: ts-rest, express-zod-api, oRPC, OpenAPI. */
export const contracts: readonly HandlerFramework[] = [
  // https://ts-rest.com/server/express, fastify, next, nest and serverless
  ...[
    'express',
    'fastify',
    'next',
    'serverless',
    'serverless/fetch',
    'serverless/aws',
    'serverless/next',
    'serverless/azure',
  ].map(tsRest),
  {
    name: 'ts-rest',
    module: '@ts-rest/nest',
    kind: 'request',
    registrations: [{ members: ['tsRestHandler'], handlers: [{ at: 1 }, { at: 1, keys: ['*'] }] }],
    decorated: [{ methods: ['TsRest'], noun: 'ts-rest' }],
  },
  {
    // https://ez.robintail.cz
    name: 'express-zod-api',
    module: 'express-zod-api',
    kind: 'request',
    returns: Object.fromEntries(ofFactory(...ADD).map((member) => [member, 'EndpointsFactory'])),
    registrations: [
      { members: ofFactory(...BUILD), handlers: [{ at: 0, keys: ['handler'] }], noun: 'endpoint', route: 'key' },
      { members: ofFactory(...ADD), handlers: [{ at: 0 }, { at: 0, keys: ['handler'] }], noun: 'middleware' },
      { members: ['new Middleware'], handlers: [{ at: 0, keys: ['handler'] }], noun: 'middleware', route: 'key' },
      { members: ['new ResultHandler'], handlers: [{ at: 0, keys: ['handler'] }], noun: 'result', route: 'key' },
    ],
  },
  {
    // https://orpc.unnoq.com/docs/procedure
    name: 'oRPC',
    module: '@orpc/server',
    kind: 'request',
    returns: {
      ...Object.fromEntries(
        ['$context', '$config', '$meta', '$route', 'use', 'input', 'output', 'errors', 'meta', 'route'].flatMap(
          (name) => [
            [`os.${name}`, 'Builder'],
            [`Builder.prototype.${name}`, 'Builder'],
          ],
        ),
      ),
    },
    registrations: [
      {
        members: ['os.handler', 'Builder.prototype.handler'],
        handlers: [{ at: 0 }],
        noun: 'oRPC',
        route: 'key',
        anyReceiver: true,
      },
      {
        members: ['os.use', 'os.middleware', 'Builder.prototype.use', 'Builder.prototype.middleware'],
        handlers: [{ at: 0 }],
        noun: 'oRPC middleware',
      },
      { members: ['onError', 'onStart', 'onSuccess', 'onFinish'], handlers: [{ at: 0 }], noun: 'oRPC' },
    ],
  },
  {
    // https://orpc.unnoq.com/docs/openapi/nest/implement-contract
    name: 'oRPC',
    module: '@orpc/nest',
    kind: 'request',
    decorated: [{ methods: ['Implement'] }],
  },
  {
    // https://openapistack.co/docs/openapi-backend/operation-handlers
    name: 'openapi-backend',
    module: 'openapi-backend',
    kind: 'request',
    returns: { 'new default': 'OpenAPIBackend' },
    registrations: [
      {
        members: ['new default', 'new OpenAPIBackend'],
        handlers: [{ at: 0, keys: ['handlers.*', 'securityHandlers.*'] }],
        noun: 'operation',
      },
      {
        members: ['register', 'registerHandler', 'registerSecurityHandler'].map(
          (name) => `OpenAPIBackend.prototype.${name}`,
        ),
        handlers: [{ at: 0, keys: ['*'] }, { at: 1 }],
        noun: 'operation',
        route: { at: 0 },
      },
    ],
    handlerTypes: ['Handler'],
  },
  {
    // https://github.com/kogosoftwarellc/open-api/tree/main/packages/express-openapi
    name: 'express-openapi',
    module: 'express-openapi',
    kind: 'request',
    registrations: [
      {
        members: ['initialize'],
        handlers: [{ at: 0, keys: ['operations.*', 'securityHandlers.*', 'consumesMiddleware.*', 'errorMiddleware'] }],
        noun: 'openapi',
      },
    ],
    handlerTypes: ['Operation', 'OperationFunction'],
  },
  {
    // https://cdimascio.github.io/express-openapi-validator-documentation/
    name: 'express-openapi-validator',
    module: 'express-openapi-validator',
    kind: 'request',
    registrations: [
      {
        members: ['middleware'],
        handlers: [{ at: 0, keys: ['validateSecurity.handlers.*', 'validateResponses.onError'] }],
        noun: 'openapi',
      },
    ],
  },
];
