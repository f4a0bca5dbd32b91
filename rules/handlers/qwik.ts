import type { HandlerFramework } from './types.ts';

const VERBS = ['Request', 'Get', 'Post', 'Put', 'Patch', 'Delete', 'Head', 'Options'].map((name) => `on${name}`);
const FUNCTIONS = ['routeLoader', 'routeAction', 'globalAction', 'server'].flatMap((name) => [
  `${name}$`,
  `${name}Qrl`,
]);

/** Qwik City. https://qwik.dev/docs/route-loader, action, server$, endpoints and middleware */
export const qwik: HandlerFramework = {
  name: 'Qwik City',
  module: '@builder.io/qwik-city',
  aliases: ['@qwik.dev/router'],
  kind: 'request',
  registrations: [{ members: FUNCTIONS, handlers: [{ at: 0 }], route: 'key' }],
  conventions: [
    {
      path: '(?:^|/)src/routes/(?<route>.*?)/?(?:index|layout|plugin)(?:[@!-][\\w$-]*)?!?\\.[cm]?[jt]sx?$',
      exports: VERBS,
      dependency: ['@builder.io/qwik-city', '@qwik.dev/router'],
    },
  ],
  handlerTypes: ['RequestHandler'],
};
