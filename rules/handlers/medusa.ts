import type { FileConvention, HandlerFramework, HandlerKind } from './types.ts';

const dependency = ['@medusajs/medusa', '@medusajs/framework'];
const file = (path: string, kind: HandlerKind): FileConvention => ({
  path: `(?:^|/)src/${path}\\.[cm]?[jt]s$`,
  exports: ['default'],
  kind,
  dependency,
});

/** What a module's provider overrides. https://docs.medusajs.com/resources/references */
const PROVIDERS = [
  ...['AbstractAuthModuleProvider', 'AbstractFileProviderService', 'AbstractFulfillmentProviderService'],
  ...['AbstractNotificationProviderService', 'AbstractPaymentProvider', 'AbstractAnalyticsProviderService'],
  ...['AbstractTaxProvider', 'AbstractSearchService'],
];

/** Medusa 2: routes, subscribers and jobs by where they lie, and steps of workflows. https://docs.medusajs.com/learn */
export const medusa: readonly HandlerFramework[] = [
  {
    name: 'Medusa',
    module: '@medusajs/framework/workflows-sdk',
    aliases: ['@medusajs/workflows-sdk'],
    kind: 'job',
    registrations: [
      {
        members: ['createStep'],
        handlers: [{ at: 1 }, { at: 2 }],
        noun: 'step',
        route: { at: 0 },
      },
    ],
    conventions: [
      {
        path: '(?:^|/)src/api/(?<route>.+)/route\\.[cm]?[jt]s$',
        exports: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'],
        kind: 'request',
        dependency,
      },
      file('subscribers/(?<route>.+)', 'event'),
      file('jobs/(?<route>.+)', 'job'),
    ],
  },
  {
    name: 'Medusa',
    module: '@medusajs/framework/utils',
    aliases: ['@medusajs/utils'],
    kind: 'request',
    classes: PROVIDERS.map((type) => ({ type, methodNames: '*' })),
  },
];
