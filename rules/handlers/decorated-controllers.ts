import type { HandlerFramework } from './types.ts';

const upper = ['Get', 'Post', 'Put', 'Patch', 'Delete', 'Head', 'Options', 'All'];
const lower = ['httpGet', 'httpPost', 'httpPut', 'httpPatch', 'httpDelete', 'httpHead', 'httpOptions', 'all'];

/** Controllers with decorators, other than NestJS. */
export const decoratedControllers: readonly HandlerFramework[] = [
  {
    name: 'routing-controllers',
    module: 'routing-controllers',
    kind: 'request',
    registrations: [{ members: ['UseBefore', 'UseAfter', 'UseInterceptor'], handlers: [{ at: 'any' }], noun: 'USE' }],
    decorated: [{ methods: [...upper, 'Method'], prefixes: ['Controller', 'JsonController'], noun: 'decorator' }],
    classes: [
      { type: 'ExpressMiddlewareInterface', methodNames: ['use'] },
      { type: 'KoaMiddlewareInterface', methodNames: ['use'] },
      { type: 'InterceptorInterface', methodNames: ['intercept'] },
    ],
  },
  {
    name: 'tsoa',
    module: 'tsoa',
    aliases: ['@tsoa/runtime'],
    kind: 'request',
    registrations: [{ members: ['Middlewares'], handlers: [{ at: 'any' }], noun: 'USE' }],
    decorated: [{ methods: upper, prefixes: ['Route'], noun: 'decorator' }],
  },
  {
    name: 'Ts.ED',
    module: '@tsed/schema',
    aliases: ['@tsed/common'],
    kind: 'request',
    decorated: [{ methods: upper, prefixes: ['Controller'], noun: 'decorator' }],
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
  },
];
