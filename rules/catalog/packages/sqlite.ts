import type { BlockingCall, CatalogModule } from '../types.ts';

const inWorker = 'a worker thread that owns the database';

/** Of a database's own methods the first argument is the SQL, of a statement's that of what prepared it. */
const sqlOf = (member: string): NonNullable<BlockingCall['sql']> => ({
  rows: /\.(?:get|getAsObject|step)$/.test(member) ? 'first' : 'all',
  ...(member.startsWith('Database.') && { at: 0 }),
});

const query = (member: string, useInstead = inWorker): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'runs the statement, with all of its reading and writing, before it returns',
  useInstead,
  sql: sqlOf(member),
});

const wholeDatabase = (member: string, why: string, useInstead = inWorker): BlockingCall => ({
  member,
  weight: 'heavy',
  why,
  useInstead,
});

const cheap = (member: string, useInstead = inWorker): BlockingCall => ({ member, weight: 'cheap', useInstead });

const types = { 'new default': 'Database', 'Database.prototype.prepare': 'Statement' } as const;
const sameStatement = Object.fromEntries(
  ['bind', 'pluck', 'expand', 'raw', 'safeIntegers'].map((name) => [`Statement.prototype.${name}`, 'Statement']),
);
const statement = ['run', 'get', 'all', 'iterate'].map((name) => `Statement.prototype.${name}`);

const betterSqlite = (module: string, versions: string): CatalogModule => ({
  module,
  versions,
  kind: 'database',
  // Also called without `new`.
  returns: { ...types, default: 'Database', ...sameStatement },
  calls: [
    ...statement.map((member) => query(member)),
    query('Database.prototype.exec'),
    wholeDatabase('Database.prototype.serialize', 'copies the whole database before it returns', 'await db.backup()'),
    cheap('new default', 'new Database() at start-up'),
    cheap('Database.prototype.prepare', 'a statement prepared at start-up'),
    cheap('Database.prototype.pragma'),
    cheap('Database.prototype.loadExtension', 'db.loadExtension() at start-up'),
    cheap('Database.prototype.close'),
  ],
  nonBlocking: [
    { member: 'Database.prototype.backup', why: 'copies some pages at a time and gives a promise' },
    { member: 'Database.prototype.transaction', why: 'only makes the function that runs the transaction' },
  ],
});

const fromPromise = (name: string): string => `await ${name}() from libsql/promise`;

const libsql: CatalogModule = {
  module: 'libsql',
  versions: '^0.5.29',
  kind: 'database',
  returns: { ...types, 'Statement.prototype.raw': 'Statement', 'Statement.prototype.pluck': 'Statement' },
  calls: [
    query('Statement.prototype.run'),
    query('Statement.prototype.get'),
    query('Statement.prototype.all', fromPromise('statement.all')),
    query('Statement.prototype.iterate', fromPromise('statement.iterate')),
    query('Database.prototype.exec', fromPromise('db.exec')),
    cheap('Database.prototype.pragma', fromPromise('db.pragma')),
    {
      member: 'Database.prototype.sync',
      weight: 'unbounded',
      why: 'waits for the remote database',
      useInstead: fromPromise('db.sync'),
    },
    cheap('new default', 'new Database() at start-up'),
    cheap('Database.prototype.prepare', fromPromise('db.prepare')),
    cheap('Database.prototype.close'),
  ],
};

/** Its `run` and `get` call the same native function as those of `libsql`: the whole query runs on the loop. */
const libsqlPromise: CatalogModule = {
  module: 'libsql/promise',
  versions: '^0.5.29',
  kind: 'database',
  returns: { ...types, 'Statement.prototype.raw': 'Statement', 'Statement.prototype.pluck': 'Statement' },
  calls: [
    { ...query('Statement.prototype.run', 'await statement.all()'), fakeAsync: true },
    { ...query('Statement.prototype.get', 'await statement.all()'), fakeAsync: true },
    cheap('new default', 'new Database() at start-up'),
  ],
  nonBlocking: [
    { member: 'Database.prototype.exec', why: 'runs on another thread and gives a promise' },
    { member: 'Statement.prototype.all', why: 'runs on another thread and gives a promise' },
  ],
};

const sqlJsDatabase = ['run', 'exec', 'each'].map((name) => `Database.prototype.${name}`);
const sqlJsStatement = ['step', 'get', 'getAsObject', 'run'].map((name) => `Statement.prototype.${name}`);

const sqlJs: CatalogModule = {
  module: 'sql.js',
  versions: '^1.8.0',
  kind: 'database',
  returns: {
    default: 'SqlJs',
    'new SqlJs.prototype.Database': 'Database',
    'Database.prototype.prepare': 'Statement',
    'Database.prototype.run': 'Database',
  },
  calls: [
    ...[...sqlJsDatabase, ...sqlJsStatement].map((member) => query(member)),
    wholeDatabase('Database.prototype.export', 'copies the whole database before it returns'),
    wholeDatabase('new SqlJs.prototype.Database', 'copies the whole database file into memory'),
    cheap('Database.prototype.prepare'),
    cheap('Database.prototype.close'),
  ],
};

const nodeSqlite3Wasm: CatalogModule = {
  module: 'node-sqlite3-wasm',
  versions: '^0.8.60',
  kind: 'database',
  returns: { 'Database.prototype.prepare': 'Statement' },
  calls: [
    ...['run', 'all', 'get', 'exec'].map((name) => query(`Database.prototype.${name}`)),
    ...statement.map((member) => query(member)),
    cheap('new Database', 'new Database() at start-up'),
    cheap('Database.prototype.prepare'),
    cheap('Database.prototype.close'),
  ],
};

/** SQLite in the process: every statement runs on the loop. */
export const sqlite: readonly CatalogModule[] = [
  betterSqlite('better-sqlite3', '^12.11.1'),
  betterSqlite('better-sqlite3-multiple-ciphers', '^12.11.1'),
  libsql,
  libsqlPromise,
  sqlJs,
  nodeSqlite3Wasm,
];
