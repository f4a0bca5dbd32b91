import type { HandlerFramework } from './types.ts';

const WORKER_KEYS = ['fetch', 'scheduled', 'queue', 'email', 'tail', 'trace'];

const BUN = ['fetch', 'routes.*', 'error', ...['open', 'message', 'drain', 'close'].map((name) => `websocket.${name}`)];

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
      // Each method can be called from other workers. https://developers.cloudflare.com/workers/runtime-apis/rpc/
      { type: 'WorkerEntrypoint', methodNames: '*' },
      { type: 'DurableObject', methodNames: '*' },
      { type: 'RpcTarget', methodNames: '*' },
      { type: 'WorkflowEntrypoint', methodNames: ['run'] },
    ],
  },
  {
    // https://bun.com/docs/api/http
    name: 'Bun',
    module: 'bun',
    kind: 'request',
    registrations: [{ members: ['serve'], handlers: [{ at: 0, keys: BUN }], noun: 'fetch' }],
  },
  {
    name: 'fetch server',
    module: 'global',
    kind: 'request',
    registrations: [
      { members: ['Bun.serve'], handlers: [{ at: 0, keys: BUN }], noun: 'fetch' },
      { members: ['Deno.serve'], handlers: [{ at: 'any' }], noun: 'fetch' },
    ],
  },
];
