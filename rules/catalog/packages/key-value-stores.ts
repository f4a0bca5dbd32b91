import type { BlockingCall, CatalogModule } from '../types.ts';

const commits = (name: string, useInstead: string): BlockingCall => ({
  member: `Database.prototype.${name}`,
  weight: 'heavy',
  why: 'waits for the write lock and commits to disk before it returns',
  useInstead,
});

const reads = (name: string, useInstead: string): BlockingCall => ({
  member: `Database.prototype.${name}`,
  weight: 'cheap',
  why: 'reads from the memory map, and from the disk where a page is not in memory',
  useInstead,
});

const counts = (name: string): BlockingCall => ({
  member: `Database.prototype.${name}`,
  weight: 'heavy',
  why: 'walks over every entry of the range before it returns',
  useInstead: 'a worker thread',
});

const lmdb: CatalogModule = {
  module: 'lmdb',
  versions: '^3.5.6',
  kind: 'database',
  returns: { open: 'Database', 'Database.prototype.openDB': 'Database' },
  calls: [
    commits('putSync', 'await db.put()'),
    commits('removeSync', 'await db.remove()'),
    commits('transactionSync', 'await db.transaction()'),
    commits('clearSync', 'await db.clearAsync()'),
    commits('dropSync', 'await db.drop()'),
    counts('getCount'),
    counts('getKeysCount'),
    reads('get', 'await db.getAsync()'),
    reads('getEntry', 'await db.getAsync()'),
    reads('getBinary', 'await db.getAsync()'),
    reads('getRange', 'a range with a limit'),
    reads('getKeys', 'a range with a limit'),
    reads('getValues', 'a range with a limit'),
  ],
};

/** Embedded key-value stores. */
export const keyValueStores: readonly CatalogModule[] = [
  lmdb,
  {
    module: 'classic-level',
    versions: '^3.0.0',
    kind: 'database',
    calls: [
      {
        member: 'ClassicLevel.prototype.getSync',
        weight: 'cheap',
        why: 'may read from the disk before it returns',
        useInstead: 'await db.get()',
        since: '3.0.0',
      },
    ],
  },
];
