import type { BlockingCall, CatalogModule } from '../types.ts';

const runs = (member: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'runs the statement, with all of its reading and writing, before it returns',
  useInstead: 'a worker thread that owns the database',
});

const SELECTS = [
  ...[
    'where',
    'groupBy',
    'having',
    'orderBy',
    'limit',
    'offset',
    '$dynamic',
    'union',
    'unionAll',
    'intersect',
    'except',
  ],
  ...['leftJoin', 'rightJoin', 'innerJoin', 'fullJoin', 'crossJoin'],
];

/** What methods of a type give: `{ 'Select.prototype.where': 'Select' }`. */
const give = (type: string, names: readonly string[], result = type) =>
  Object.fromEntries(names.map((name) => [`${type}.prototype.${name}`, result]));

/** A query is built, and runs where `all`, `get`, `run` or `values` is called on it; `await` runs it too, where no call says so. */
const QUERIES = ['SQLiteSelect', 'SQLiteInsert', 'SQLiteUpdate', 'SQLiteDelete'];

const ofQuery = (query: string): BlockingCall[] =>
  ['all', 'get', 'run', 'values'].map((name) => runs(`${query}.prototype.${name}`));

export const drizzle: CatalogModule = {
  module: 'drizzle-orm/better-sqlite3',
  versions: '^0.45.4',
  kind: 'database',
  returns: {
    drizzle: 'BetterSQLite3Database',
    ...give('BetterSQLite3Database', ['select', 'selectDistinct'], 'SQLiteSelectBuilder'),
    ...give('BetterSQLite3Database', ['insert'], 'SQLiteInsertBuilder'),
    ...give('BetterSQLite3Database', ['update'], 'SQLiteUpdateBuilder'),
    ...give('BetterSQLite3Database', ['delete'], 'SQLiteDelete'),
    ...give('SQLiteSelectBuilder', ['from'], 'SQLiteSelect'),
    ...give('SQLiteInsertBuilder', ['values', 'select'], 'SQLiteInsert'),
    ...give('SQLiteUpdateBuilder', ['set'], 'SQLiteUpdate'),
    ...give('SQLiteSelect', SELECTS),
    ...give('SQLiteInsert', ['returning', 'onConflictDoNothing', 'onConflictDoUpdate']),
    ...give('SQLiteUpdate', ['where', 'returning', 'from']),
    ...give('SQLiteDelete', ['where', 'returning']),
  },
  calls: [...ofQuery('BetterSQLite3Database'), ...QUERIES.flatMap(ofQuery)],
};
