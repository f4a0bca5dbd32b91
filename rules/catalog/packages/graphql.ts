import type { BlockingCall, CatalogModule } from '../types.ts';

const small = (member: string, why: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'cheap',
  why,
  useInstead,
});

const runs = (member: string, useInstead: string): BlockingCall =>
  small(member, 'resolves every field of the query before it returns', useInstead);

const builds = (member: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'builds the whole schema before it returns',
  useInstead: `${member}() once at start-up`,
});

/** What parses and checks a query is quick, save on one that somebody made to be slow. */
export const graphql: CatalogModule = {
  module: 'graphql',
  versions: '^16.15.0',
  kind: 'parse',
  calls: [
    runs('graphqlSync', 'await graphql(), whose resolvers may wait'),
    runs('executeSync', 'await execute(), whose resolvers may wait'),
    builds('buildSchema'),
    builds('buildASTSchema'),
    builds('buildClientSchema'),
    small('parse', 'parses the whole query before it returns', 'parse() with { maxTokens }'),
    small(
      'validate',
      'compares every pair of fields of the query before it returns',
      'a size limit on the query, and a cache of those that are validated',
    ),
  ],
};
