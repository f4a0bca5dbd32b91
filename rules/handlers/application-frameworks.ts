import type { FileConvention, HandlerFramework, Registration } from './types.ts';

const LIFE_CYCLES = [
  'Create',
  'CreateMany',
  'Update',
  'UpdateMany',
  'Delete',
  'DeleteMany',
  'FindOne',
  'FindMany',
  'Count',
];
const strapi = ['@strapi/strapi', 'strapi'];
const inStrapi = (path: string, rest: Omit<FileConvention, 'path' | 'dependency' | 'exports'>): FileConvention => ({
  path: `(?:^|/)${path}`,
  exports: ['default'],
  dependency: strapi,
  ...rest,
});
/** https://docs.strapi.io/cms/backend-customization/models#programmatic-usage */
const subscribed = (type: string): Registration => ({
  members: [`${type}.db.lifecycles.subscribe`],
  handlers: [{ at: 0, keys: LIFE_CYCLES.flatMap((name) => [`before${name}`, `after${name}`]) }],
  kind: 'event',
  noun: 'lifecycle',
  anyReceiver: true,
});
const SERVICE_METHODS = ['find', 'get', 'create', 'update', 'patch', 'remove'];

const inEgg = (path: string, rest: Partial<FileConvention> = {}): FileConvention => ({
  path: `(?:^|/)app/${path}`,
  exports: ['default'],
  dependency: 'egg',
  ...rest,
});

/** Frameworks that find an application's controllers by themselves: Strapi, AdonisJS, Sails, Feathers, Egg. */
export const applicationFrameworks: readonly HandlerFramework[] = [
  {
    name: 'Strapi',
    module: '@strapi/strapi',
    kind: 'request',
    registrations: [
      { members: ['factories.createCoreController'], handlers: [{ at: 1, keys: ['*'] }] },
      subscribed('Strapi.prototype'),
    ],
    conventions: [
      inStrapi('(?:api|extensions)/[^/]+/controllers/', { keys: ['*'], parameter: '^_?(ctx|context)$' }),
      inStrapi('server/(?:src/)?controllers/', { keys: ['*'], parameter: '^_?(ctx|context)$' }),
      inStrapi('policies/', {}),
      inStrapi('config/cron-tasks\\.[jt]s$', { keys: ['*.task', '*'], kind: 'job' }),
      {
        path: '(?:^|/)content-types/[^/]+/lifecycles\\.[jt]s$',
        exports: LIFE_CYCLES.flatMap((name) => [`before${name}`, `after${name}`]),
        dependency: strapi,
        kind: 'event',
      },
    ],
  },
  {
    name: 'Strapi',
    module: 'global',
    kind: 'event',
    registrations: [{ ...subscribed('strapi'), anyReceiver: false }],
  },
  {
    name: 'AdonisJS',
    module: '@adonisjs/core/http',
    aliases: ['@ioc:Adonis/Core/HttpContext'],
    kind: 'request',
    parameterTypes: ['HttpContext', 'HttpContextContract'],
  },
  {
    name: 'Sails',
    module: 'sails',
    kind: 'request',
    conventions: [
      { path: '(?:^|/)api/controllers/', exports: ['fn'], dependency: 'sails' },
      // https://sailsjs.com/documentation/concepts/extending-sails/custom-responses and policies
      { path: '(?:^|/)api/(?:responses|policies)/', exports: ['default'], dependency: 'sails' },
    ],
  },
  {
    name: 'Feathers',
    module: '@feathersjs/feathers',
    aliases: ['@feathersjs/express', '@feathersjs/koa'],
    kind: 'request',
    registrations: [
      {
        members: ['Application.prototype.use'],
        handlers: [{ at: 1, keys: SERVICE_METHODS }],
        route: { at: 0 },
        anyReceiver: true,
      },
      {
        members: ['Service.prototype.hooks', 'Application.prototype.hooks'],
        handlers: [{ at: 0, keys: ['before.*', 'after.*', 'error.*', 'around.*'] }],
        noun: 'hook',
        anyReceiver: true,
      },
      {
        // https://feathersjs.com/api/channels#publishing
        members: ['Service.prototype.publish', 'Application.prototype.publish'],
        handlers: [{ at: 'any' }],
        noun: 'publish',
        anyReceiver: true,
      },
    ],
  },
  {
    // A controller and a service are made for each request. https://www.eggjs.org/basics/controller, service and schedule
    name: 'Egg',
    module: 'egg',
    kind: 'request',
    conventions: [
      inEgg('controller/', { exports: '*' }),
      inEgg('controller/', { keys: ['*'] }),
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
];
