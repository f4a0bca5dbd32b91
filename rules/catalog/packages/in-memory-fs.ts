import type { CatalogModule, NonBlockingCall } from '../types.ts';

const inMemory = (member: string): NonBlockingCall => ({ member, why: 'works in memory and never touches a disk' });

const memfsNames =
  'accessSync appendFileSync chmodSync chownSync closeSync copyFileSync cpSync existsSync fchmodSync fchownSync fdatasyncSync fstatSync fsyncSync ftruncateSync futimesSync globSync lchmodSync lchownSync linkSync lstatSync lutimesSync mkdirSync mkdtempSync openSync opendirSync readFileSync readSync readdirSync readlinkSync readvSync realpathSync renameSync rmSync rmdirSync statSync statfsSync symlinkSync truncateSync unlinkSync utimesSync writeFileSync writeSync writevSync'.split(
    ' ',
  );

const memoryFsNames =
  'existsSync statSync readFileSync readdirSync mkdirpSync mkdirSync rmdirSync unlinkSync readlinkSync writeFileSync'.split(
    ' ',
  );

/** File systems kept in memory, as tests and bundlers use them: their `*Sync` functions do no input or output. */
export const inMemoryFs: readonly CatalogModule[] = [
  {
    module: 'memfs',
    versions: '^4.80.1',
    kind: 'fs',
    calls: [],
    nonBlocking: memfsNames.flatMap((name) => [inMemory(name), inMemory(`fs.${name}`), inMemory(`vol.${name}`)]),
  },
  {
    module: 'memory-fs',
    versions: '^0.5.0',
    kind: 'fs',
    returns: { 'new default': 'MemoryFileSystem' },
    calls: [],
    nonBlocking: memoryFsNames.map((name) => inMemory(`MemoryFileSystem.prototype.${name}`)),
  },
];
