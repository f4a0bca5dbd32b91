import type { BlockingCall, CatalogModule } from '../types.ts';

const walk = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'reads the whole tree before it returns',
  useInstead,
});

const oneCall = (member: string, useInstead: string): BlockingCall => ({ member, weight: 'cheap', useInstead });

const readdir = 'await fs.promises.readdir(directory, { recursive: true })';

/** Packages that list a directory tree. */
export const directoryWalkers: readonly CatalogModule[] = [
  { module: 'klaw-sync', versions: '^8.0.0', kind: 'fs', calls: [walk('default', 'for await (... of klaw())')] },
  {
    module: 'walk-sync',
    versions: '^4.0.2',
    kind: 'fs',
    calls: [walk('default', readdir), walk('entries', readdir)],
  },
  { module: 'walkdir', versions: '^0.4.1', kind: 'fs', calls: [walk('sync', 'await walkdir.async()')] },
  { module: 'directory-tree', versions: '^3.6.0', kind: 'fs', calls: [walk('default', readdir)] },
  { module: 'fs-readdir-recursive', versions: '^1.1.0', kind: 'fs', calls: [walk('default', readdir)] },
  { module: 'recursive-readdir-sync', versions: '^1.0.6', kind: 'fs', calls: [walk('default', readdir)] },
  {
    module: 'recrawl-sync',
    versions: '^2.2.3',
    kind: 'fs',
    calls: [walk('crawl', readdir)],
    nonBlocking: [{ member: 'recrawl', why: 'only makes the function that crawls' }],
  },
  { module: '@nodelib/fs.walk', versions: '^3.0.1', kind: 'fs', calls: [walk('walkSync', 'walk() with a callback')] },
  {
    module: '@nodelib/fs.scandir',
    versions: '^4.0.1',
    kind: 'fs',
    calls: [
      {
        ...walk('scandirSync', 'scandir() with a callback'),
        why: 'reads the whole directory before it returns',
      },
    ],
  },
  {
    module: '@nodelib/fs.stat',
    versions: '^4.0.0',
    kind: 'fs',
    calls: [oneCall('statSync', 'stat() with a callback')],
  },
  {
    module: 'path-scurry',
    versions: '^3.0.0',
    kind: 'fs',
    returns: { 'new PathScurry': 'PathScurry' },
    calls: [
      walk('PathScurry.prototype.walkSync', 'await scurry.walk()'),
      walk('PathScurry.prototype.iterateSync', 'for await (... of scurry.iterate())'),
      walk('PathScurry.prototype.streamSync', 'scurry.stream()'),
      {
        ...walk('PathScurry.prototype.readdirSync', 'await scurry.readdir()'),
        why: 'reads the whole directory before it returns',
      },
      oneCall('PathScurry.prototype.lstatSync', 'await scurry.lstat()'),
      oneCall('PathScurry.prototype.readlinkSync', 'await scurry.readlink()'),
      oneCall('PathScurry.prototype.realpathSync', 'await scurry.realpath()'),
    ],
  },
  { module: 'ignore-walk', versions: '^3.0.4 || ^8.0.0', kind: 'fs', calls: [walk('sync', 'await ignoreWalk()')] },
];
