import type { FileConvention, HandlerFramework } from './types.ts';

const inEgg = (path: string, rest: Partial<FileConvention> = {}): FileConvention => ({
  path: `(?:^|/)app/${path}`,
  exports: ['default'],
  dependency: 'egg',
  ...rest,
});

/** Of a single application, or of one of its modules. */
const inThink = (path: string, keys: readonly string[] = ['prototype.*']): FileConvention => ({
  path: `(?:^|/)(?:src|app)/(?:[^/]+/)?${path}/`,
  exports: ['default'],
  keys,
  dependency: 'thinkjs',
});

/** Frameworks on Koa that make a controller and its services for each request, of what lies in their folders: Egg, ThinkJS. */
export const egg: readonly HandlerFramework[] = [
  {
    // https://www.eggjs.org/basics/controller, service, schedule and tutorials/socketio
    name: 'Egg',
    module: 'egg',
    kind: 'request',
    conventions: [
      inEgg('(?:io/)?controller/', { exports: '*' }),
      inEgg('(?:io/)?controller/', { keys: ['*'] }),
      // `module.exports = (app) => class extends app.Controller { ... }`
      inEgg('(?:io/)?controller/', { keys: ['().prototype.*'] }),
      inEgg('io/(?:middleware|packet)/', { keys: ['()'] }),
      inEgg('extend/(?:context|request|response|helper)\\.[jt]s$', { keys: ['*'] }),
      inEgg('schedule/', { exports: ['task'], kind: 'job' }),
      inEgg('schedule/', { keys: ['task'], kind: 'job' }),
    ],
    classes: [
      { type: 'Controller', methodNames: '*' },
      { type: 'Service', methodNames: '*' },
      { type: 'Subscription', methodNames: ['subscribe'], kind: 'job' },
    ],
  },
  {
    // https://thinkjs.org/en/doc/3.0/controller.html, logic.html, model.html, service.html and websocket.html
    name: 'ThinkJS',
    module: 'thinkjs',
    kind: 'request',
    conventions: ['controller', 'logic', 'model', 'service'].map((folder) => inThink(folder)),
  },
];
