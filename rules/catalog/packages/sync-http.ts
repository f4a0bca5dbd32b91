import type { BlockingCall, CatalogModule } from '../types.ts';

const requests = (member: string): BlockingCall => ({
  member,
  weight: 'unbounded',
  why: 'waits for the whole answer, fetched by another process',
  useInstead: 'await fetch()',
});

/** Packages that make a network request and wait for its answer. */
export const syncHttp: readonly CatalogModule[] = [
  { module: 'sync-request', versions: '^6.1.0', kind: 'http', calls: [requests('default')] },
  { module: 'sync-fetch', versions: '^0.6.0', kind: 'http', calls: [requests('default')] },
  { module: '@ardatan/sync-fetch', versions: '^0.0.1', kind: 'http', calls: [requests('default')] },
];
