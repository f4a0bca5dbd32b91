import { LIFE_CYCLE } from './node-events.ts';
import type { HandlerFramework, Registration } from './types.ts';

const library = (
  module: string,
  registrations: readonly Registration[],
  returns: Readonly<Record<string, string>> = {},
  ...aliases: string[]
): HandlerFramework => ({ name: module, module, aliases, kind: 'job', returns, registrations });

const job = (...members: string[]): Registration => ({
  members,
  handlers: [{ at: 'any' }],
  noun: 'job',
  route: { at: 0 },
});
const jobOfAny = (...members: string[]): Registration => ({ ...job(...members), anyReceiver: true });
const listeners = (...types: string[]): Registration => ({
  members: types.flatMap((type) => ['on', 'once'].map((name) => `${type}.prototype.${name}`)),
  handlers: [{ at: 1 }],
  only: { at: 0, notIn: LIFE_CYCLE },
  noun: 'job',
  route: { at: 0 },
});

/**
 * Job queues and schedules. Bree and the sandboxed processors of Bull and BullMQ, which are named by their path, run on
 * other threads or processes and are none.
 */
export const jobs: readonly HandlerFramework[] = [
  library('bullmq', [
    { members: ['new Worker'], handlers: [{ at: 1 }], noun: 'job', route: { at: 0 }, parameters: ['Job'] },
    listeners('Worker', 'QueueEvents'),
  ]),
  library('bull', [jobOfAny('Queue.prototype.process'), listeners('Queue')], {
    default: 'Queue',
    'new default': 'Queue',
  }),
  library('bee-queue', [jobOfAny('Queue.prototype.process'), listeners('Queue')], { 'new default': 'Queue' }),
  library('kue', [jobOfAny('Queue.prototype.process')], { createQueue: 'Queue' }),
  library('agenda', [jobOfAny('Agenda.prototype.define')], { 'new default': 'Agenda' }, '@hokify/agenda'),
  library('pg-boss', [job('PgBoss.prototype.work', 'PgBoss.prototype.subscribe')], { 'new default': 'PgBoss' }),
  library('node-cron', [job('schedule', 'createTask')]),
  library('cron', [
    job('new CronJob', 'job'),
    {
      members: ['CronJob.from'],
      handlers: [{ at: 0, keys: ['onTick'] }],
      noun: 'job',
      route: { at: 0, key: 'cronTime' },
    },
  ]),
  library('croner', [job('new Cron', 'Cron', 'new default')]),
  library('node-schedule', [job('scheduleJob', 'new Job')]),
  library('toad-scheduler', [job('new Task', 'new AsyncTask')]),
  library('graphile-worker', [
    { members: ['run', 'runOnce'], handlers: [{ at: 0, keys: ['taskList.*'] }], noun: 'job' },
  ]),
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
  ]),
  library(
    '@trigger.dev/sdk',
    [
      {
        members: ['task', 'schedules.task'],
        handlers: [{ at: 0, keys: ['run'] }],
        noun: 'job',
        route: { at: 0, key: 'id' },
      },
    ],
    {},
    '@trigger.dev/sdk/v3',
  ),
];
