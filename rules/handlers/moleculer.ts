import type { HandlerFramework } from './types.ts';

const SCHEMA = [
  ...['actions.*', 'events.*', 'channels.*', ...['before', 'after', 'error'].map((name) => `hooks.${name}.*`)],
  ...['use', 'aliases.*', 'onBeforeCall', 'onAfterCall', 'onError'].map((name) => `settings.routes.${name}`),
  ...['settings.onError', 'settings.use', 'methods.authenticate', 'methods.authorize'],
];
/** https://moleculer.services/docs/actions, events and moleculer-web */
export const moleculer: HandlerFramework = {
  name: 'Moleculer',
  module: 'moleculer',
  kind: 'message',
  registrations: [
    {
      members: ['ServiceBroker.prototype.createService'],
      handlers: [{ at: 0, keys: SCHEMA }],
      noun: 'action',
      anyReceiver: true,
    },
    { members: ['Service.prototype.parseServiceSchema'], handlers: [{ at: 0, keys: SCHEMA }], noun: 'action' },
    // https://moleculer.services/docs/middlewares
    {
      members: ['new ServiceBroker'],
      handlers: [
        { at: 0, keys: ['localAction', 'remoteAction', 'localEvent'].map((name) => `middlewares.${name}.()`) },
      ],
      noun: 'middleware',
    },
    { members: ['new Service'], handlers: [{ at: 1, keys: SCHEMA }], noun: 'action' },
  ],
  conventions: [{ exports: ['default'], keys: SCHEMA, dependency: 'moleculer' }],
};
