import type { HandlerFramework } from './types.ts';

const TYPES = [
  ...[
    'Handler',
    'StreamifyHandler',
    'ALBHandler',
    'APIGatewayProxyHandler',
    'APIGatewayProxyHandlerV2',
    'ProxyHandler',
  ],
  ...['APIGatewayAuthorizerHandler', 'APIGatewayTokenAuthorizerHandler', 'APIGatewayRequestAuthorizerHandler'],
  ...['AppSyncResolverHandler', 'CloudFrontRequestHandler', 'CloudFrontResponseHandler', 'CloudWatchLogsHandler'],
  ...['CdkCustomResourceHandler', 'CodePipelineHandler', 'DynamoDBStreamHandler', 'EventBridgeHandler', 'IoTHandler'],
  ...['FirehoseTransformationHandler', 'KinesisStreamHandler', 'LambdaFunctionURLHandler', 'MSKHandler', 'S3Handler'],
  ...['ScheduledHandler', 'SESHandler', 'SNSHandler', 'SQSHandler', 'S3BatchHandler', 'SelfManagedKafkaHandler'],
];
const EXPORTS = ['handler', 'lambdaHandler', 'lambda_handler', 'main'];
const PACKAGES = [
  ...['@types/aws-lambda', 'aws-lambda', '@middy/core', 'serverless', 'serverless-offline', 'serverless-http', 'sst'],
  ...['@aws-lambda-powertools/logger', 'aws-cdk-lib', '@vendia/serverless-express', 'esbuild', 'serverless-esbuild'],
];

/** What only packages depend on whose exports are deployed, under whatever names the configuration gives them. */
const DEPLOYED = [
  ...['@types/aws-lambda', 'aws-lambda', '@middy/core', 'serverless', 'lambda-tester', 'lambda-local'],
  ...['http', 'offline', 'webpack', 'esbuild', 'bundle', 'plugin-typescript', 'babel-plugin', 'lift'].map(
    (name) => `serverless-${name}`,
  ),
  ...['domain-manager', 'prune-plugin', 'iam-roles-per-function', 'step-functions', 'dynamodb-local'].map(
    (name) => `serverless-${name}`,
  ),
];

const HTTP = [
  ...['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'route', 'use', 'errorHandler', 'notFound'],
  ...['methodNotAllowed'],
];
const APPSYNC = ['resolver', 'onQuery', 'onMutation', 'batchResolver', 'onBatchQuery', 'onBatchMutation'];

/** Resolvers and routers within one Lambda. https://docs.aws.amazon.com/powertools/typescript/latest/features/event-handler/ */
const powertools = (part: string, types: readonly string[], names: readonly string[]): HandlerFramework => {
  const members = types.flatMap((type) => names.map((name) => `${type}.prototype.${name}`));
  return {
    name: 'Powertools',
    module: `@aws-lambda-powertools/event-handler/${part}`,
    kind: 'event',
    registrations: [{ members, handlers: [{ at: 'any' }], method: 'member', route: { at: 0 } }],
    decorated: [{ methods: members }],
  };
};

/** AWS Lambda, plain or through middy. https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html */
export const lambda: readonly HandlerFramework[] = [
  {
    name: 'AWS Lambda',
    module: 'aws-lambda',
    kind: 'event',
    conventions: [
      { exports: EXPORTS, parameter: '^_?(event|evt)$' },
      { exports: '*', parameter: '^_?(event|evt)$', dependency: DEPLOYED },
      { exports: ['handler'], dependency: 'sst' },
      { exports: EXPORTS, dependency: PACKAGES, path: '(?:^|/)(?:functions?|handlers?|lambdas?)/' },
    ],
    handlerTypes: TYPES,
  },
  {
    name: 'middy',
    module: '@middy/core',
    kind: 'event',
    returns: Object.fromEntries(
      ['default', 'use', 'before', 'after', 'onError', 'handler'].map((name) => [
        name === 'default' ? name : `MiddyfiedHandler.prototype.${name}`,
        'MiddyfiedHandler',
      ]),
    ),
    registrations: [
      { members: ['default', 'MiddyfiedHandler.prototype.handler'], handlers: [{ at: 0 }], route: 'key' },
      {
        members: ['before', 'after', 'onError'].map((name) => `MiddyfiedHandler.prototype.${name}`),
        handlers: [{ at: 0 }],
        noun: 'middy',
        method: 'member',
      },
      {
        members: ['MiddyfiedHandler.prototype.use'],
        handlers: [{ at: 0, keys: ['before', 'after', 'onError'] }],
        noun: 'middy middleware',
      },
    ],
  },
  {
    // https://v2.sst.dev/clients/api and https://docs.sst.dev/clients/context
    name: 'SST',
    module: 'sst/node/api',
    aliases: ['sst/node/context', 'sst/node/job', 'sst/node/graphql', '@serverless-stack/node/api'],
    kind: 'event',
    registrations: [
      {
        members: ['ApiHandler', 'Handler', 'JobHandler', 'GraphQLHandler'],
        handlers: [{ at: 'last' }, { at: 'last', keys: ['context', 'formatError'] }],
        route: 'key',
      },
    ],
  },
  {
    // https://arc.codes/docs/en/reference/runtime-helpers/node.js
    name: 'Architect',
    module: '@architect/functions',
    kind: 'event',
    registrations: [
      {
        members: [
          'http',
          'http.async',
          ...['events', 'queues', 'scheduled', 'tables'].map((part) => `${part}.subscribe`),
        ],
        handlers: [{ at: 'any' }],
        route: 'key',
      },
    ],
  },
  {
    // https://github.com/jeremydaly/lambda-api#routes-and-http-methods
    name: 'lambda-api',
    module: 'lambda-api',
    kind: 'event',
    returns: { default: 'API', createAPI: 'API' },
    registrations: [
      {
        members: ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'any', 'use', 'METHOD'].map(
          (name) => `API.prototype.${name}`,
        ),
        handlers: [{ at: 'any' }],
        method: 'member',
        route: { at: 0 },
      },
    ],
  },
  powertools('http', ['Router'], HTTP),
  powertools('appsync-graphql', ['AppSyncGraphQLResolver', 'Router'], [...APPSYNC, 'exceptionHandler']),
  powertools('appsync-events', ['AppSyncEventsResolver'], ['onPublish', 'onSubscribe']),
  powertools('bedrock-agent', ['BedrockAgentFunctionResolver'], ['tool']),
];
