import type { HandlerFramework } from './types.ts';

const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const STEPS = ['middleware', 'validator', 'inputValidator', 'client', 'server'];
const types = ['ServerFn', 'FunctionMiddleware'];
const solid = ['@solidjs/start', 'solid-start'];

/** Full-stack frameworks named Start: TanStack Start and SolidStart. */
export const startFrameworks: readonly HandlerFramework[] = [
  {
    // https://tanstack.com/start/latest/docs/framework/react/guide/server-functions
    name: 'TanStack Start',
    module: '@tanstack/react-start',
    aliases: [
      '@tanstack/solid-start',
      '@tanstack/start',
      '@tanstack/react-start/server',
      '@tanstack/solid-start/server',
    ],
    kind: 'request',
    returns: {
      createServerFn: 'ServerFn',
      createMiddleware: 'FunctionMiddleware',
      createServerFileRoute: 'ServerFileRoute',
      'ServerFileRoute.prototype.middleware': 'ServerFileRoute',
      ...Object.fromEntries(types.flatMap((type) => STEPS.map((name) => [`${type}.prototype.${name}`, type]))),
    },
    registrations: [
      { members: ['ServerFn.prototype.handler'], handlers: [{ at: 0 }], noun: 'server function', route: 'key' },
      {
        members: types.flatMap((type) => ['validator', 'inputValidator'].map((name) => `${type}.prototype.${name}`)),
        handlers: [{ at: 0 }],
        noun: 'validate',
      },
      { members: ['FunctionMiddleware.prototype.server'], handlers: [{ at: 0 }], noun: 'middleware', route: 'key' },
      {
        members: ['ServerFileRoute.prototype.methods'],
        handlers: [{ at: 0, keys: ['*'] }],
        noun: 'route',
        route: { at: 0, of: 'createServerFileRoute' },
      },
    ],
  },
  {
    // https://tanstack.com/start/latest/docs/framework/react/guide/server-routes
    name: 'TanStack Start',
    module: '@tanstack/react-router',
    aliases: ['@tanstack/solid-router'],
    kind: 'request',
    returns: { createFileRoute: 'FileRoute', createRootRoute: 'RootRoute' },
    registrations: [
      { members: ['FileRoute.prototype'], handlers: [{ at: 0, keys: ['server.handlers.*'] }], noun: 'route' },
    ],
  },
  {
    // https://docs.solidjs.com/solid-start/building-your-application/api-routes
    name: 'SolidStart',
    module: '@solidjs/start/server',
    aliases: ['@solidjs/start'],
    kind: 'request',
    conventions: [
      { path: '(?:^|/)src/routes/(?<route>.+)\\.[cm]?[jt]sx?$', exports: VERBS, dependency: solid },
      { directive: 'use server', exports: '*', dependency: solid },
    ],
    parameterTypes: ['APIEvent'],
  },
  {
    name: 'SolidStart',
    module: '@solidjs/start/middleware',
    kind: 'request',
    registrations: [
      {
        members: ['createMiddleware'],
        handlers: [{ at: 0, keys: ['onRequest', 'onBeforeResponse'] }],
        noun: 'middleware',
      },
    ],
  },
];
