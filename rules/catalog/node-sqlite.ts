import type { BlockingCall, CatalogModule, Weight } from './types.ts';

const call = (weight: Weight, member: string, why: string, since: string): BlockingCall => ({
  member,
  weight,
  why,
  useInstead: 'a worker thread that owns the database',
  since,
});
const heavy = (member: string, why: string, since = '22.5.0'): BlockingCall => call('heavy', member, why, since);
const cheap = (member: string, why: string, since = '22.5.0'): BlockingCall => call('cheap', member, why, since);

const query = (member: string, sql: NonNullable<BlockingCall['sql']>, since = '22.5.0'): BlockingCall => ({
  ...heavy(member, /\.iterate$/.test(member) ? 'runs the SQL while it is iterated' : 'runs the SQL to its end', since),
  sql,
});
const FIRST = { rows: 'first' } as const;
const ALL = { rows: 'all' } as const;
const changes = 'collects all of the recorded changes';
const database = 'copies the whole database';

/** https://nodejs.org/api/sqlite.html#class-databasesync: all of its methods run synchronously. */
export const nodeSqlite: CatalogModule = {
  module: 'node:sqlite',
  kind: 'database',
  returns: {
    'DatabaseSync.prototype.prepare': 'StatementSync',
    'DatabaseSync.prototype.createSession': 'Session',
    'DatabaseSync.prototype.createTagStore': 'SQLTagStore',
  },
  calls: [
    cheap('new DatabaseSync', 'opens the database file'),
    cheap('DatabaseSync.prototype.open', 'opens the database file'),
    cheap('DatabaseSync.prototype.close', 'closes the database file, and may first copy its log into it'),
    cheap('DatabaseSync.prototype.prepare', 'compiles the SQL'),
    cheap('DatabaseSync.prototype.loadExtension', 'loads a native library', '22.13.0'),
    query('DatabaseSync.prototype.exec', { ...ALL, at: 0 }),
    heavy('DatabaseSync.prototype.applyChangeset', 'applies all of the changes', '22.12.0'),
    heavy('DatabaseSync.prototype.serialize', database, '24.16.0'),
    heavy('DatabaseSync.prototype.deserialize', database, '24.16.0'),
    query('StatementSync.prototype.run', ALL),
    query('StatementSync.prototype.get', FIRST),
    query('StatementSync.prototype.all', ALL),
    query('StatementSync.prototype.iterate', ALL, '22.13.0'),
    query('SQLTagStore.prototype.run', { ...ALL, at: 0 }, '24.9.0'),
    query('SQLTagStore.prototype.get', { ...FIRST, at: 0 }, '24.9.0'),
    query('SQLTagStore.prototype.all', { ...ALL, at: 0 }, '24.9.0'),
    query('SQLTagStore.prototype.iterate', { ...ALL, at: 0 }, '24.9.0'),
    heavy('Session.prototype.changeset', changes, '22.12.0'),
    heavy('Session.prototype.patchset', changes, '22.12.0'),
  ],
  nonBlocking: [
    { member: 'backup', why: 'copies the pages on the thread pool' },
    { member: 'StatementSync', why: 'cannot be called: its instances come from prepare()' },
    { member: 'DatabaseSync.prototype.aggregate', why: 'only registers a function' },
    { member: 'DatabaseSync.prototype.function', why: 'only registers a function' },
    { member: 'DatabaseSync.prototype.createSession', why: 'only starts to record changes' },
    { member: 'DatabaseSync.prototype.createTagStore', why: 'makes an empty cache' },
    { member: 'DatabaseSync.prototype.location', why: 'reads a field of the open connection' },
    { member: 'DatabaseSync.prototype.isOpen', why: 'reads a field of the open connection' },
    { member: 'StatementSync.prototype.columns', why: 'reads a field of the compiled statement' },
  ],
};
