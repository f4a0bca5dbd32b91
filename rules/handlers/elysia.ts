import type { HandlerFramework } from './types.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'all', 'connect'];
const HOOKS = [
  ...['onRequest', 'onParse', 'onTransform', 'onBeforeHandle', 'onAfterHandle', 'onAfterResponse', 'onError'],
  ...['derive', 'resolve', 'mapResponse'],
];
/** The same in an object of hooks. */
const LOCAL = ['beforeHandle', 'afterHandle', 'transform', 'resolve', 'derive', 'error', 'mapResponse', 'parse'];
const CHAIN = [
  ...[
    'use',
    'route',
    'ws',
    'group',
    'guard',
    'decorate',
    'state',
    'model',
    'macro',
    'onStart',
    'onStop',
    'as',
    'prefix',
  ],
  ...['error', 'mount', 'trace', 'mapDerive', 'mapResolve', 'parser', 'headers', 'listen'],
];
const members = (...names: string[]) => names.map((name) => `Elysia.prototype.${name}`);

/** https://elysiajs.com/essential/handler and life-cycle */
export const elysia: HandlerFramework = {
  name: 'Elysia',
  module: 'elysia',
  kind: 'request',
  returns: {
    'new default': 'Elysia',
    ...Object.fromEntries(members(...METHODS, ...HOOKS, ...CHAIN).map((member) => [member, 'Elysia'])),
  },
  registrations: [
    {
      members: members(...METHODS, 'route'),
      handlers: [{ at: 1 }, { at: 2, keys: LOCAL }],
      method: 'member',
      route: { at: 0 },
      parameters: ['Context'],
    },
    { members: members(...HOOKS), handlers: [{ at: 'any' }], noun: 'hook', parameters: ['Context'] },
    { members: members('guard'), handlers: [{ at: 'any', keys: LOCAL }], noun: 'hook' },
    { members: members('group'), handlers: [{ at: 1, keys: LOCAL }], noun: 'hook' },
    {
      // https://elysiajs.com/patterns/macro
      members: members('macro'),
      handlers: [{ at: 'any', keys: LOCAL.flatMap((name) => [`*.${name}`, name]) }],
      noun: 'macro',
    },
    {
      members: members('ws'),
      handlers: [{ at: 1, keys: ['open', 'message', 'close', 'beforeHandle', 'upgrade'] }],
      noun: 'ws',
      route: { at: 0 },
    },
  ],
  // https://elysiajs.com/patterns/extends-context
  properties: { 'Context.prototype.store': 'Store' },
  contexts: [
    { members: members('decorate'), name: 0, from: [{ at: 1 }], type: 'Context' },
    { members: members('decorate', 'derive', 'resolve'), from: [{ at: 0 }, { at: 1 }], type: 'Context' },
    { members: members('state'), name: 0, from: [{ at: 1 }], type: 'Store' },
    { members: members('state'), from: [{ at: 0 }], type: 'Store' },
  ],
  // `app.group('/v1', (app) => app.get(...))`
  plugins: [
    { members: members('use'), at: 0, parameters: ['Elysia'] },
    { members: members('group', 'guard'), at: 'last', parameters: ['Elysia'] },
  ],
};
