import type { HandlerFramework } from './types.ts';

const dependency = 'astro';

/** Astro 3 to 6, rendered on demand. https://docs.astro.build/en/guides/endpoints/ */
export const astro: readonly HandlerFramework[] = [
  {
    name: 'Astro',
    module: 'astro',
    kind: 'request',
    conventions: [
      {
        path: '(?:^|/)src/pages/(?<route>.+)\\.[cm]?[jt]s$',
        exports: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'ALL'],
        dependency,
        unlessExports: ['getStaticPaths'],
      },
      { path: '(?:^|/)src/middleware(?:/index)?\\.[cm]?[jt]s$', exports: ['onRequest'], dependency },
    ],
    parameterTypes: ['APIContext'],
    handlerTypes: ['MiddlewareHandler'],
  },
  {
    name: 'Astro',
    module: 'astro:actions',
    kind: 'request',
    registrations: [
      { members: ['defineAction'], handlers: [{ at: 0, keys: ['handler'] }], noun: 'action', route: 'key' },
    ],
  },
  {
    name: 'Astro',
    module: 'astro:middleware',
    kind: 'request',
    registrations: [{ members: ['defineMiddleware', 'sequence'], handlers: [{ at: 'any' }], noun: 'middleware' }],
  },
];
