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
const EXPORTS = ['handler', 'lambdaHandler', 'main'];
const PACKAGES = [
  ...['@types/aws-lambda', 'aws-lambda', '@middy/core', 'serverless', 'serverless-offline', 'serverless-http', 'sst'],
  ...['@aws-lambda-powertools/logger', 'aws-cdk-lib', '@vendia/serverless-express', 'esbuild', 'serverless-esbuild'],
];

/** AWS Lambda, plain or through middy. https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html */
export const lambda: readonly HandlerFramework[] = [
  {
    name: 'AWS Lambda',
    module: 'aws-lambda',
    kind: 'event',
    conventions: [
      { exports: EXPORTS, parameter: '^_?(event|evt)$' },
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
];
