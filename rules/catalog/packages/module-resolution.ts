import type { BlockingCall, CatalogModule } from '../types.ts';

const resolves = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'cheap',
  why: 'makes one system call for every file it tries',
  useInstead,
});

const atStart = (name: string): string => `${name}() at start-up`;

const resolverFactory = (module: string, versions: string): CatalogModule => ({
  module,
  versions,
  kind: 'module-load',
  calls: [
    resolves('sync', 'await new ResolverFactory().async()'),
    resolves('ResolverFactory.prototype.sync', 'await resolver.async()'),
    resolves('ResolverFactory.prototype.resolveFileSync', 'await resolver.resolveFileAsync()'),
    resolves('ResolverFactory.prototype.resolveDtsSync', 'await resolver.resolveDtsAsync()'),
  ],
});

/** Packages that say which file an import means. */
export const moduleResolution: readonly CatalogModule[] = [
  {
    module: 'resolve',
    versions: '^1.22.14',
    kind: 'module-load',
    calls: [resolves('sync', 'resolve() with a callback')],
  },
  {
    module: 'resolve-from',
    versions: '^5.0.0',
    kind: 'module-load',
    calls: [resolves('default', atStart('resolveFrom')), resolves('silent', atStart('resolveFrom.silent'))],
  },
  {
    module: 'resolve-cwd',
    versions: '^3.0.0',
    kind: 'module-load',
    calls: [resolves('default', atStart('resolveCwd')), resolves('silent', atStart('resolveCwd.silent'))],
  },
  {
    module: 'resolve-pkg',
    versions: '^3.0.1',
    kind: 'module-load',
    calls: [resolves('default', atStart('resolvePackagePath'))],
  },
  {
    module: 'resolve-global',
    versions: '^2.0.0',
    kind: 'module-load',
    calls: [
      resolves('resolveGlobal', atStart('resolveGlobal')),
      resolves('resolveGlobalSilent', atStart('resolveGlobalSilent')),
    ],
  },
  {
    module: 'enhanced-resolve',
    versions: '^5.27.0',
    kind: 'module-load',
    returns: { 'ResolverFactory.createResolver': 'Resolver', 'create.sync': 'ResolveFunction' },
    calls: [
      resolves('sync', 'resolve() with a callback'),
      resolves('ResolveFunction.prototype', 'the function that resolve.create() gives, with a callback'),
      resolves('Resolver.prototype.resolveSync', 'resolver.resolve() with a callback'),
    ],
    nonBlocking: [{ member: 'create.sync', why: 'only makes the function that resolves' }],
  },
  resolverFactory('oxc-resolver', '^11.24.2'),
  resolverFactory('unrs-resolver', '^1.13.0'),
  {
    module: 'mlly',
    versions: '^1.8.2',
    kind: 'module-load',
    calls: [
      resolves('resolveSync', atStart('resolveSync')),
      resolves('resolvePathSync', atStart('resolvePathSync')),
      { ...resolves('resolve', atStart('resolve')), fakeAsync: true },
      { ...resolves('resolvePath', atStart('resolvePath')), fakeAsync: true },
    ],
  },
  {
    module: 'import-meta-resolve',
    versions: '^4.2.0',
    kind: 'module-load',
    calls: [resolves('resolve', atStart('resolve')), resolves('moduleResolve', atStart('moduleResolve'))],
  },
];
