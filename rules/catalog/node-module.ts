import type { CatalogModule } from './types.ts';

/** https://nodejs.org/api/module.html: what finds, compiles or registers modules does so on the calling thread. */
export const nodeModule: CatalogModule = {
  module: 'node:module',
  kind: 'module-load',
  calls: [
    {
      member: 'register',
      weight: 'unbounded',
      why: 'waits until the hooks thread has loaded the given module',
      useInstead: 'a call at start-up: node --import',
    },
    {
      member: 'stripTypeScriptTypes',
      kind: 'render',
      weight: 'heavy',
      why: 'parses all of the code before it returns',
      useInstead: 'a build step, or a worker thread',
      since: '22.13.0',
    },
    {
      member: 'flushCompileCache',
      kind: 'fs',
      weight: 'heavy',
      why: 'writes the compiled code of all loaded modules',
      useInstead: 'a call at start-up',
      since: '22.10.0',
    },
    {
      member: 'findPackageJSON',
      kind: 'fs',
      weight: 'cheap',
      why: 'looks for a file in one folder after the other',
      useInstead: 'a call at start-up',
      since: '22.14.0',
    },
  ],
  nonBlocking: [
    { member: 'createRequire', why: 'makes a function; only calling that loads a module' },
    { member: 'registerHooks', why: 'stores the hooks; they run when modules are loaded' },
  ],
};
