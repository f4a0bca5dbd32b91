import type { BlockingCall, CatalogModule } from '../types.ts';

const cheap = (member: string, useInstead: string): BlockingCall => ({ member, weight: 'cheap', useInstead });

const writes = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'writes the whole file before it returns',
  useInstead,
});

/** Packages that make temporary files and directories. */
export const temporaryFiles: readonly CatalogModule[] = [
  {
    module: 'tmp',
    versions: '^0.1.0 || ^0.2.7',
    kind: 'fs',
    calls: [
      cheap('fileSync', 'tmp.file() with a callback'),
      cheap('dirSync', 'tmp.dir() with a callback'),
      cheap('tmpNameSync', 'tmp.tmpName() with a callback'),
    ],
  },
  {
    module: 'temp',
    versions: '^0.8.4 || ^0.9.4',
    kind: 'fs',
    calls: [
      cheap('openSync', 'await temp.open()'),
      cheap('mkdirSync', 'await temp.mkdir()'),
      {
        member: 'cleanupSync',
        weight: 'heavy',
        why: 'removes every tracked tree before it returns',
        useInstead: 'await temp.cleanup()',
      },
    ],
  },
  {
    module: 'tempy',
    versions: '^1.0.1 || ^3.2.0',
    kind: 'fs',
    calls: [
      { ...writes('temporaryWriteSync', 'await temporaryWrite()'), since: '3.0.0' },
      { ...writes('writeSync', 'await tempy.write()'), removed: '3.0.0' },
    ],
  },
  { module: 'temp-write', versions: '^4.0.0 || ^6.0.1', kind: 'fs', calls: [writes('sync', 'await tempWrite()')] },
  {
    module: 'mktemp',
    versions: '^2.0.4',
    kind: 'fs',
    calls: [cheap('createFileSync', 'await mktemp.createFile()'), cheap('createDirSync', 'await mktemp.createDir()')],
  },
];
