import type { HandlerFramework, Registration } from './types.ts';

const hook = (members: readonly string[], keys: readonly string[], more: Partial<Registration> = {}): Registration => ({
  members,
  handlers: [{ at: 0, keys }],
  noun: 'hook',
  ...more,
});
const functions = (members: readonly string[], more: Partial<Registration> = {}): Registration => ({
  members,
  handlers: [{ at: 'any' }],
  noun: 'hook',
  route: { at: 0 },
  ...more,
});

const VALUE = ['validate', 'validate.validator', 'get', 'set'];
const ATTRIBUTE = VALUE.map((name) => `*.${name}`);
const TRANSFORM = ['toJSON.transform', 'toObject.transform'];

/** Hooks of a schema, whose type two packages give. */
const mongoose = (
  module: string,
  returns: Readonly<Record<string, string>>,
  ...more: readonly Registration[]
): HandlerFramework => ({
  name: 'mongoose',
  module,
  kind: 'event',
  models: ['Model', 'Document'],
  returns: {
    ...returns,
    // Also called without `new`.
    Schema: 'Schema',
    'Schema.prototype.virtual': 'VirtualType',
    ...Object.fromEntries(['pre', 'post', 'plugin', 'index'].map((name) => [`Schema.prototype.${name}`, 'Schema'])),
    ...Object.fromEntries(['get', 'set'].map((name) => [`VirtualType.prototype.${name}`, 'VirtualType'])),
  },
  registrations: [
    functions(['Schema.prototype.pre', 'Schema.prototype.post']),
    { members: ['VirtualType.prototype.get', 'VirtualType.prototype.set'], handlers: [{ at: 0 }], noun: 'virtual' },
    hook(['new Schema', 'Schema'], ATTRIBUTE),
    {
      members: ['new Schema', 'Schema'],
      handlers: [{ at: 1, keys: TRANSFORM }],
      noun: 'schema',
    },
    { members: ['model'], handlers: [{ at: 1, keys: ATTRIBUTE }], noun: 'hook' },
    ...more,
  ],
  plugins: [{ members: ['Schema.prototype.plugin'], at: 0, parameters: ['Schema'], options: 1 }],
});

const SEQUELIZE = ['before', 'after'].flatMap((when) =>
  [
    ...['Create', 'Update', 'Destroy', 'Save', 'Upsert', 'Validate', 'Restore'],
    ...['BulkCreate', 'BulkUpdate', 'BulkDestroy', 'Find'],
  ].map((name) => when + name),
);
const TYPEORM = ['Insert', 'Update', 'Remove', 'SoftRemove', 'Recover'].flatMap((name) => [
  `Before${name}`,
  `After${name}`,
]);
const OBJECTION = [
  ...['Insert', 'Update', 'Delete', 'Validate'].flatMap((name) => [`$before${name}`, `$after${name}`]),
  ...['$afterFind', '$parseJson', '$formatJson', '$parseDatabaseJson', '$formatDatabaseJson'],
];
const MIKRO = ['Create', 'Update', 'Delete', 'Upsert'].flatMap((name) => [`before${name}`, `after${name}`]);

const BOOKSHELF_EVENTS = [
  ...['creating', 'created', 'updating', 'updated', 'saving', 'saved', 'destroying', 'destroyed'],
  ...['fetching', 'fetched', 'fetching:collection', 'fetched:collection'],
];
const BOOKSHELF = [
  ...['initialize', 'format', 'parse'],
  // By convention: base models, Ghost's among them, make `onSaving` the listener of `saving`, and `format` call `formatOnWrite`.
  ...BOOKSHELF_EVENTS.map((name) => `on:${name}`.replace(/:./g, (start) => start.slice(1).toUpperCase())),
  'formatOnWrite',
];

/** What object mappers call when a model is read or written, which servers do for requests. */
export const modelHooks: readonly HandlerFramework[] = [
  // https://mongoosejs.com/docs/middleware.html
  mongoose('mongoose', {}),
  mongoose(
    '@nestjs/mongoose',
    { 'SchemaFactory.createForClass': 'Schema' },
    hook(['Prop'], VALUE),
    hook(['Schema'], TRANSFORM, { noun: 'schema' }),
  ),
  {
    // https://typegoose.github.io/typegoose/docs/api/decorators/hooks
    name: 'Typegoose',
    module: '@typegoose/typegoose',
    kind: 'event',
    models: ['defaultClasses.TimeStamps', 'defaultClasses.Base'],
    registrations: [functions(['pre', 'post']), hook(['prop'], VALUE)],
  },
  {
    // https://sequelize.org/docs/v6/other-topics/hooks/
    name: 'Sequelize',
    module: 'sequelize',
    kind: 'event',
    models: ['Model'],
    registrations: [
      {
        members: ['Model.init', 'Sequelize.prototype.define'],
        handlers: [0, 1].map((at) => ({ at, keys: ['*.get', '*.set', '*.validate.*'] })),
        noun: 'attribute',
        anyReceiver: true,
      },
      {
        members: ['Model.init', 'Sequelize.prototype.define'],
        handlers: [1, 2].map((at) => ({ at, keys: ['hooks.*'] })),
        noun: 'hook',
        anyReceiver: true,
      },
      functions(
        [...SEQUELIZE, 'addHook'].map((name) => `Model.${name}`),
        { anyReceiver: true },
      ),
    ],
  },
  {
    name: 'Sequelize',
    module: 'sequelize-typescript',
    kind: 'event',
    models: ['Model'],
    decorated: [{ methods: SEQUELIZE.map((name) => name.replace(/^./, (first) => first.toUpperCase())), noun: 'hook' }],
  },
  {
    // https://typeorm.io/docs/advanced-topics/listeners-and-subscribers
    name: 'TypeORM',
    module: 'typeorm',
    kind: 'event',
    models: ['BaseEntity'],
    registrations: [
      {
        members: ['Column', 'PrimaryColumn'],
        handlers: [{ at: 'any', keys: ['transformer.to', 'transformer.from'] }],
        noun: 'column',
      },
    ],
    decorated: [{ methods: [...TYPEORM, 'AfterLoad'], noun: 'hook' }],
    classes: [
      {
        type: 'EntitySubscriberInterface',
        methodNames: [...TYPEORM.map((name) => name.replace(/^./, (first) => first.toLowerCase())), 'afterLoad'],
      },
      { type: 'ValueTransformer', methodNames: ['to', 'from'] },
    ],
  },
  {
    // https://mikro-orm.io/docs/events
    name: 'MikroORM',
    module: '@mikro-orm/core',
    kind: 'event',
    models: ['BaseEntity'],
    decorated: [
      { methods: [...MIKRO.map((name) => name.replace(/^./, (first) => first.toUpperCase())), 'OnLoad'], noun: 'hook' },
    ],
    classes: [{ type: 'EventSubscriber', methodNames: [...MIKRO, 'onLoad', 'beforeFlush', 'onFlush', 'afterFlush'] }],
  },
  {
    // https://vincit.github.io/objection.js/api/model/instance-methods.html
    name: 'Objection',
    module: 'objection',
    kind: 'event',
    models: ['Model'],
    classes: [{ type: 'Model', methodNames: OBJECTION }],
  },
  {
    // https://bookshelfjs.org/api.html#Model-event-saving
    name: 'Bookshelf',
    module: 'bookshelf',
    kind: 'event',
    // The value of a class that is no export: `bookshelf.Model`, and what its `extend()` gives.
    models: ['ModelClass.prototype'],
    returns: {
      default: 'Bookshelf',
      'Bookshelf.prototype.plugin': 'Bookshelf',
      'Bookshelf.prototype.model': 'ModelClass',
      'ModelClass.prototype.extend': 'ModelClass',
      'new ModelClass.prototype': 'Model',
    },
    properties: { 'Bookshelf.prototype.Model': 'ModelClass' },
    registrations: [
      // Without a noun, for the method's own name says which hook it is.
      { members: ['ModelClass.prototype.extend'], handlers: [{ at: 0, keys: BOOKSHELF }], anyReceiver: true },
      { members: ['Bookshelf.prototype.model'], handlers: [{ at: 1, keys: BOOKSHELF }] },
      {
        members: ['Model.prototype.on'],
        handlers: [{ at: 1 }],
        noun: 'hook',
        route: { at: 0 },
        only: { at: 0, in: BOOKSHELF_EVENTS },
        anyReceiver: true,
      },
    ],
    plugins: [{ members: ['Bookshelf.prototype.plugin'], at: 0, parameters: ['Bookshelf'], options: 1 }],
    classes: [{ type: 'ModelClass.prototype', methodNames: BOOKSHELF }],
  },
  {
    // https://www.prisma.io/docs/orm/prisma-client/client-extensions
    name: 'Prisma',
    module: '@prisma/client',
    kind: 'event',
    registrations: [
      { members: ['PrismaClient.prototype.$use'], handlers: [{ at: 0 }], noun: 'prisma', anyReceiver: true },
      hook(['PrismaClient.prototype.$extends', 'Prisma.defineExtension'], ['query.*', 'result.*'], {
        noun: 'prisma',
        anyReceiver: true,
      }),
    ],
  },
];
