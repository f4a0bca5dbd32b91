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

/** Of the workspace `api`, whose package.json depends on these. */
const inRedwood = (path: string, exports: FileConvention['exports']): FileConvention => ({
  path: `^src/${path}\\.[cm]?[jt]s$`,
  exports,
  dependency: ['@redwoodjs/api', '@redwoodjs/graphql-server', '@cedarjs/api'],
});

const SERVICE = 'services/(?!.*\\.(?:test|scenarios)).+';

/** What Waterline calls for a record. */
const CALLBACKS = ['before', 'after'].flatMap((when) =>
  ['Create', 'Update', 'Destroy', 'Validate'].map((what) => `${when}${what}`),
);

/** Frameworks that find an application's controllers by themselves: Strapi, Sails, Feathers, Redwood, Marko, ActionHero. */
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
      inStrapi('content-types/[^/]+/lifecycles\\.[jt]s$', { keys: ['*'], kind: 'event' }),
    ],
  },
  {
    name: 'Strapi',
    module: 'global',
    kind: 'event',
    registrations: [{ ...subscribed('strapi'), anyReceiver: false }],
  },
  {
    name: 'Sails',
    module: 'sails',
    kind: 'request',
    conventions: [
      { path: '(?:^|/)api/controllers/.*Controller\\.', exports: ['default'], keys: ['*'], dependency: 'sails' },
      // What actions and hooks call as `sails.helpers.sendMail()`. https://sailsjs.com/documentation/concepts/helpers
      { path: '(?:^|/)api/(?:controllers|helpers)/', exports: ['fn'], dependency: 'sails' },
      // https://sailsjs.com/documentation/concepts/models-and-orm/lifecycle-callbacks
      { path: '(?:^|/)api/models/', exports: CALLBACKS, dependency: 'sails' },
      // https://sailsjs.com/documentation/concepts/middleware and routes/custom-routes
      { path: '(?:^|/)config/http\\.', exports: ['http'], keys: ['middleware.*'], dependency: 'sails' },
      { path: '(?:^|/)config/routes\\.', exports: ['routes'], keys: ['*'], dependency: 'sails' },
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
        // https://feathersjs.com/api/channels#connections
        members: ['Application.prototype.on'],
        handlers: [{ at: 1 }],
        only: { at: 0, in: ['connection', 'login', 'logout'] },
        kind: 'event',
        noun: 'feathers',
        route: { at: 0 },
        anyReceiver: true,
      },
      {
        // https://feathersjs.com/api/events#service-events
        members: ['Service.prototype.on', 'Service.prototype.once'],
        handlers: [{ at: 1 }],
        only: { at: 0, in: ['created', 'updated', 'patched', 'removed'] },
        kind: 'event',
        noun: 'service',
        route: { at: 0 },
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
    // https://feathersjs.com/api/schema/resolvers
    name: 'Feathers',
    module: '@feathersjs/schema',
    kind: 'resolver',
    registrations: [
      { members: ['resolve'], handlers: [{ at: 0, keys: ['*'] }], noun: 'field' },
      { members: ['virtual'], handlers: [{ at: 0 }], noun: 'field' },
    ],
  },
  {
    // https://feathersjs.com/api/authentication/strategy
    name: 'Feathers',
    module: '@feathersjs/authentication',
    aliases: ['@feathersjs/authentication-local', '@feathersjs/authentication-oauth'],
    kind: 'request',
    classes: ['AuthenticationBaseStrategy', 'JWTStrategy', 'LocalStrategy', 'OAuthStrategy'].map((type) => ({
      type,
      methodNames: ['authenticate', 'parse', 'getEntityData', 'getEntityQuery', 'getProfile', 'comparePassword'],
    })),
  },
  {
    // https://docs.redwoodjs.com/docs/services and directives
    name: 'Redwood',
    module: '@redwoodjs/graphql-server',
    aliases: ['@cedarjs/graphql-server'],
    kind: 'resolver',
    registrations: [
      {
        members: ['createGraphQLHandler'],
        handlers: [{ at: 0, keys: ['context', 'getCurrentUser', 'onException'] }],
        noun: 'graphql',
      },
      {
        members: ['createValidatorDirective', 'createTransformerDirective'],
        handlers: [{ at: 1 }],
        noun: 'directive',
      },
    ],
    conventions: [
      inRedwood(SERVICE, '*'),
      // Fields of a type: `export const Post = { author: (_, { root }) => ... }`.
      { ...inRedwood(SERVICE, '*'), keys: ['*'] },
      inRedwood('lib/auth', ['getCurrentUser']),
    ],
  },
  {
    // https://markojs.com/docs/marko-run/file-based-routing
    name: 'Marko',
    module: '@marko/run',
    kind: 'request',
    conventions: [
      {
        path: '(?:^|/)routes/(?<route>.*?)/?\\+(?:[\\w$]+\\.)?handler\\.[cm]?[jt]s$',
        exports: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'ALL'],
        dependency: '@marko/run',
      },
      {
        path: '(?:^|/)routes/(?<route>.*?)/?\\+(?:[\\w$]+\\.)?middleware\\.[cm]?[jt]s$',
        exports: ['default'],
        dependency: '@marko/run',
      },
    ],
  },
  {
    // https://cap.cloud.sap/docs/node.js/core-services#srv-on-request
    name: 'CAP',
    module: '@sap/cds',
    kind: 'request',
    plugins: [{ members: ['service.impl', 'default.service.impl'], at: 0, parameters: ['ApplicationService'] }],
    pluginShape: { functionTypes: [], parameter: '^srv$', instance: 'ApplicationService' },
    registrations: [
      {
        members: ['ApplicationService', 'Service'].flatMap((type) =>
          ['before', 'on', 'after'].map((name) => `${type}.prototype.${name}`),
        ),
        handlers: [{ at: 'any' }],
        noun: 'service',
        method: 'member',
        route: { at: 0 },
        anyReceiver: true,
      },
    ],
  },
  {
    // https://www.actionherojs.com/tutorials/actions and tasks
    name: 'ActionHero',
    module: 'actionhero',
    kind: 'request',
    classes: [
      { type: 'Action', methodNames: ['run'] },
      { type: 'Task', methodNames: ['run'], kind: 'job' },
    ],
  },
];
