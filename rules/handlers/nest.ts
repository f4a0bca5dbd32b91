import type { HandlerFramework } from './types.ts';

const HTTP = ['Get', 'Post', 'Put', 'Patch', 'Delete', 'Options', 'Head', 'All', 'Search', 'Sse', 'QueryMethod'];
const DAV = ['Propfind', 'Proppatch', 'Mkcol', 'Copy', 'Move', 'Lock', 'Unlock'];

const LOG = ['log', 'error', 'warn', 'debug', 'verbose', 'fatal'];

const graphql = (module: string, ...fields: string[]): HandlerFramework => ({
  name: 'Nest GraphQL',
  module,
  kind: 'resolver',
  decorated: [{ methods: ['Query', 'Mutation', 'Subscription'], noun: 'field' }, { methods: [...fields] }],
});

/** NestJS. https://docs.nestjs.com */
export const nest: readonly HandlerFramework[] = [
  {
    name: 'Nest',
    module: '@nestjs/common',
    kind: 'request',
    // https://docs.nestjs.com/custom-decorators
    registrations: [{ members: ['createParamDecorator'], handlers: [{ at: 0 }], noun: 'parameter', route: 'key' }],
    decorated: [
      { methods: [...HTTP, ...DAV, 'RequestMapping'], prefixes: ['Controller'], noun: 'decorator' },
      { classes: [{ decorator: 'Catch', methodNames: ['catch'] }] },
    ],
    classes: [
      { type: 'NestMiddleware', methodNames: ['use'] },
      { type: 'CanActivate', methodNames: ['canActivate'] },
      { type: 'NestInterceptor', methodNames: ['intercept'] },
      { type: 'PipeTransform', methodNames: ['transform'] },
      { type: 'ExceptionFilter', methodNames: ['catch'] },
      { type: 'ClassSerializerInterceptor', methodNames: ['intercept', 'serialize'] },
      // The framework and the application write by it while they serve.
      ...['LoggerService', 'ConsoleLogger'].map((type) => ({ type, methodNames: LOG })),
    ],
  },
  {
    name: 'Nest',
    module: '@nestjs/core',
    kind: 'request',
    returns: { 'NestFactory.create': 'NestApplication' },
    registrations: [
      { members: ['NestApplication.prototype.use'], handlers: [{ at: 'any' }], noun: 'USE' },
      {
        members: ['NestApplication.prototype.enableCors'],
        handlers: [{ at: 0 }, { at: 0, keys: ['origin'] }],
        noun: 'cors',
      },
    ],
    classes: [{ type: 'BaseExceptionFilter', methodNames: ['catch'] }],
  },
  {
    // https://docs.nestjs.com/techniques/file-upload
    name: 'Nest upload',
    module: '@nestjs/platform-express',
    kind: 'request',
    registrations: [
      {
        members: ['FileInterceptor', 'FilesInterceptor', 'FileFieldsInterceptor', 'AnyFilesInterceptor'],
        handlers: [{ at: 'any', keys: ['fileFilter'] }],
        noun: 'upload',
      },
      {
        members: ['MulterModule.register', 'MulterModule.registerAsync'],
        handlers: [{ at: 0, keys: ['fileFilter', 'useFactory.fileFilter'] }],
        noun: 'upload',
      },
    ],
  },
  {
    name: 'Nest throttler',
    module: '@nestjs/throttler',
    kind: 'request',
    classes: [
      { type: 'ThrottlerStorage', methodNames: ['increment'] },
      { type: 'ThrottlerGuard', methodNames: ['canActivate', 'handleRequest', 'getTracker', 'shouldSkip'] },
    ],
  },
  {
    name: 'Nest passport',
    module: '@nestjs/passport',
    kind: 'request',
    classes: [
      { type: 'PassportStrategy', methodNames: ['validate'] },
      { type: 'PassportSerializer', methodNames: ['serializeUser', 'deserializeUser'] },
      { type: 'AuthGuard', methodNames: ['canActivate', 'handleRequest', 'getRequest'] },
    ],
  },
  {
    name: 'Nest gateway',
    module: '@nestjs/websockets',
    kind: 'message',
    decorated: [
      { methods: ['SubscribeMessage'], noun: 'ws' },
      { classes: [{ decorator: 'WebSocketGateway', methodNames: ['handleConnection', 'handleDisconnect'] }] },
    ],
  },
  {
    name: 'Nest microservice',
    module: '@nestjs/microservices',
    kind: 'message',
    decorated: [
      {
        methods: ['MessagePattern', 'EventPattern', 'GrpcMethod', 'GrpcStreamMethod', 'GrpcStreamCall'],
        noun: 'message',
      },
    ],
  },
  {
    ...graphql('@nestjs/graphql', 'ResolveField', 'ResolveProperty', 'ResolveReference'),
    // https://docs.nestjs.com/graphql/quick-start and scalars
    registrations: [
      {
        members: ['GraphQLModule.forRoot', 'GraphQLModule.forRootAsync'],
        handlers: [{ at: 0, keys: ['context', 'formatError'].flatMap((name) => [name, `useFactory.${name}`]) }],
        noun: 'graphql',
      },
    ],
    classes: [{ type: 'CustomScalar', methodNames: ['parseValue', 'serialize', 'parseLiteral'] }],
  },
  {
    ...graphql('type-graphql', 'FieldResolver', 'Authorized', 'Field'),
    registrations: [
      { members: ['UseMiddleware'], handlers: [{ at: 'any' }], noun: 'USE' },
      // https://typegraphql.com/docs/authorization.html
      {
        members: ['buildSchema', 'buildSchemaSync'],
        handlers: [{ at: 0, keys: ['authChecker', 'globalMiddlewares', 'validateFn'] }],
        noun: 'USE',
      },
    ],
    classes: [{ type: 'MiddlewareInterface', methodNames: ['use'] }],
  },
  {
    name: 'Nest schedule',
    module: '@nestjs/schedule',
    kind: 'job',
    decorated: [{ methods: ['Cron', 'Interval'], noun: 'job' }],
  },
  {
    name: 'Nest events',
    module: '@nestjs/event-emitter',
    kind: 'event',
    decorated: [{ methods: ['OnEvent'], noun: 'event' }],
  },
  {
    name: 'Nest BullMQ',
    module: '@nestjs/bullmq',
    kind: 'job',
    decorated: [
      { methods: ['OnWorkerEvent', 'OnQueueEvent'], noun: 'job' },
      { classes: [{ decorator: 'Processor', methodNames: ['process'] }], noun: 'job' },
    ],
  },
  {
    name: 'Nest Bull',
    module: '@nestjs/bull',
    kind: 'job',
    decorated: [
      {
        methods: [
          'Process',
          ...['OnQueueError', 'OnQueueWaiting', 'OnQueueActive', 'OnQueueStalled', 'OnQueueProgress'],
          ...['OnQueueCompleted', 'OnQueueFailed', 'OnQueueDrained', 'OnGlobalQueueCompleted', 'OnGlobalQueueFailed'],
        ],
        noun: 'job',
      },
    ],
  },
  {
    name: 'Nest CQRS',
    module: '@nestjs/cqrs',
    kind: 'message',
    decorated: [
      { methods: ['Saga'], noun: 'saga' },
      {
        classes: [
          { decorator: 'CommandHandler', methodNames: ['execute'] },
          { decorator: 'QueryHandler', methodNames: ['execute'] },
          { decorator: 'EventsHandler', methodNames: ['handle'] },
        ],
      },
    ],
    classes: [
      { type: 'ICommandHandler', methodNames: ['execute'] },
      { type: 'IQueryHandler', methodNames: ['execute'] },
      { type: 'IEventHandler', methodNames: ['handle'] },
    ],
  },
];
