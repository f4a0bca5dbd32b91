import type { HandlerFramework } from './types.ts';

const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'fallback'];
const HOOKS = ['handle', 'handleError', 'handleFetch', 'handleValidationError'];
const dependency = '@sveltejs/kit';
// A page that says so is rendered by the build. https://svelte.dev/docs/kit/page-options#prerender
const whenAsked = { dependency, unlessExports: ['prerender'] } as const;
const route = (file: string) => `(?:^|/)routes/(?<route>.*?)/?\\+${file}\\.[jt]s$`;

/** SvelteKit 1 and 2. https://svelte.dev/docs/kit/routing */
export const sveltekit: readonly HandlerFramework[] = [
  {
    name: 'SvelteKit',
    module: '@sveltejs/kit',
    kind: 'request',
    conventions: [
      { path: route('server'), exports: VERBS, ...whenAsked },
      { path: route('(?:page|layout)(?:\\.server)?'), exports: ['load'], ...whenAsked },
      { path: route('page\\.server'), exports: ['actions'], keys: ['*'], dependency },
      { path: '(?:^|/)hooks\\.server\\.[jt]s$', exports: HOOKS, dependency },
      { path: '(?:^|/)hooks\\.[jt]s$', exports: ['reroute'], dependency },
    ],
    parameterTypes: ['RequestEvent', 'ServerLoadEvent', 'LoadEvent'],
    handlerTypes: [
      'RequestHandler',
      'Handle',
      'HandleServerError',
      'HandleFetch',
      'ServerLoad',
      'Load',
      'Action',
      'Actions',
    ],
    registrations: [],
  },
  {
    name: 'SvelteKit',
    module: '$app/server',
    kind: 'request',
    registrations: [
      {
        members: ['query', 'query.batch', 'query.live', 'form', 'command'],
        handlers: [{ at: 'any' }],
        noun: 'remote',
        route: 'key',
      },
    ],
  },
];
