import type { HandlerFramework } from './types.ts';

const QUERY_LOG = ['logQuery', 'logQueryError', 'logQuerySlow', 'log'];

/** What is called for each line of a log or each query, of which every request makes some. */
export const logging: readonly HandlerFramework[] = [
  {
    // https://docs.sentry.io/platforms/javascript/guides/node/configuration/options/#hooks
    name: 'Sentry',
    module: '@sentry/node',
    aliases: [
      'bun',
      'nestjs',
      'nextjs',
      'remix',
      'sveltekit',
      'nuxt',
      'astro',
      'aws-serverless',
      'google-cloud-serverless',
    ].map((name) => `@sentry/${name}`),
    kind: 'event',
    inServers: true,
    registrations: [
      {
        members: ['init'],
        handlers: [
          {
            at: 0,
            keys: [
              ...['beforeSend', 'beforeSendTransaction', 'beforeSendSpan', 'beforeSendLog', 'beforeBreadcrumb'],
              ...['tracesSampler', 'profilesSampler'],
            ],
          },
        ],
        noun: 'report',
      },
      { members: ['addEventProcessor'], handlers: [{ at: 0 }], noun: 'report' },
    ],
  },
  {
    // https://github.com/winstonjs/winston#adding-custom-transports
    name: 'winston',
    module: 'winston-transport',
    kind: 'event',
    classes: ['default', 'TransportStream'].map((type) => ({ type, methodNames: ['log', 'logv'] })),
  },
  {
    // https://github.com/winstonjs/winston#creating-custom-formats
    name: 'winston',
    module: 'winston',
    kind: 'event',
    registrations: [{ members: ['format', 'format.printf'], handlers: [{ at: 0 }], noun: 'log format' }],
    classes: [{ type: 'Transport', methodNames: ['log', 'logv'] }],
  },
  {
    // https://sequelize.org/docs/v6/getting-started/#logging
    name: 'Sequelize',
    module: 'sequelize',
    kind: 'event',
    registrations: [
      {
        members: ['new Sequelize', 'new default'],
        handlers: [{ at: 'last', keys: ['logging', 'hooks.*'] }],
        noun: 'query',
      },
    ],
  },
  {
    // https://typeorm.io/docs/advanced-topics/logging#using-custom-logger
    name: 'TypeORM',
    module: 'typeorm',
    kind: 'event',
    classes: ['Logger', 'AbstractLogger'].map((type) => ({ type, methodNames: [...QUERY_LOG, 'writeLog'] })),
  },
  {
    // https://knexjs.org/guide/interfaces.html#query and /guide/#postprocessresponse
    name: 'knex',
    module: 'knex',
    kind: 'event',
    returns: { default: 'Knex', knex: 'Knex', 'Knex.prototype.on': 'Knex' },
    registrations: [
      {
        members: ['default', 'knex'],
        handlers: [
          {
            at: 0,
            keys: ['postProcessResponse', 'wrapIdentifier', ...['debug', 'warn', 'error'].map((name) => `log.${name}`)],
          },
        ],
        noun: 'query',
      },
      {
        members: ['Knex.prototype.on'],
        handlers: [{ at: 1 }],
        only: { at: 0, in: ['query', 'query-error', 'query-response', 'start'] },
        noun: 'query',
        route: { at: 0 },
      },
    ],
  },
  {
    // https://www.prisma.io/docs/orm/prisma-client/observability-and-logging/logging#event-based-logging
    name: 'Prisma',
    module: '@prisma/client',
    kind: 'event',
    registrations: [
      {
        members: ['PrismaClient.prototype.$on'],
        handlers: [{ at: 1 }],
        only: { at: 0, in: ['query', 'info', 'warn', 'error'] },
        noun: 'query',
        route: { at: 0 },
        anyReceiver: true,
      },
    ],
  },
];
