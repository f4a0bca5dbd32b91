import type { CatalogModule, NonBlockingCall } from '../types.ts';

const onThreadPool = (member: string): NonBlockingCall => ({ member, why: 'runs on the thread pool and calls back' });
const givesPromise = (member: string): NonBlockingCall => ({ member, why: 'gives a promise and waits on nothing' });

/** Packages whose work looks blocking beside their neighbours' and is not. */
export const asyncPackages: readonly CatalogModule[] = [
  {
    module: 'sqlite3',
    versions: '^6.0.1',
    kind: 'database',
    calls: [],
    nonBlocking: [
      ...['run', 'get', 'all', 'each', 'exec', 'prepare', 'close'].map((name) =>
        onThreadPool(`Database.prototype.${name}`),
      ),
      ...['run', 'get', 'all', 'each'].map((name) => onThreadPool(`Statement.prototype.${name}`)),
    ],
  },
  {
    module: 'systeminformation',
    versions: '^5.33.23',
    kind: 'child-process',
    calls: [],
    nonBlocking: ['processes', 'fsSize', 'dockerContainers'].map(givesPromise),
  },
  { module: 'recursive-readdir', versions: '^2.2.3', kind: 'fs', calls: [], nonBlocking: [givesPromise('default')] },
  {
    module: 'readdirp',
    versions: '^5.1.1',
    kind: 'fs',
    calls: [],
    nonBlocking: [{ member: 'default', why: 'gives a stream' }, givesPromise('readdirpPromise')],
  },
  {
    module: 'nano-spawn',
    versions: '^2.1.0',
    kind: 'child-process',
    calls: [],
    nonBlocking: [givesPromise('default')],
  },
  {
    module: 'find-process',
    versions: '^2.1.1',
    kind: 'child-process',
    calls: [],
    nonBlocking: [givesPromise('default')],
  },
  { module: 'macaddress', versions: '^0.5.4', kind: 'child-process', calls: [], nonBlocking: [givesPromise('one')] },
  { module: 'get-stdin', versions: '^10.0.0', kind: 'fs', calls: [], nonBlocking: [givesPromise('default')] },
  { module: 'read-last-lines', versions: '^1.10.0', kind: 'fs', calls: [], nonBlocking: [givesPromise('read')] },
  { module: 'trash', versions: '^10.1.1', kind: 'fs', calls: [], nonBlocking: [givesPromise('default')] },
  { module: 'lookpath', versions: '^1.2.3', kind: 'fs', calls: [], nonBlocking: [givesPromise('lookpath')] },
];
