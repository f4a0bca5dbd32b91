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

/** Frameworks that find an application's controllers by themselves: Strapi, AdonisJS, Sails, Feathers. */
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
    conventions: [{ path: '(?:^|/)api/controllers/', exports: ['fn'], dependency: 'sails' }],
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
    ],
  },
];
