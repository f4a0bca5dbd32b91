import type { HandlerFramework } from './types.ts';

const CLOUD = [
  ...['define', 'job', 'beforeSave', 'afterSave', 'beforeDelete', 'afterDelete', 'beforeFind', 'afterFind'],
  ...['beforeLogin', 'afterLogin', 'afterLogout', 'beforePasswordResetRequest', 'beforeConnect', 'beforeSubscribe'],
  ...['afterLiveQueryEvent'],
];
const parse = (module: string, prefix: string): HandlerFramework => ({
  name: 'Parse',
  module,
  aliases: module === 'global' ? [] : ['parse'],
  kind: 'request',
  registrations: [
    {
      members: CLOUD.map((name) => `${prefix}Cloud.${name}`),
      handlers: [{ at: 'any' }],
      noun: 'cloud',
      route: { at: 0 },
    },
  ],
});

const ACCOUNTS = ['onCreateUser', 'validateNewUser', 'validateLoginAttempt', 'onLogin', 'registerLoginHandler'];

const ITEM_HOOKS = ['resolveInput', 'validateInput', 'validate', 'validateDelete', 'beforeOperation', 'afterOperation'];
const KEYSTONE = [
  ...ITEM_HOOKS.flatMap((name) => [`hooks.${name}`, `hooks.${name}.*`]),
  ...['access', 'access.*', 'isFilterable', 'isOrderable', 'resolve'],
  ...['put', 'delete', 'url'].map((name) => `storage.${name}`),
];

const PAYLOAD_CONFIG = [
  ...['access.*', 'hooks.*', 'auth.*', 'auth.strategies.authenticate', 'upload.handlers', 'admin.livePreview.url'],
  // Fields stand in groups and tabs as well.
  ...['fields', 'fields.fields', 'fields.tabs.fields'].flatMap((fields) =>
    ['hooks.*', 'access.*', 'validate', 'filterOptions'].map((key) => `${fields}.${key}`),
  ),
];
const PAYLOAD_HOOKS = [
  ...['BeforeOperation', 'BeforeValidate', 'BeforeChange', 'AfterChange', 'BeforeRead', 'AfterRead', 'BeforeDelete'],
  ...['AfterDelete', 'AfterOperation', 'AfterError', 'BeforeLogin', 'AfterLogin', 'AfterLogout', 'AfterMe'],
  ...['AfterForgotPassword', 'AfterRefresh', 'Refresh', 'Me'],
];

/** Content systems and back-end kits that are configured with functions. */
export const contentSystems: readonly HandlerFramework[] = [
  {
    // https://payloadcms.com/docs/hooks/overview
    name: 'Payload',
    module: 'payload',
    aliases: ['payload/types'],
    kind: 'request',
    registrations: [
      {
        members: ['buildConfig'],
        handlers: [
          {
            at: 0,
            keys: [
              ...['endpoints.handler', 'hooks.afterError', 'jobs.tasks.handler'],
              ...['collections', 'globals'].flatMap((list) =>
                [...PAYLOAD_CONFIG, 'endpoints.handler'].map((key) => `${list}.${key}`),
              ),
            ],
          },
        ],
        noun: 'payload',
      },
    ],
    // Collections may be added by plugins, and stand in files of their own.
    conventions: [{ exports: '*', keys: [...PAYLOAD_CONFIG, 'endpoints.handler'], dependency: 'payload' }],
    handlerTypes: [
      ...PAYLOAD_HOOKS.flatMap((name) => [`Collection${name}Hook`, `Global${name}Hook`]),
      ...['FieldHook', 'Access', 'FieldAccess', 'PayloadHandler', 'Validate', 'TaskHandler'],
    ],
  },
  {
    // https://keystonejs.com/docs/config/hooks
    name: 'Keystone',
    module: '@keystone-6/core',
    kind: 'request',
    registrations: [
      { members: ['list', 'action'], handlers: [{ at: 0, keys: KEYSTONE }], noun: 'keystone' },
      {
        members: ['config'],
        handlers: [{ at: 0, keys: ['ui.isAccessAllowed', 'ui.pageMiddleware'] }],
        noun: 'keystone',
      },
      {
        members: ['graphql.field', 'g.field'],
        handlers: [{ at: 0, keys: ['resolve'] }],
        kind: 'resolver',
        noun: 'keystone field',
      },
    ],
  },
  {
    name: 'Keystone',
    module: '@keystone-6/core/fields',
    kind: 'request',
    registrations: [{ members: ['*'], handlers: [{ at: 0, keys: KEYSTONE }], noun: 'keystone' }],
  },
  {
    // https://docs.directus.io/extensions/hooks.html
    name: 'Directus',
    module: '@directus/extensions-sdk',
    aliases: ['@directus/extensions'],
    kind: 'event',
    plugins: [{ members: ['defineHook'], at: 0, parameters: ['RegisterFunctions'] }],
    registrations: [
      {
        members: ['filter', 'action', 'schedule'].map((name) => `RegisterFunctions.prototype.${name}`),
        handlers: [{ at: 1 }],
        noun: 'directus',
        route: { at: 0 },
      },
      {
        members: ['defineOperationApi'],
        handlers: [{ at: 0, keys: ['handler'] }],
        noun: 'operation',
        route: { at: 0, key: 'id' },
      },
    ],
  },
  // Cloud code finds `Parse` among its globals. https://docs.parseplatform.org/cloudcode/guide/
  parse('global', 'Parse.'),
  parse('parse/node', ''),
  // https://docs.meteor.com/api/meteor.html: older applications find it among the globals.
  ...['meteor/meteor', 'global'].map((module): HandlerFramework => ({
    name: 'Meteor',
    module,
    kind: 'request',
    registrations: [
      { members: ['Meteor.methods'], handlers: [{ at: 0, keys: ['*'] }], noun: 'method' },
      { members: ['Meteor.publish'], handlers: [{ at: 1 }], noun: 'publish', route: { at: 0 } },
    ],
  })),
  {
    // https://nodered.org/docs/creating-nodes/node-js: each deployment makes the nodes of its flows.
    name: 'Node-RED',
    module: 'node-red',
    aliases: ['@node-red/nodes'],
    kind: 'event',
    registrations: [
      { members: ['nodes.registerType'], handlers: [{ at: 1 }], noun: 'node', route: { at: 0 }, anyReceiver: true },
    ],
  },
  {
    // https://docs.meteor.com/api/collections.html#Mongo-Collection-allow
    name: 'Meteor',
    module: 'meteor/mongo',
    kind: 'request',
    registrations: [
      {
        members: ['allow', 'deny'].map((name) => `Mongo.Collection.prototype.${name}`),
        handlers: [{ at: 0, keys: ['insert', 'update', 'remove'] }],
        noun: 'collection',
      },
    ],
  },
  {
    // https://github.com/jamauro/method
    name: 'Meteor',
    module: 'meteor/jam:method',
    kind: 'request',
    registrations: [
      {
        members: ['createMethod'],
        handlers: [{ at: 0, keys: ['run', 'validate', 'before', 'after'] }],
        noun: 'method',
        route: { at: 0, key: 'name' },
      },
    ],
  },
  {
    // https://docs.meteor.com/api/accounts.html
    name: 'Meteor',
    module: 'meteor/accounts-base',
    kind: 'request',
    registrations: ACCOUNTS.map((name) => ({
      members: [`Accounts.${name}`],
      handlers: [{ at: 'any' }],
      noun: `accounts ${name}`,
    })),
  },
  {
    name: 'Meteor',
    module: 'meteor/mdg:validated-method',
    kind: 'request',
    registrations: [
      {
        members: ['new ValidatedMethod'],
        handlers: [{ at: 0, keys: ['run', 'validate'] }],
        noun: 'method',
        route: { at: 0, key: 'name' },
      },
    ],
  },
];
