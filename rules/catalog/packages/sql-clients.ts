import type { BlockingCall, CatalogModule } from '../types.ts';

const waits = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'unbounded',
  why: 'waits for the answer of the database server',
  useInstead,
});

/** Clients of database servers that wait for the answer, and databases that run queries in memory. */
export const sqlClients: readonly CatalogModule[] = [
  {
    module: 'pg-native',
    versions: '^3.9.0',
    kind: 'database',
    returns: { 'new default': 'Client' },
    calls: [
      waits('Client.prototype.connectSync', 'client.connect() with a callback'),
      waits('Client.prototype.querySync', 'client.query() with a callback'),
      waits('Client.prototype.prepareSync', 'client.prepare() with a callback'),
      waits('Client.prototype.executeSync', 'client.execute() with a callback'),
    ],
  },
  {
    module: 'libpq',
    versions: '^1.11.0',
    kind: 'database',
    returns: { 'new default': 'PQ' },
    calls: [
      waits('PQ.prototype.connectSync', 'pq.connect() with a callback'),
      waits('PQ.prototype.exec', 'pq.sendQuery()'),
      waits('PQ.prototype.execParams', 'pq.sendQueryParams()'),
      waits('PQ.prototype.prepare', 'pq.sendPrepare()'),
      waits('PQ.prototype.execPrepared', 'pq.sendQueryPrepared()'),
    ],
  },
  {
    module: 'sync-mysql',
    versions: '^3.0.1',
    kind: 'database',
    returns: { 'new default': 'Connection' },
    calls: [
      waits('Connection.prototype.query', 'await connection.query() of mysql2/promise'),
      waits('Connection.prototype.call', 'await connection.query() of mysql2/promise'),
      waits('Connection.prototype.getRecord', 'await connection.query() of mysql2/promise'),
    ],
  },
  {
    module: 'alasql',
    versions: '^4.19.1',
    kind: 'database',
    calls: [
      {
        member: 'default',
        weight: 'heavy',
        why: 'runs the whole query in memory, on the loop, with a callback as well',
        useInstead: 'a worker thread that holds the data',
        fakeAsync: true,
      },
      {
        member: 'exec',
        weight: 'heavy',
        why: 'runs the whole query in memory, on the loop, with a callback as well',
        useInstead: 'a worker thread that holds the data',
        fakeAsync: true,
      },
    ],
  },
];
