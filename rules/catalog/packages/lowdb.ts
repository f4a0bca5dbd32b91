import type { BlockingCall, CatalogModule } from '../types.ts';

const reads = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'reads and parses the whole database file before it returns',
  useInstead,
});

const writes = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'writes the whole database file before it returns',
  useInstead,
});

const lowSync: readonly BlockingCall[] = [
  reads('LowSync.prototype.read', 'await db.read()'),
  writes('LowSync.prototype.write', 'await db.write()'),
];

const fileAdapter = (type: string, asynchronous: string): readonly BlockingCall[] => [
  reads(`${type}.prototype.read`, `await new ${asynchronous}().read()`),
  writes(`${type}.prototype.write`, `await new ${asynchronous}().write()`),
];

const modern = (call: BlockingCall, since: string): BlockingCall => ({ ...call, since });

/** Lodash methods whose result still has the `write()` of the database that the chain began at. */
const chained =
  'get set unset update defaults defaultsDeep merge assign push pop shift unshift splice concat pull remove map filter find setState'.split(
    ' ',
  );

/** https://github.com/typicode/lowdb: `low(new FileSync())` up to version 1, `LowSync` and the `*Sync` adapters since. */
export const lowdb: readonly CatalogModule[] = [
  {
    module: 'lowdb',
    versions: '^1.0.0 || ^7.0.1',
    kind: 'fs',
    returns: { default: 'Low1', ...Object.fromEntries(chained.map((name) => [`Low1.prototype.${name}`, 'Low1'])) },
    returnsFor: { default: { at: 0, module: 'lowdb/adapters/FileSync' } },
    calls: [
      ...lowSync.map((call) => modern(call, '2.0.0')),
      modern(writes('LowSync.prototype.update', 'await db.update()'), '7.0.0'),
      { ...reads('Low1.prototype.read', 'await low(new FileAsync())'), removed: '2.0.0' },
      { ...writes('Low1.prototype.write', 'await low(new FileAsync())'), removed: '2.0.0' },
    ],
  },
  {
    module: 'lowdb/node',
    versions: '^7.0.1',
    kind: 'fs',
    returns: { JSONFileSyncPreset: 'LowSync' },
    calls: [
      reads('JSONFileSyncPreset', 'await JSONFilePreset()'),
      ...lowSync,
      writes('LowSync.prototype.update', 'await db.update()'),
      ...fileAdapter('JSONFileSync', 'JSONFile'),
      ...fileAdapter('TextFileSync', 'TextFile'),
      ...fileAdapter('DataFileSync', 'DataFile'),
    ],
  },
  {
    module: 'lowdb/adapters/FileSync',
    versions: '^1.0.0',
    kind: 'fs',
    returns: { 'new default': 'FileSync' },
    calls: [
      { ...reads('FileSync.prototype.read', 'await new FileAsync().read()'), removed: '2.0.0' },
      { ...writes('FileSync.prototype.write', 'await new FileAsync().write()'), removed: '2.0.0' },
    ],
  },
];
