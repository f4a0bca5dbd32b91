import type { HandlerFramework } from './types.ts';

const WORKER_KEYS = ['fetch', 'scheduled', 'queue', 'email', 'tail', 'trace'];

/** Servers that are an object with `fetch`: Cloudflare Workers, Bun, Deno. */
export const fetchServers: readonly HandlerFramework[] = [
  {
    name: 'Cloudflare',
    module: '@cloudflare/workers-types',
    kind: 'request',
    conventions: [
      { exports: ['default'], keys: ['fetch'], parameter: '^_?(req|request)$' },
      {
        exports: ['default'],
        keys: WORKER_KEYS,
        dependency: ['wrangler', '@cloudflare/workers-types', 'miniflare', '@cloudflare/vitest-pool-workers'],
      },
      {
        path: '(?:^|/)functions/(?<route>.+)\\.[cm]?[jt]s$',
        exports: ['onRequest', 'onRequestGet', 'onRequestPost', 'onRequestPut', 'onRequestDelete'],
        dependency: ['wrangler', '@cloudflare/workers-types'],
      },
    ],
    handlerTypes: ['ExportedHandler', 'ExportedHandlerFetchHandler', 'PagesFunction'],
  },
  {
    name: 'Cloudflare',
    module: 'cloudflare:workers',
    kind: 'request',
    classes: [
      { type: 'WorkerEntrypoint', methodNames: WORKER_KEYS },
      { type: 'DurableObject', methodNames: ['fetch', 'alarm', 'webSocketMessage', 'webSocketClose'] },
      { type: 'WorkflowEntrypoint', methodNames: ['run'] },
    ],
  },
  {
    name: 'fetch server',
    module: 'global',
    kind: 'request',
    registrations: [
      {
        members: ['Bun.serve'],
        handlers: [{ at: 0, keys: ['fetch', 'routes.*', 'websocket.message', 'websocket.open', 'error'] }],
        noun: 'fetch',
      },
      { members: ['Deno.serve'], handlers: [{ at: 'any' }], noun: 'fetch' },
    ],
  },
];
