import type { BlockingCall, CatalogModule } from '../types.ts';

const reads = (member: string, useInstead: string, why = 'reads the whole file before it returns'): BlockingCall => ({
  member,
  weight: 'heavy',
  why,
  useInstead,
});

const cheap = (member: string, useInstead: string): BlockingCall => ({ member, weight: 'cheap', useInstead });

const lines = 'for await (... of readline.createInterface())';

const withoutCallback = { callback: false };

const nodeId3: CatalogModule = {
  module: 'node-id3',
  versions: '^0.2.9',
  kind: 'fs',
  calls: [
    { ...reads('read', 'await NodeID3.Promise.read()'), when: withoutCallback },
    ...['write', 'update', 'removeTags'].map((name) => ({
      ...reads(name, `await NodeID3.Promise.${name}()`, 'reads and writes the whole file before it returns'),
      when: withoutCallback,
    })),
  ],
  nonBlocking: [{ member: 'Promise.read', why: 'reads the file on the thread pool' }],
};

/** Packages that read, compare or stamp single files. */
export const fileReaders: readonly CatalogModule[] = [
  {
    module: 'n-readlines',
    versions: '^3.4.1',
    kind: 'fs',
    returns: { 'new default': 'Readlines' },
    calls: [cheap('new default', lines), cheap('Readlines.prototype.next', lines)],
  },
  {
    module: 'line-reader-sync',
    versions: '^0.1.0',
    kind: 'fs',
    returns: { 'new default': 'LineReader' },
    calls: [cheap('LineReader.prototype.readline', lines), reads('LineReader.prototype.toLines', lines)],
  },
  {
    module: 'read-chunk',
    versions: '^3.2.0 || ^5.0.0',
    kind: 'fs',
    calls: [
      { ...cheap('readChunkSync', 'await readChunk()'), since: '4.0.0' },
      { ...cheap('sync', 'await readChunk()'), removed: '4.0.0' },
    ],
  },
  {
    module: 'isbinaryfile',
    versions: '^5.0.7',
    kind: 'fs',
    calls: [cheap('isBinaryFileSync', 'await isBinaryFile()')],
  },
  {
    module: 'file-sync-cmp',
    versions: '^0.1.1',
    kind: 'fs',
    calls: [reads('equalFiles', 'two streams', 'reads both whole files before it returns')],
  },
  {
    module: 'touch',
    versions: '^3.1.1',
    kind: 'fs',
    calls: [cheap('sync', 'await touch()'), cheap('touchSync', 'await touch()'), cheap('ftouchSync', 'await ftouch()')],
  },
  {
    module: 'utimes',
    versions: '^5.2.1',
    kind: 'fs',
    calls: [cheap('utimesSync', 'await utimes()'), cheap('lutimesSync', 'await lutimes()')],
  },
  nodeId3,
];
