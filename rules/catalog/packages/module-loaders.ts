import type { BlockingCall, CatalogModule } from '../types.ts';

const loads = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'reads, compiles and runs the module before it returns',
  useInstead,
});

const loadsAll = (member: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'reads, compiles and runs every module of the directory before it returns',
  useInstead: 'await import() of each module at start-up',
});

/** Packages that load modules without an `await`. */
export const moduleLoaders: readonly CatalogModule[] = [
  { module: 'import-fresh', versions: '^3.3.1', kind: 'module-load', calls: [loads('default', 'await import()')] },
  {
    module: 'import-local',
    versions: '^3.2.0',
    kind: 'module-load',
    calls: [loads('default', 'importLocal() at start-up')],
  },
  { module: 'import-sync', versions: '^2.2.6', kind: 'module-load', calls: [loads('default', 'await import()')] },
  {
    module: 'require-from-string',
    versions: '^2.0.2',
    kind: 'module-load',
    calls: [
      {
        ...loads('default', 'requireFromString() at start-up'),
        why: 'compiles and runs the code before it returns',
      },
    ],
  },
  { module: 'require-dir', versions: '^1.2.0', kind: 'module-load', calls: [loadsAll('default')] },
  { module: 'require-directory', versions: '^2.1.1', kind: 'module-load', calls: [loadsAll('default')] },
  { module: 'require-all', versions: '^3.0.0', kind: 'module-load', calls: [loadsAll('default')] },
  {
    module: 'jiti',
    versions: '^1.21.7 || ^2.7.0',
    kind: 'module-load',
    returns: { createJiti: 'Jiti', default: 'Jiti' },
    calls: [
      loads('Jiti.prototype', 'await jiti.import()'),
      {
        ...loads('Jiti.prototype.evalModule', 'await jiti.import()'),
        why: 'compiles and runs the code before it returns',
      },
      {
        ...loads('Jiti.prototype.transform', 'jiti.transform() at start-up'),
        why: 'compiles the code before it returns',
      },
    ],
  },
];
