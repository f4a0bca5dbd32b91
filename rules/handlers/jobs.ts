import { listeners, listening } from './listeners.ts';
import type { HandlerFramework, Registration } from './types.ts';

const library = (
  module: string,
  registrations: readonly Registration[],
  returns: Readonly<Record<string, string>> = {},
  ...aliases: string[]
): HandlerFramework => ({ name: module, module, aliases, kind: 'job', returns, registrations });

/** What a command line may run its commands by as well. */
const schedule = (...of: Parameters<typeof library>): HandlerFramework => ({ ...library(...of), inCommands: true });

const job = (...members: string[]): Registration => ({
  members,
  handlers: [{ at: 'any' }],
  noun: 'job',
  route: { at: 0 },
});
const jobOfAny = (...members: string[]): Registration => ({ ...job(...members), anyReceiver: true });
/**
 * Job queues and schedules. Bree and the sandboxed processors of Bull and BullMQ, which are named by their path, run on
 * other threads or processes and are none.
 */
export const jobs: readonly HandlerFramework[] = [
  library('bullmq', [
    { members: ['new Worker'], handlers: [{ at: 1 }], noun: 'job', route: { at: 0 }, parameters: ['Job'] },
    listeners('job', listening('Worker', 'QueueEvents')),
  ]),
  library('bull', [jobOfAny('Queue.prototype.process'), listeners('job', listening('Queue'))], {
    default: 'Queue',
    'new default': 'Queue',
  }),
  library('bee-queue', [jobOfAny('Queue.prototype.process'), listeners('job', listening('Queue'))], {
    'new default': 'Queue',
  }),
  library('kue', [jobOfAny('Queue.prototype.process')], { createQueue: 'Queue' }),
  {
    ...library(
      'agenda',
      [jobOfAny('Agenda.prototype.define'), listeners('job', listening('Agenda'))],
      { 'new default': 'Agenda' },
      '@hokify/agenda',
    ),
    // https://github.com/agenda/agenda#decorators
    decorated: [{ methods: ['Define', 'Every'], noun: 'job' }],
  },
  library('pg-boss', [job('PgBoss.prototype.work', 'PgBoss.prototype.subscribe')], { 'new default': 'PgBoss' }),
  schedule('node-cron', [job('schedule', 'createTask')]),
  schedule('cron', [
    job('new CronJob', 'job'),
    {
      members: ['CronJob.from', 'new CronJob'],
      handlers: [{ at: 0, keys: ['onTick'] }],
      noun: 'job',
      route: { at: 0, key: 'cronTime' },
    },
  ]),
  schedule('croner', [job('new Cron', 'Cron', 'new default')]),
  schedule('node-schedule', [job('scheduleJob', 'new Job')]),
  schedule('toad-scheduler', [job('new Task', 'new AsyncTask')]),
  {
    ...library('graphile-worker', [
      { members: ['run', 'runOnce'], handlers: [{ at: 0, keys: ['taskList.*'] }], noun: 'job' },
    ]),
    // https://worker.graphile.org/docs/tasks: files of the folder `tasks`, which the command line loads.
    conventions: [
      {
        path: '(?:^|/)tasks/(?<route>.+)\\.[cm]?[jt]s$',
        exports: ['default'],
        parameter: '^_?((\\w*[pP])?ayload|data)$',
        dependency: 'graphile-worker',
      },
    ],
    handlerTypes: ['Task'],
  },
  library('@temporalio/worker', [
    { members: ['Worker.create'], handlers: [{ at: 0, keys: ['activities.*'] }], noun: 'activity' },
  ]),
  library('inngest', [
    {
      members: ['Inngest.prototype.createFunction'],
      handlers: [{ at: 'last' }],
      noun: 'job',
      route: { at: 0, key: 'id' },
      anyReceiver: true,
    },
    {
      members: ['Inngest.prototype.createFunction'],
      handlers: [{ at: 0, keys: ['onFailure'] }],
      noun: 'failed job',
      route: { at: 0, key: 'id' },
      anyReceiver: true,
    },
    // https://www.inngest.com/docs/features/middleware/create
    { members: ['new InngestMiddleware'], handlers: [{ at: 0, keys: ['init.*', 'init.*.*'] }], noun: 'job middleware' },
  ]),
  library(
    '@trigger.dev/sdk',
    [
      {
        members: ['task', 'schemaTask', 'schedules.task'],
        handlers: [{ at: 0, keys: ['run', 'onStart', 'onSuccess', 'onFailure', 'onComplete', 'catchError'] }],
        noun: 'job',
        route: { at: 0, key: 'id' },
      },
    ],
    {},
    '@trigger.dev/sdk/v3',
  ),
  // https://docs.restate.dev/develop/ts/services
  library('@restatedev/restate-sdk', [
    {
      members: ['service', 'object', 'workflow'],
      handlers: [{ at: 0, keys: ['handlers.*'] }],
      noun: 'service',
      route: { at: 0, key: 'name' },
    },
  ]),
  // https://docs.hatchet.run/home/your-first-task
  library(
    '@hatchet-dev/typescript-sdk',
    [
      {
        members: ['Hatchet.prototype', 'Workflow.prototype'].flatMap((type) =>
          ['task', 'durableTask'].map((name) => `${type}.${name}`),
        ),
        handlers: [{ at: 0, keys: ['fn'] }],
        noun: 'job',
        route: { at: 0, key: 'name' },
        anyReceiver: true,
      },
    ],
    { 'Hatchet.init': 'Hatchet', 'HatchetClient.init': 'Hatchet', 'Hatchet.prototype.workflow': 'Workflow' },
    '@hatchet-dev/typescript-sdk/v1',
  ),
  // https://docs.quirrel.dev/api/queue
  library(
    'quirrel/next',
    [
      { members: ['Queue'], handlers: [{ at: 1 }], noun: 'job', route: { at: 0 } },
      { members: ['CronJob'], handlers: [{ at: 2 }], noun: 'job', route: { at: 0 } },
    ],
    {},
    ...['next-app', 'next-pages', 'express', 'fastify', 'nuxt', 'connect', 'redwood', 'sveltekit'].map(
      (name) => `quirrel/${name}`,
    ),
  ),
  {
    // https://docs.n8n.io/integrations/creating-nodes/build/reference/node-base-files: all nodes share the loop.
    ...library('n8n-workflow', []),
    classes: [
      {
        type: 'INodeType',
        methodNames: ['execute', 'trigger', 'poll', 'webhook', 'supplyData', 'onMessage'],
      },
    ],
    parameterTypes: ['Execute', 'ExecuteSingle', 'LoadOptions', 'Hook', 'Poll', 'Trigger', 'Webhook'].map(
      (name) => `I${name}Functions`,
    ),
  },
  // Queues within the process: https://github.com/mcollina/fastq, https://caolan.github.io/async/v3/docs.html#queue
  schedule('fastq', [{ members: ['default', 'promise'], handlers: [{ at: 'any' }], noun: 'job' }]),
  schedule('async', [
    { members: ['queue', 'priorityQueue', 'cargo', 'cargoQueue'], handlers: [{ at: 0 }], noun: 'job' },
  ]),
  // https://github.com/camunda/camunda-external-task-client-js/blob/main/docs/Client.md
  library('camunda-external-task-client-js', [
    { members: ['Client.prototype.subscribe'], handlers: [{ at: 'last' }], noun: 'job', route: { at: 0 } },
  ]),
  // https://github.com/camunda-community-hub/zeebe-client-node-js#create-a-task-worker
  library(
    'zeebe-node',
    [
      {
        members: ['ZBClient.prototype.createWorker'],
        handlers: [{ at: 'any' }, { at: 0, keys: ['taskHandler'] }],
        noun: 'job',
        route: { at: 0, key: 'taskType' },
        anyReceiver: true,
      },
    ],
    {},
    '@camunda8/sdk',
  ),
];
