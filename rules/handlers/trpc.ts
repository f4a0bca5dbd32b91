import type { HandlerFramework } from './types.ts';

const BUILDERS = ['TRPC.prototype.procedure', 'Procedure.prototype'];
const STEPS = ['input', 'output', 'use', 'meta', 'concat', 'unstable_concat'];
const ENDS = ['query', 'mutation', 'subscription'];
const parameters = ['Options'];
const members = (...names: string[]) => BUILDERS.flatMap((builder) => names.map((name) => `${builder}.${name}`));

/** tRPC 10 and 11. https://trpc.io/docs/server/procedures */
export const trpc: readonly HandlerFramework[] = [
  {
    name: 'tRPC',
    module: '@trpc/server',
    kind: 'request',
    returns: {
      'initTRPC.create': 'TRPC',
      ...Object.fromEntries(
        ['context', 'meta'].flatMap((name) => [
          [`initTRPC.${name}`, 'TRPCBuilder'],
          [`TRPCBuilder.prototype.${name}`, 'TRPCBuilder'],
        ]),
      ),
      'TRPCBuilder.prototype.create': 'TRPC',
      ...Object.fromEntries(members(...STEPS).map((member) => [member, 'Procedure'])),
    },
    properties: { 'Options.prototype.ctx': 'Context' },
    contexts: [{ members: ['Options.prototype.next'], from: [{ at: 0, keys: ['ctx'] }], type: 'Context' }],
    registrations: [
      { members: members(...ENDS), handlers: [{ at: 0 }], noun: 'tRPC', route: 'key', anyReceiver: true, parameters },
      {
        // https://trpc.io/docs/server/error-formatting
        members: ['initTRPC.create', 'TRPCBuilder.prototype.create'],
        handlers: [{ at: 0, keys: ['errorFormatter'] }],
        noun: 'tRPC',
      },
      // A validator may be a function: https://trpc.io/docs/server/validators
      { members: members('input', 'output'), handlers: [{ at: 0 }], noun: 'tRPC validator' },
      {
        members: [...members('use'), 'TRPC.prototype.middleware'],
        handlers: [{ at: 0 }],
        noun: 'tRPC middleware',
        parameters,
      },
    ],
  },
  ...[
    ...['standalone', 'express', 'fastify', 'fetch', 'next', 'next-app-dir', 'node-http', 'ws', 'aws-lambda'].map(
      (adapter) => `@trpc/server/adapters/${adapter}`,
    ),
    '@hono/trpc-server',
  ].map((module): HandlerFramework => ({
    name: 'tRPC',
    module,
    kind: 'request',
    // https://trpc.io/docs/server/context
    contexts: [{ members: ['*'], from: [{ at: 0, keys: ['createContext'] }], module: '@trpc/server', type: 'Context' }],
    registrations: [
      { members: ['*'], handlers: [{ at: 0, keys: ['createContext', 'onError', 'responseMeta'] }], noun: 'tRPC' },
    ],
  })),
];
