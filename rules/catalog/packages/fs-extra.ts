import type { BlockingCall, CatalogModule } from '../types.ts';

const heavy = (name: string, why: string): BlockingCall => ({
  member: `${name}Sync`,
  weight: 'heavy',
  why,
  useInstead: `await fse.${name}()`,
});

const cheap = (name: string): BlockingCall => ({
  member: `${name}Sync`,
  weight: 'cheap',
  useInstead: `await fse.${name}()`,
});

const reads = 'reads and parses the whole file before it returns';
const writes = 'writes the whole file before it returns';

const calls: readonly BlockingCall[] = [
  heavy('copy', 'copies the whole tree before it returns'),
  heavy('move', 'moves the whole tree, file by file across devices, before it returns'),
  heavy('remove', 'removes the whole tree before it returns'),
  heavy('emptyDir', 'removes everything in the directory before it returns'),
  heavy('emptydir', 'removes everything in the directory before it returns'),
  heavy('readJson', reads),
  heavy('readJSON', reads),
  heavy('writeJson', writes),
  heavy('writeJSON', writes),
  heavy('outputJson', writes),
  heavy('outputJSON', writes),
  heavy('outputFile', writes),
  cheap('createFile'),
  cheap('ensureFile'),
  cheap('createLink'),
  cheap('ensureLink'),
  cheap('createSymlink'),
  cheap('ensureSymlink'),
  cheap('ensureDir'),
  cheap('mkdirp'),
  cheap('mkdirs'),
  cheap('pathExists'),
];

/** https://github.com/jprichardson/node-fs-extra: its own functions, and everything that `node:fs` has (not in `fs-extra/esm`). */
export const fsExtra: readonly CatalogModule[] = [
  { module: 'fs-extra', includes: ['node:fs'], versions: '^11.4.1', kind: 'fs', calls },
  { module: 'fs-extra/esm', versions: '^11.4.1', kind: 'fs', calls },
];
