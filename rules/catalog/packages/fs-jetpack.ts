import type { BlockingCall, CatalogModule } from '../types.ts';

const heavy = (name: string, why: string): BlockingCall => ({
  member: name,
  weight: 'heavy',
  why,
  useInstead: `await jetpack.${name}Async()`,
});

const cheap = (name: string): BlockingCall => ({
  member: name,
  weight: 'cheap',
  useInstead: `await jetpack.${name}Async()`,
});

const calls: readonly BlockingCall[] = [
  heavy('read', 'reads the whole file before it returns'),
  heavy('write', 'writes the whole file before it returns'),
  heavy('append', 'writes all of the data before it returns'),
  heavy('copy', 'copies the whole tree before it returns'),
  heavy('find', 'reads the whole tree before it returns'),
  heavy('inspectTree', 'reads the whole tree before it returns'),
  heavy('list', 'reads the whole directory before it returns'),
  heavy('remove', 'removes the whole tree before it returns'),
  heavy('file', 'writes the whole file before it returns'),
  cheap('dir'),
  cheap('exists'),
  cheap('inspect'),
  cheap('move'),
  cheap('rename'),
  cheap('symlink'),
  cheap('tmpDir'),
];

const onInstance = (call: BlockingCall): BlockingCall => ({ ...call, member: `Jetpack.prototype.${call.member}` });

/** https://github.com/szwacz/fs-jetpack: the bare name blocks, the name with `Async` does not. */
export const fsJetpack: CatalogModule = {
  module: 'fs-jetpack',
  versions: '^5.1.0',
  kind: 'fs',
  returns: {
    cwd: 'Jetpack',
    dir: 'Jetpack',
    tmpDir: 'Jetpack',
    file: 'Jetpack',
    dirAsync: 'Jetpack',
    'Jetpack.prototype.cwd': 'Jetpack',
    'Jetpack.prototype.dir': 'Jetpack',
    'Jetpack.prototype.tmpDir': 'Jetpack',
    'Jetpack.prototype.file': 'Jetpack',
  },
  calls: [...calls, ...calls.map(onInstance)],
};
