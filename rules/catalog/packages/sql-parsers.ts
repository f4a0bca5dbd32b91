import type { BlockingCall, CatalogModule } from '../types.ts';

const parses = (member: string): BlockingCall => ({
  member,
  weight: 'cheap',
  why: 'parses the whole statement in JavaScript before it returns',
  useInstead: 'a worker thread, or a bound on the size of the statement',
});

/** Packages that read SQL, without a database. */
export const sqlParsers: readonly CatalogModule[] = [
  {
    module: 'sql-formatter',
    versions: '^15.9.0',
    kind: 'parse',
    calls: ['format', 'formatDialect'].map((member) => parses(member)),
  },
  {
    module: 'node-sql-parser',
    versions: '^5.4.0',
    kind: 'parse',
    calls: ['astify', 'parse', 'tableList', 'columnList'].map((name) => parses(`Parser.prototype.${name}`)),
  },
];
