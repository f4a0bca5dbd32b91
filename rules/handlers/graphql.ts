import type { HandlerFramework, Registration } from './types.ts';

const RESOLVERS = [{ at: 0, keys: ['resolvers.*'] }] as const;
const CONTEXT = [
  ...['context', 'formatError', 'rootValue.*', 'onConnect', 'onSubscribe', 'onOperation'],
  ...['onDisconnect', 'onClose', 'onComplete', 'onError', 'onNext'],
  ...['plugins.requestDidStart', 'plugins.requestDidStart.*'],
  // GraphQL Yoga and Envelop: https://the-guild.dev/graphql/yoga-server/docs/features/envelop-plugins
  ...['Request', 'RequestParse', 'Params', 'Parse', 'Validate', 'ContextBuilding', 'Execute', 'Subscribe'].flatMap(
    (phase) => [`plugins.on${phase}`, `plugins.on${phase}.*`],
  ),
  ...['plugins.onResultProcess', 'plugins.onResponse', 'maskedErrors.maskError'],
];

const server = (module: string, members: readonly string[], ...aliases: string[]): HandlerFramework => ({
  name: 'GraphQL',
  module,
  aliases,
  kind: 'resolver',
  registrations: [{ members, handlers: [...RESOLVERS, { at: 0, keys: CONTEXT }, { at: 1, keys: CONTEXT }] }],
  // https://www.apollographql.com/docs/apollo-server/data/context
  contexts: [
    { members, from: [0, 1].map((at) => ({ at, keys: ['context'] })), module: 'graphql', type: 'Context' },
    { members, from: [{ at: 0, keys: ['dataSources'] }], module: 'graphql', type: 'DataSources' },
  ],
});

const fields: Registration = {
  members: [
    'field',
    'string',
    'int',
    'float',
    'boolean',
    'id',
    'list',
    'queryField',
    'mutationField',
    'subscriptionField',
  ].flatMap((name) => [name, `Builder.prototype.${name}`]),
  handlers: [
    { at: 0, keys: ['resolve', 'subscribe'] },
    { at: 1, keys: ['resolve', 'subscribe'] },
  ],
  route: { at: 0 },
  anyReceiver: true,
};

const LOADABLE = ['Object', 'Interface', 'ObjectRef', 'InterfaceRef', 'NodeRef', 'Node', 'Union', '', 'List', 'Group'];

/** GraphQL servers and schema builders; maps of resolvers and typed fields are known by their shape as well. */
export const graphql: readonly HandlerFramework[] = [
  {
    name: 'GraphQL',
    module: 'graphql',
    kind: 'resolver',
    properties: { 'Context.prototype.dataSources': 'DataSources' },
    registrations: [
      {
        members: ['new GraphQLObjectType', 'new GraphQLInterfaceType'],
        handlers: [{ at: 0, keys: ['fields.*.resolve', 'fields.*.subscribe', 'resolveType', 'isTypeOf'] }],
        route: { at: 0, key: 'name' },
      },
      {
        members: ['new GraphQLScalarType'],
        handlers: [{ at: 0, keys: ['serialize', 'parseValue', 'parseLiteral'] }],
        noun: 'scalar',
        route: { at: 0, key: 'name' },
      },
    ],
    handlerTypes: ['GraphQLFieldResolver', 'GraphQLTypeResolver'],
  },
  server(
    '@apollo/server',
    ['new ApolloServer'],
    ...['apollo-server', 'apollo-server-express', 'apollo-server-koa', 'apollo-server-fastify', 'apollo-server-lambda'],
  ),
  server('@apollo/server/standalone', ['startStandaloneServer']),
  // https://www.apollographql.com/docs/apollo-server/integrations/integration-index
  server(
    '@apollo/server/express4',
    ['expressMiddleware', 'koaMiddleware', 'fastifyApolloHandler', 'startServerAndCreateNextHandler'],
    ...['express4', 'express5', 'koa', 'fastify', 'next'].map((name) => `@as-integrations/${name}`),
  ),
  server('@apollo/subgraph', ['buildSubgraphSchema', 'buildFederatedSchema']),
  server('@graphql-tools/schema', ['makeExecutableSchema', 'addResolversToSchema'], 'graphql-tools'),
  server('graphql-yoga', ['createYoga', 'createSchema', 'new GraphQLServer']),
  server('graphql-http', ['createHandler'], 'graphql-http/lib/use/express', 'graphql-http/lib/use/http'),
  server('express-graphql', ['graphqlHTTP', 'default']),
  server(
    'graphql-ws/use/ws',
    ['useServer', 'makeHandler', 'makeBehavior', 'handleProtocols', 'createHandler'],
    ...['graphql-ws/lib/use/ws', 'graphql-sse', 'graphql-sse/lib/use/express'],
    ...['bun', 'uWebSockets', 'fastify-websocket', '@fastify/websocket', 'crossws'].flatMap((name) => [
      `graphql-ws/use/${name}`,
      `graphql-ws/lib/use/${name}`,
    ]),
  ),
  {
    // https://the-guild.dev/graphql/envelop/plugins/use-generic-auth and use-response-cache
    name: 'Envelop',
    module: '@envelop/generic-auth',
    aliases: ['@envelop/response-cache', '@graphql-yoga/plugin-response-cache', '@envelop/extended-validation'],
    kind: 'resolver',
    registrations: [
      {
        members: ['*'],
        handlers: [{ at: 0, keys: ['resolveUserFn', 'validateUser', 'session', 'enabled'] }],
        noun: 'use',
      },
    ],
  },
  {
    name: 'GraphQL',
    module: '@pothos/core',
    kind: 'resolver',
    returns: { 'new default': 'Builder' },
    registrations: [
      fields,
      // https://pothos-graphql.dev/docs/plugins/dataloader
      {
        members: LOADABLE.flatMap((name) => [`loadable${name}`, `Builder.prototype.loadable${name}`]),
        handlers: [{ at: 'any', keys: ['load', 'resolve'] }],
        anyReceiver: true,
      },
      // https://pothos-graphql.dev/docs/plugins/scope-auth
      { members: ['new default'], handlers: [{ at: 0, keys: ['scopeAuth.authScopes', 'authScopes'] }], noun: 'auth' },
    ],
  },
  {
    // https://www.apollographql.com/docs/apollo-server/data/fetching-rest
    name: 'Apollo data source',
    module: '@apollo/datasource-rest',
    aliases: ['apollo-datasource-rest'],
    kind: 'resolver',
    classes: [
      {
        type: 'RESTDataSource',
        methodNames: [
          ...['willSendRequest', 'resolveURL', 'cacheKeyFor', 'cacheOptionsFor', 'requestCacheEnabled'],
          ...['didReceiveResponse', 'didEncounterError', 'parseBody', 'throwIfResponseIsError'],
        ],
      },
    ],
  },
  {
    // https://github.com/dimatill/graphql-middleware#usage
    name: 'GraphQL middleware',
    module: 'graphql-middleware',
    kind: 'resolver',
    registrations: [
      {
        members: ['applyMiddleware', 'applyMiddlewareToDeclaredResolvers'],
        handlers: [{ at: 'any' }, { at: 'any', keys: ['*'] }],
      },
    ],
  },
  {
    // https://the-guild.dev/graphql/modules/docs/advanced/middlewares
    name: 'GraphQL Modules',
    module: 'graphql-modules',
    kind: 'resolver',
    registrations: [
      {
        members: ['createModule', 'createApplication', 'testkit.testModule'],
        handlers: [...RESOLVERS, { at: 0, keys: ['middlewares.*'] }],
      },
    ],
  },
  {
    // https://the-guild.dev/graphql/tools/docs/schema-directives
    name: 'GraphQL directive',
    module: '@graphql-tools/utils',
    kind: 'resolver',
    registrations: [{ members: ['mapSchema'], handlers: [{ at: 1, keys: ['*.().resolve', '*.().subscribe'] }] }],
  },
  {
    // https://www.graphile.org/postgraphile/make-wrap-resolvers-plugin
    name: 'PostGraphile',
    module: 'graphile-utils',
    kind: 'resolver',
    registrations: [
      {
        members: ['makeWrapResolversPlugin'],
        handlers: [
          { at: 0, keys: ['*.*', '*.*.resolve', '().*.*.resolve'] },
          { at: 1, keys: ['()'] },
        ],
      },
    ],
  },
  { name: 'GraphQL', module: 'nexus', kind: 'resolver', registrations: [fields] },
];
