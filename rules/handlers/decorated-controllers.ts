import type { HandlerFramework } from './types.ts';

const upper = ['Get', 'Post', 'Put', 'Patch', 'Delete', 'Head', 'Options', 'All'];
const lower = ['httpGet', 'httpPost', 'httpPut', 'httpPatch', 'httpDelete', 'httpHead', 'httpOptions', 'all'];

/** Controllers with decorators, other than NestJS. */
export const decoratedControllers: readonly HandlerFramework[] = [
  {
    name: 'routing-controllers',
    module: 'routing-controllers',
    kind: 'request',
    registrations: [
      { members: ['UseBefore', 'UseAfter', 'UseInterceptor'], handlers: [{ at: 'any' }], noun: 'USE' },
      {
        // https://github.com/typestack/routing-controllers#using-authorization-features
        members: ['createExpressServer', 'createKoaServer', 'useExpressServer', 'useKoaServer'],
        handlers: [{ at: 'any', keys: ['authorizationChecker', 'currentUserChecker'] }],
        noun: 'auth',
      },
      { members: ['createParamDecorator'], handlers: [{ at: 0, keys: ['value'] }], noun: 'parameter' },
    ],
    decorated: [{ methods: [...upper, 'Method'], prefixes: ['Controller', 'JsonController'], noun: 'decorator' }],
    classes: [
      { type: 'ExpressMiddlewareInterface', methodNames: ['use'] },
      { type: 'ExpressErrorMiddlewareInterface', methodNames: ['error'] },
      { type: 'KoaMiddlewareInterface', methodNames: ['use'] },
      { type: 'InterceptorInterface', methodNames: ['intercept'] },
    ],
  },
  {
    // https://github.com/nestjsx/crud/wiki/Controllers
    name: 'Nest CRUD',
    module: '@nestjsx/crud',
    aliases: ['@dataui/crud', '@rewiko/crud'],
    kind: 'request',
    registrations: [{ members: ['CrudAuth'], handlers: [{ at: 0, keys: ['filter', 'persist', 'or'] }], noun: 'crud' }],
    decorated: [{ methods: ['Override'] }],
  },
  {
    name: 'tsoa',
    module: 'tsoa',
    aliases: ['@tsoa/runtime'],
    kind: 'request',
    registrations: [{ members: ['Middlewares'], handlers: [{ at: 'any' }], noun: 'USE' }],
    // Generated routes import it from the file that tsoa.json names. https://tsoa-community.github.io/docs/authentication.html
    conventions: [
      {
        exports: ['expressAuthentication', 'koaAuthentication', 'hapiAuthentication'],
        dependency: ['tsoa', '@tsoa/runtime'],
      },
    ],
    decorated: [{ methods: upper, prefixes: ['Route'], noun: 'decorator' }],
  },
  {
    name: 'Ts.ED',
    module: '@tsed/schema',
    aliases: ['@tsed/common'],
    kind: 'request',
    decorated: [{ methods: upper, prefixes: ['Controller'], noun: 'decorator' }],
  },
  {
    // https://tsed.dev/docs/middlewares.html
    name: 'Ts.ED',
    module: '@tsed/platform-middlewares',
    kind: 'request',
    decorated: [{ classes: [{ decorator: 'Middleware', methodNames: ['use'] }] }],
    classes: [{ type: 'MiddlewareMethods', methodNames: ['use'] }],
  },
  {
    // https://tsed.dev/docs/exceptions.html
    name: 'Ts.ED',
    module: '@tsed/platform-exceptions',
    kind: 'request',
    decorated: [{ classes: [{ decorator: 'Catch', methodNames: ['catch'] }] }],
    classes: [{ type: 'ExceptionFilterMethods', methodNames: ['catch'] }],
  },
  {
    // https://tsed.dev/tutorials/passport.html
    name: 'Ts.ED',
    module: '@tsed/passport',
    kind: 'request',
    decorated: [{ classes: [{ decorator: 'Protocol', methodNames: ['$onVerify'] }] }],
    classes: [{ type: 'OnVerify', methodNames: ['$onVerify'] }],
  },
  {
    // https://foalts.org/docs/architecture/controllers and hooks
    name: 'FoalTS',
    module: '@foal/core',
    kind: 'request',
    registrations: [{ members: ['Hook'], handlers: [{ at: 0 }], noun: 'hook' }],
    decorated: [{ methods: upper, noun: 'decorator' }],
  },
  {
    // https://midwayjs.org/docs/controller, middleware, error_filter and guard
    name: 'Midway',
    module: '@midwayjs/core',
    aliases: ['@midwayjs/decorator'],
    kind: 'request',
    decorated: [
      { methods: [...upper, 'Del', 'RequestMapping'], prefixes: ['Controller'], noun: 'decorator' },
      { methods: ['OnWSMessage', 'OnWSConnection', 'OnWSDisConnection', 'ServerlessTrigger'] },
      { methods: ['KafkaListener', 'RabbitMQListener', 'GrpcMethod', 'Schedule', 'TaskLocal'], kind: 'message' },
      { classes: [{ decorator: 'Catch', methodNames: ['catch'] }] },
    ],
    classes: [
      { type: 'IGuard', methodNames: ['canActivate'] },
      ...['IMiddleware', 'WebMiddleware', 'IWebMiddleware'].map((type) => ({ type, methodNames: ['resolve.()'] })),
      { type: 'PipeTransform', methodNames: ['transform'] },
      { type: 'IMethodAspect', methodNames: ['around', 'before', 'after', 'afterReturn', 'afterThrow', 'beforeThrow'] },
    ],
  },
  {
    // https://midwayjs.org/docs/extensions/cron, bull and bullmq
    name: 'Midway',
    module: '@midwayjs/cron',
    aliases: ['@midwayjs/bull', '@midwayjs/bullmq'],
    kind: 'job',
    decorated: [
      {
        classes: [
          { decorator: 'Job', methodNames: ['onTick', 'onComplete'] },
          { decorator: 'Processor', methodNames: ['execute'] },
        ],
        noun: 'job',
      },
    ],
    classes: [
      { type: 'IJob', methodNames: ['onTick', 'onComplete'] },
      { type: 'IProcessor', methodNames: ['execute'] },
    ],
  },
  {
    // https://github.com/L2jLiga/fastify-decorators
    name: 'fastify-decorators',
    module: 'fastify-decorators',
    kind: 'request',
    decorated: [
      { methods: upper.map((name) => name.toUpperCase()), noun: 'decorator' },
      { methods: ['Hook', 'ErrorHandler'], noun: 'hook' },
    ],
  },
  {
    // https://github.com/jeffijoe/awilix-express#readme
    name: 'awilix',
    module: 'awilix-express',
    aliases: ['awilix-koa', 'awilix-router-core'],
    kind: 'request',
    registrations: [
      { members: ['createController'], handlers: [{ at: 0, keys: ['*', 'prototype.*'] }] },
      { members: ['before', 'after'], handlers: [{ at: 'any' }], noun: 'USE' },
    ],
    decorated: [{ methods: ['route', 'verbs', ...upper.map((name) => name.toUpperCase())] }],
  },
  {
    // https://github.com/pleerock/event-dispatch#usage
    name: 'event-dispatch',
    module: 'event-dispatch',
    kind: 'event',
    decorated: [{ methods: ['On'], noun: 'event' }],
  },
  {
    // https://next-api-decorators.vercel.app
    name: 'next-api-decorators',
    module: 'next-api-decorators',
    aliases: ['@storyofams/next-api-decorators'],
    kind: 'request',
    decorated: [{ methods: upper, noun: 'decorator' }],
  },
  { name: 'Ts.ED', module: '@tsed/di', kind: 'request', decorated: [{ prefixes: ['Controller'] }] },
  {
    name: 'inversify-express-utils',
    module: 'inversify-express-utils',
    aliases: ['@inversifyjs/http-core'],
    kind: 'request',
    decorated: [
      {
        methods: [...lower, 'Get', 'Post', 'Put', 'Patch', 'Delete'],
        prefixes: ['controller', 'Controller'],
        noun: 'decorator',
      },
    ],
  },
  {
    name: 'LoopBack',
    module: '@loopback/rest',
    kind: 'request',
    decorated: [{ methods: ['get', 'post', 'put', 'patch', 'del', 'operation'], noun: 'decorator' }],
    // https://loopback.io/doc/en/lb4/Sequence.html
    classes: ['SequenceHandler', 'DefaultSequence', 'MiddlewareSequence'].map((type) => ({
      type,
      methodNames: ['handle'],
    })),
    parameterTypes: ['RequestContext', 'MiddlewareContext'],
    handlerTypes: ['Middleware', 'ExpressRequestHandler'],
  },
  {
    // https://loopback.io/doc/en/lb4/Interceptor.html
    name: 'LoopBack',
    module: '@loopback/core',
    aliases: ['@loopback/context'],
    kind: 'request',
    // A provider's value is an action, a middleware or an interceptor, where it is a function.
    classes: [{ type: 'Provider', methodNames: ['intercept', 'authorize', 'value.()'] }],
    handlerTypes: ['Interceptor', 'GenericInterceptor'],
  },
  {
    // https://loopback.io/doc/en/lb4/Authentication-component-strategies.html
    name: 'LoopBack',
    module: '@loopback/authentication',
    kind: 'request',
    classes: [{ type: 'AuthenticationStrategy', methodNames: ['authenticate'] }],
  },
];
