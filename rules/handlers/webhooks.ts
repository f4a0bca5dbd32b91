import { LIFE_CYCLE } from './listeners.ts';
import type { HandlerFramework } from './types.ts';

const on = (type: string) => ['on', 'onAny', 'onError'].map((name) => `${type}.${name}`);

/** Receivers of webhooks. */
export const webhooks: readonly HandlerFramework[] = [
  {
    name: 'Probot',
    module: 'probot',
    kind: 'event',
    registrations: [
      {
        members: on('Probot.prototype'),
        handlers: [{ at: 'last' }],
        only: { at: 0, notIn: LIFE_CYCLE },
        noun: 'webhook',
        route: { at: 0 },
        parameters: ['Context'],
        anyReceiver: true,
      },
    ],
    parameterTypes: ['Context'],
  },
  {
    name: 'GitHub webhooks',
    module: '@octokit/webhooks',
    aliases: ['octokit', '@octokit/app'],
    kind: 'event',
    registrations: [
      {
        members: [...on('Webhooks.prototype'), ...on('App.prototype.webhooks')],
        handlers: [{ at: 'last' }],
        noun: 'webhook',
        route: { at: 0 },
      },
    ],
  },
];
