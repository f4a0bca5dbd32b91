import type { BlockingCall, CatalogModule } from '../types.ts';

const tree = (member: string, useInstead: string, why: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why,
  useInstead,
});

const removes = (member: string, useInstead: string): BlockingCall =>
  tree(member, useInstead, 'removes the whole tree before it returns');

const copies = (member: string, useInstead: string): BlockingCall =>
  tree(member, useInstead, 'copies every file before it returns');

const makes = (member: string, useInstead: string): BlockingCall => ({ member, weight: 'cheap', useInstead });

const rimrafNames = 'native manual windows posix moveRemove'.split(' ');

const rimraf: CatalogModule = {
  module: 'rimraf',
  versions: '^3.0.2 || ^5.0.10 || ^6.1.4',
  kind: 'fs',
  calls: [
    removes('sync', 'await rimraf()'),
    { ...removes('rimrafSync', 'await rimraf()'), since: '4.0.0' },
    { ...removes('rimraf.sync', 'await rimraf()'), since: '4.0.0' },
    ...rimrafNames.flatMap((name) => [
      { ...removes(`${name}Sync`, `await ${name}()`), since: '4.0.0' },
      { ...removes(`${name}.sync`, `await ${name}()`), since: '4.0.0' },
    ]),
  ],
};

const makeDirectory = 'await fs.promises.mkdir(directory, { recursive: true })';

const mkdirp: CatalogModule = {
  module: 'mkdirp',
  versions: '^1.0.4 || ^3.0.1',
  kind: 'fs',
  calls: [
    makes('sync', makeDirectory),
    { ...makes('mkdirpSync', makeDirectory), since: '2.0.0' },
    { ...makes('mkdirp.sync', makeDirectory), since: '2.0.0' },
    makes('nativeSync', makeDirectory),
    makes('manualSync', makeDirectory),
    { ...makes('mkdirpNativeSync', makeDirectory), since: '2.0.0' },
    { ...makes('mkdirpManualSync', makeDirectory), since: '2.0.0' },
  ],
};

const wrench: CatalogModule = {
  module: 'wrench',
  versions: '^1.5.9',
  kind: 'fs',
  calls: [
    tree('readdirSyncRecursive', 'await fs.promises.readdir(directory, { recursive: true })', 'reads the whole tree'),
    removes('rmdirSyncRecursive', 'await fs.promises.rm(directory, { recursive: true })'),
    copies('copyDirSyncRecursive', 'await fs.promises.cp(source, target, { recursive: true })'),
    tree('chownSyncRecursive', 'await fs.promises.chown() for each file', 'changes every file before it returns'),
    makes('mkdirSyncRecursive', makeDirectory),
  ],
};

/** Packages that copy, move, make and remove whole trees. */
export const fileTrees: readonly CatalogModule[] = [
  rimraf,
  mkdirp,
  wrench,
  {
    module: 'del',
    versions: '^6.1.1 || ^8.0.1',
    kind: 'fs',
    calls: [
      { ...removes('deleteSync', 'await deleteAsync()'), since: '7.0.0' },
      { ...removes('sync', 'await del()'), removed: '7.0.0' },
    ],
  },
  {
    module: 'make-dir',
    versions: '^3.1.0 || ^5.1.0',
    kind: 'fs',
    calls: [
      { ...makes('makeDirectorySync', 'await makeDirectory()'), since: '5.0.0' },
      { ...makes('sync', 'await makeDir()'), removed: '5.0.0' },
    ],
  },
  { module: 'copy-file', versions: '^11.1.0', kind: 'fs', calls: [copies('copyFileSync', 'await copyFile()')] },
  {
    module: 'cp-file',
    versions: '^9.1.0 || ^11.0.0',
    kind: 'fs',
    calls: [
      { ...copies('copyFileSync', 'await copyFile()'), since: '10.0.0' },
      { ...copies('sync', 'await cpFile()'), removed: '10.0.0' },
    ],
  },
  {
    module: 'move-file',
    versions: '^2.1.0 || ^4.1.0',
    kind: 'fs',
    calls: [
      { ...copies('moveFileSync', 'await moveFile()'), why: 'copies the file across devices', since: '3.0.0' },
      { ...makes('renameFileSync', 'await renameFile()'), since: '3.0.0' },
      { ...copies('sync', 'await moveFile()'), why: 'copies the file across devices', removed: '3.0.0' },
    ],
  },
  {
    module: 'copy-dir',
    versions: '^1.3.0',
    kind: 'fs',
    calls: [copies('sync', 'await fs.promises.cp(source, target, { recursive: true })')],
  },
  {
    module: 'tree-sync',
    versions: '^2.1.0',
    kind: 'fs',
    returns: { 'new default': 'TreeSync' },
    calls: [copies('TreeSync.prototype.sync', 'await fs.promises.cp(source, target, { recursive: true })')],
  },
  { module: 'cpx', versions: '^1.5.0', kind: 'fs', calls: [copies('copySync', 'copy() with a callback')] },
  { module: 'empty-dir', versions: '^2.0.0 || ^3.0.0', kind: 'fs', calls: [makes('sync', 'await emptyDir()')] },
];
