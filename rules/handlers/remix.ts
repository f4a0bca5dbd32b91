import type { HandlerFramework } from './types.ts';

const dependency = [
  ...[
    '@remix-run/node',
    '@remix-run/server-runtime',
    '@remix-run/express',
    '@remix-run/cloudflare',
    '@remix-run/react',
  ],
  ...['@react-router/node', '@react-router/dev', '@react-router/express', '@react-router/cloudflare'],
];

/** The server that a project has of its own. */
const adapter = (module: string, ...aliases: string[]): HandlerFramework => ({
  name: 'Remix',
  module,
  aliases,
  kind: 'request',
  registrations: [
    { members: ['createRequestHandler'], handlers: [{ at: 0, keys: ['getLoadContext'] }], noun: 'load context' },
  ],
});

/** Remix 2 and React Router 7 in framework mode. https://reactrouter.com/start/framework/route-module */
export const remix: readonly HandlerFramework[] = [
  {
    name: 'Remix',
    module: '@remix-run/node',
    aliases: ['@remix-run/server-runtime', '@remix-run/cloudflare', '@remix-run/deno'],
    kind: 'request',
    registrations: [
      {
        // https://remix.run/docs/en/main/utils/sessions#createsessionstorage
        members: ['createSessionStorage'],
        handlers: [{ at: 0, keys: ['createData', 'readData', 'updateData', 'deleteData'] }],
        noun: 'session',
      },
    ],
    conventions: [
      {
        path: '(?:^|/)app/(?:routes/)?(?<route>.+)\\.[cm]?[jt]sx?$',
        exports: ['loader', 'action', 'middleware', 'headers'],
        dependency,
      },
      {
        path: '(?:^|/)app/entry\\.server\\.[cm]?[jt]sx?$',
        exports: ['default', 'handleDataRequest', 'handleError'],
        dependency,
      },
    ],
    parameterTypes: ['LoaderFunctionArgs', 'ActionFunctionArgs', 'LoaderArgs', 'ActionArgs', 'DataFunctionArgs'],
    handlerTypes: ['LoaderFunction', 'ActionFunction', 'HandleDataRequestFunction', 'HandleDocumentRequestFunction'],
  },
  {
    name: 'React Router',
    module: 'react-router',
    kind: 'request',
    registrations: [
      {
        members: ['createSessionStorage'],
        handlers: [{ at: 0, keys: ['createData', 'readData', 'updateData', 'deleteData'] }],
        noun: 'session',
      },
    ],
    parameterTypes: ['LoaderFunctionArgs', 'ActionFunctionArgs'],
    handlerTypes: ['LoaderFunction', 'ActionFunction', 'MiddlewareFunction'],
  },
  adapter('@remix-run/express', '@remix-run/architect', '@remix-run/netlify', '@netlify/remix-adapter'),
  adapter('@react-router/express', '@react-router/architect', '@react-router/cloudflare'),
];
