import type { BlockingCall, CatalogModule } from '../types.ts';

const lookUp = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'cheap',
  why: 'makes one system call for every place it looks at',
  useInstead,
});

const exists = (member: string, useInstead = 'await fs.promises.access()'): BlockingCall => ({
  member,
  weight: 'cheap',
  useInstead,
});

const since = (version: string, call: BlockingCall): BlockingCall => ({ ...call, since: version });
const until = (version: string, call: BlockingCall): BlockingCall => ({ ...call, removed: version });

/** Packages that look for a file, a directory or a program by trying paths. */
export const pathLookup: readonly CatalogModule[] = [
  {
    module: 'find-up',
    versions: '^5.0.0 || ^7.0.0 || ^8.0.0',
    kind: 'fs',
    calls: [
      since('6.0.0', lookUp('findUpSync', 'await findUp()')),
      since('6.2.0', lookUp('findUpMultipleSync', 'await findUpMultiple()')),
      since('8.0.0', lookUp('findDownSync', 'await findDown()')),
      until('6.0.0', lookUp('sync', 'await findUp()')),
      until('6.0.0', exists('sync.exists', 'await findUp.exists()')),
      until('6.0.0', exists('exists.sync', 'await findUp.exists()')),
    ],
  },
  { module: 'findup-sync', versions: '^5.0.0', kind: 'fs', calls: [lookUp('default', 'await findUp() of find-up')] },
  {
    module: 'locate-path',
    versions: '^6.0.0 || ^8.0.0',
    kind: 'fs',
    calls: [
      since('7.0.0', lookUp('locatePathSync', 'await locatePath()')),
      until('7.0.0', lookUp('sync', 'await locatePath()')),
    ],
  },
  {
    module: 'path-exists',
    versions: '^4.0.0 || ^5.0.0',
    kind: 'fs',
    calls: [
      since('5.0.0', exists('pathExistsSync', 'await pathExists()')),
      until('5.0.0', exists('sync', 'await pathExists()')),
    ],
  },
  {
    module: 'path-type',
    versions: '^4.0.0 || ^5.0.0 || ^6.0.0',
    kind: 'fs',
    calls: [
      exists('isFileSync', 'await isFile()'),
      exists('isDirectorySync', 'await isDirectory()'),
      exists('isSymlinkSync', 'await isSymlink()'),
    ],
  },
  { module: 'fs-exists-sync', versions: '^0.1.0', kind: 'fs', calls: [exists('default')] },
  { module: 'exists-sync', versions: '^0.1.0', kind: 'fs', calls: [exists('default')] },
  { module: 'file-exists', versions: '^5.0.1', kind: 'fs', calls: [exists('sync', 'await fileExists()')] },
  { module: 'detect-file', versions: '^1.0.0', kind: 'fs', calls: [exists('default')] },
  { module: 'which', versions: '^2.0.2 || ^6.0.1', kind: 'fs', calls: [lookUp('sync', 'await which()')] },
  { module: 'isexe', versions: '^2.0.0 || ^4.0.0', kind: 'fs', calls: [exists('sync', 'await isexe()')] },
  {
    module: 'npm-which',
    versions: '^3.0.1',
    kind: 'fs',
    calls: [lookUp('sync', 'npmWhich(directory)() with a callback')],
  },
  {
    module: 'find-cache-dir',
    versions: '^6.0.0',
    kind: 'fs',
    calls: [lookUp('default', 'findCacheDirectory() at start-up')],
  },
  {
    module: 'find-root',
    versions: '^1.1.0',
    kind: 'fs',
    calls: [lookUp('default', 'await packageDirectory() of package-directory')],
  },
  {
    module: 'find-babel-config',
    versions: '^2.1.2',
    kind: 'fs',
    calls: [lookUp('sync', 'await findBabelConfig()')],
  },
  {
    module: 'is-docker',
    versions: '^4.0.0',
    kind: 'fs',
    calls: [],
    nonBlocking: [{ member: 'default', why: 'looks once and remembers the answer' }],
  },
];
