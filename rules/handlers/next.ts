import type { HandlerFramework } from './types.ts';

const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const dependency = 'next';

/** Next.js 13 to 16. https://nextjs.org/docs/app/api-reference/file-conventions */
export const next: HandlerFramework = {
  name: 'Next',
  module: 'next',
  kind: 'request',
  conventions: [
    { path: '(?:^|/)app/(?<route>.*?)/?route\\.[cm]?[jt]sx?$', exports: VERBS, dependency },
    { path: '(?:^|/)pages/(?<route>api/.+)\\.[cm]?[jt]sx?$', exports: ['default'], dependency },
    {
      path: '(?:^|/)pages/(?<route>.+)\\.[cm]?[jt]sx?$',
      exports: ['getServerSideProps', 'getInitialProps'],
      dependency,
    },
    {
      // A static method of the page's class.
      path: '(?:^|/)pages/(?<route>.+)\\.[cm]?[jt]sx?$',
      exports: ['default'],
      keys: ['getInitialProps'],
      dependency,
    },
    {
      path: '(?:^|/)app/(?<route>.*?)/?(?:page|layout)\\.[cm]?[jt]sx?$',
      exports: ['default', 'generateMetadata'],
      dependency,
      unlessExports: ['generateStaticParams'],
      unlessDirective: 'use client',
    },
    {
      // An image of a page with parameters. https://nextjs.org/docs/app/api-reference/file-conventions/metadata/opengraph-image
      path: '(?:^|/)app/(?<route>.*\\[.*/(?:opengraph-image|twitter-image|icon|apple-icon))\\d?\\.[cm]?[jt]sx?$',
      exports: ['default'],
      dependency,
      unlessExports: ['generateStaticParams'],
    },
    { path: '(?:^|/)(?:middleware|proxy)\\.[cm]?[jt]s$', exports: ['default', 'middleware', 'proxy'], dependency },
    // https://nextjs.org/docs/app/api-reference/file-conventions/instrumentation
    { path: '(?:^|/)instrumentation\\.[cm]?[jt]s$', exports: ['onRequestError'], dependency },
    { directive: 'use server', exports: '*', dependency },
  ],
  parameterTypes: ['NextApiRequest', 'NextApiResponse'],
  handlerTypes: ['NextApiHandler', 'GetServerSideProps'],
};

/** Request types of `next/server`. */
export const nextServer: HandlerFramework = {
  name: 'Next',
  module: 'next/server',
  kind: 'request',
  registrations: [{ members: ['after'], handlers: [{ at: 0 }], noun: 'after' }],
  parameterTypes: ['NextRequest'],
  handlerTypes: ['NextMiddleware', 'NextProxy'],
};

const ROUTER_METHODS = ['use', 'all', 'get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'trace'];
const ROUTERS = ['NodeRouter', 'EdgeRouter'];
const SAFE_ACTION = ['use', 'metadata', 'schema', 'inputSchema', 'outputSchema', 'bindArgsSchemas', 'clone'];

/** What applications of Next take from other packages: routers of one file, checked server actions. */
export const nextPackages: readonly HandlerFramework[] = [
  {
    // https://github.com/hoangvvo/next-connect
    name: 'next-connect',
    module: 'next-connect',
    kind: 'request',
    returns: {
      default: 'NodeRouter',
      createRouter: 'NodeRouter',
      createEdgeRouter: 'EdgeRouter',
      ...Object.fromEntries(
        ROUTERS.flatMap((type) => ROUTER_METHODS.map((name) => [`${type}.prototype.${name}`, type])),
      ),
    },
    registrations: [
      {
        members: ROUTERS.flatMap((type) => ROUTER_METHODS.map((name) => `${type}.prototype.${name}`)),
        handlers: [{ at: 'any' }],
        method: 'member',
        route: { at: 0 },
      },
      {
        members: ['default', ...ROUTERS.map((type) => `${type}.prototype.handler`)],
        handlers: [{ at: 0, keys: ['onError', 'onNoMatch'] }],
      },
    ],
  },
  {
    // https://flags-sdk.dev
    name: 'Flags',
    module: 'flags/next',
    aliases: ['@vercel/flags/next', 'flags/sveltekit'],
    kind: 'request',
    registrations: [
      { members: ['flag', 'dedupe'], handlers: [{ at: 0 }, { at: 0, keys: ['decide', 'identify'] }], noun: 'flag' },
    ],
  },
  {
    // https://next-safe-action.dev/docs/define-actions/create-the-client
    name: 'next-safe-action',
    module: 'next-safe-action',
    kind: 'request',
    returns: {
      createSafeActionClient: 'SafeActionClient',
      ...Object.fromEntries(SAFE_ACTION.map((name) => [`SafeActionClient.prototype.${name}`, 'SafeActionClient'])),
    },
    registrations: [
      { members: ['createSafeActionClient'], handlers: [{ at: 0, keys: ['handleServerError'] }], noun: 'action' },
      { members: ['createMiddleware'], handlers: [{ at: 0 }], noun: 'action middleware' },
      { members: ['SafeActionClient.prototype.use'], handlers: [{ at: 0 }], noun: 'action middleware' },
      {
        members: ['action', 'stateAction'].map((name) => `SafeActionClient.prototype.${name}`),
        handlers: [{ at: 0 }, { at: 1, keys: ['*'] }],
        noun: 'action',
        route: 'key',
      },
    ],
  },
];
