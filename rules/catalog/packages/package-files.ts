import type { BlockingCall, CatalogModule } from '../types.ts';

const reads = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'reads and parses a whole package.json before it returns',
  useInstead,
});

const writes = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'writes a whole package.json before it returns',
  useInstead,
});

const lookUp = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'cheap',
  why: 'makes one system call for every directory it looks at',
  useInstead,
});

const changeNames = ['updatePackage', 'addPackageDependencies', 'removePackageDependencies'];

/** Packages that find, read or write package.json files. */
export const packageFiles: readonly CatalogModule[] = [
  {
    module: 'read-pkg',
    versions: '^5.2.0 || ^10.1.0',
    kind: 'fs',
    calls: [
      { ...reads('readPackageSync', 'await readPackage()'), since: '6.0.0' },
      { ...reads('sync', 'await readPkg()'), removed: '6.0.0' },
    ],
  },
  {
    module: 'read-package-up',
    versions: '^12.0.0',
    kind: 'fs',
    calls: [reads('readPackageUpSync', 'await readPackageUp()')],
  },
  {
    module: 'read-pkg-up',
    versions: '^7.0.1 || ^11.0.0',
    kind: 'fs',
    calls: [
      { ...reads('readPackageUpSync', 'await readPackageUp()'), since: '8.0.0' },
      { ...reads('sync', 'await readPkgUp()'), removed: '8.0.0' },
    ],
  },
  {
    module: 'write-pkg',
    versions: '^4.0.0 || ^7.0.0',
    kind: 'fs',
    calls: [
      { ...writes('writePackageSync', 'await writePackage()'), since: '5.0.0' },
      ...changeNames.map((name) => ({ ...writes(`${name}Sync`, `await ${name}()`), since: '6.0.0' })),
      { ...writes('sync', 'await writePkg()'), removed: '5.0.0' },
    ],
  },
  {
    module: 'pkg-conf',
    versions: '^3.1.0 || ^5.0.0',
    kind: 'fs',
    calls: [
      { ...reads('packageConfigSync', 'await packageConfig()'), since: '4.0.0' },
      { ...reads('sync', 'await pkgConf()'), removed: '4.0.0' },
    ],
  },
  {
    module: 'pkg-dir',
    versions: '^5.0.0 || ^9.0.0',
    kind: 'fs',
    calls: [
      { ...lookUp('packageDirectorySync', 'await packageDirectory()'), since: '6.0.0' },
      { ...lookUp('sync', 'await pkgDir()'), removed: '6.0.0' },
    ],
  },
  {
    module: 'package-directory',
    versions: '^8.2.0',
    kind: 'fs',
    calls: [lookUp('packageDirectorySync', 'await packageDirectory()')],
  },
  {
    module: 'pkg-up',
    versions: '^3.1.0 || ^5.0.0',
    kind: 'fs',
    calls: [
      { ...lookUp('pkgUpSync', 'await pkgUp()'), since: '4.0.0' },
      { ...lookUp('sync', 'await pkgUp()'), removed: '4.0.0' },
    ],
  },
  {
    module: 'find-yarn-workspace-root',
    versions: '^2.0.0',
    kind: 'fs',
    calls: [reads('default', 'findWorkspaceRoot() at start-up')],
  },
  {
    module: '@manypkg/find-root',
    versions: '^3.1.0',
    kind: 'fs',
    calls: [lookUp('findRootSync', 'await findRoot()')],
  },
  {
    module: '@manypkg/get-packages',
    versions: '^3.1.0',
    kind: 'fs',
    calls: [reads('getPackagesSync', 'await getPackages()')],
  },
  {
    module: 'local-pkg',
    versions: '^2.0.0',
    kind: 'fs',
    calls: [
      reads('getPackageInfoSync', 'await getPackageInfo()'),
      reads('loadPackageJSONSync', 'await loadPackageJSON()'),
      reads('isPackageListedSync', 'await isPackageListed()'),
      lookUp('isPackageExists', 'isPackageExists() at start-up'),
    ],
  },
];
