import type { HandlerFramework } from './types.ts';

const STREAMS = ['raw', 'streamIn', 'streamOut', 'streamInOut', 'static'];

/** https://encore.dev/docs/ts/primitives/defining-apis, raw-endpoints, streaming-apis, pubsub and auth */
export const encore: readonly HandlerFramework[] = [
  {
    name: 'Encore',
    module: 'encore.dev/api',
    kind: 'request',
    registrations: [
      {
        members: ['api', ...STREAMS.map((name) => `api.${name}`)],
        handlers: [{ at: 1 }],
        method: { at: 0, key: 'method' },
        route: { at: 0, key: 'path' },
        noun: 'api',
      },
      { members: ['middleware'], handlers: [{ at: 'last' }], noun: 'middleware' },
    ],
  },
  {
    name: 'Encore',
    module: 'encore.dev/auth',
    kind: 'request',
    registrations: [{ members: ['authHandler'], handlers: [{ at: 0 }], noun: 'auth' }],
  },
  {
    name: 'Encore',
    module: 'encore.dev/pubsub',
    kind: 'message',
    registrations: [
      { members: ['new Subscription'], handlers: [{ at: 2, keys: ['handler'] }], noun: 'message', route: { at: 1 } },
    ],
  },
];
