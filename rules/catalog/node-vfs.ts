import type { CatalogModule, NonBlockingCall } from './types.ts';

const inMemory = (name: string): NonBlockingCall => ({
  member: `VirtualFileSystem.prototype.${name}`,
  why: 'works on a tree in memory, unless it is given a provider of real files',
});

/** https://nodejs.org/api/vfs.html (`--experimental-vfs`): the methods of `node:fs` over a tree in memory. */
export const nodeVfs: CatalogModule = {
  module: 'node:vfs',
  kind: 'fs',
  returns: { create: 'VirtualFileSystem' },
  calls: [],
  nonBlocking: [
    'accessSync',
    'appendFileSync',
    'chmodSync',
    'chownSync',
    'closeSync',
    'copyFileSync',
    'existsSync',
    'fstatSync',
    'ftruncateSync',
    'lchownSync',
    'linkSync',
    'lstatSync',
    'lutimesSync',
    'mkdirSync',
    'mkdtempSync',
    'openSync',
    'opendirSync',
    'readFileSync',
    'readSync',
    'readdirSync',
    'readlinkSync',
    'realpathSync',
    'renameSync',
    'rmSync',
    'rmdirSync',
    'statSync',
    'symlinkSync',
    'truncateSync',
    'unlinkSync',
    'utimesSync',
    'writeFileSync',
    'writeSync',
  ].map(inMemory),
};
