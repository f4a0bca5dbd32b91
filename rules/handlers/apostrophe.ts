import type { HandlerFramework } from './types.ts';

/**
 * Functions by name, as a module's section gives them: `apiRoutes(self) { return { get: { find(req) { ... } } }; }`. A
 * method that takes a request first serves one.
 */
const SECTIONS = ['apiRoutes', 'handlers', 'routes', 'restApiRoutes', 'renderRoutes', 'middleware', 'methods'];

/** Apostrophe modules. https://docs.apostrophecms.org/reference/module-api/module-overview.html */
export const apostrophe: HandlerFramework = {
  name: 'Apostrophe',
  module: 'apostrophe',
  kind: 'request',
  conventions: [
    {
      path: '(?:^|/)index\\.[cm]?js$',
      exports: ['default'],
      keys: SECTIONS.map((section) => `${section}.*`),
      parameter: '^_?req(uest)?$',
      dependency: ['apostrophe', 'express'],
    },
  ],
};
