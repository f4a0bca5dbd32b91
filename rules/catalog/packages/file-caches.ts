import type { BlockingCall, CatalogModule } from '../types.ts';

const reads = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'reads and parses the whole cache file before it returns',
  useInstead,
});

const writes = (member: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'writes the whole cache file before it returns',
  useInstead: 'a call at exit, or a worker thread',
});

const removes = (member: string, useInstead: string): BlockingCall => ({ member, weight: 'cheap', useInstead });

const looksAtFiles = (member: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'looks at every given file, and may read it, before it returns',
  useInstead: 'a worker thread',
});

const atStart = (name: string): string => `${name}() at start-up`;

const flatCache: CatalogModule = {
  module: 'flat-cache',
  versions: '^4.0.1 || ^6.1.23',
  kind: 'fs',
  returns: { create: 'FlatCache', createFromFile: 'FlatCache', load: 'FlatCache', 'new FlatCache': 'FlatCache' },
  calls: [
    { ...reads('load', atStart('load')), removed: '6.0.0' },
    reads('create', atStart('create')),
    reads('createFromFile', atStart('createFromFile')),
    reads('FlatCache.prototype.load', atStart('cache.load')),
    reads('FlatCache.prototype.loadFile', 'cache.loadFileStream()'),
    writes('FlatCache.prototype.save'),
    removes('FlatCache.prototype.removeCacheFile', 'await fs.promises.rm()'),
    removes('FlatCache.prototype.destroy', 'await fs.promises.rm()'),
    removes('clearCacheById', 'await fs.promises.rm()'),
    removes('clearAll', 'await fs.promises.rm(directory, { recursive: true })'),
  ],
};

const fileEntryCache: CatalogModule = {
  module: 'file-entry-cache',
  versions: '^8.0.0 || ^11.1.5',
  kind: 'fs',
  returns: { create: 'FileEntryCache', createFromFile: 'FileEntryCache', 'new FileEntryCache': 'FileEntryCache' },
  calls: [
    reads('create', atStart('create')),
    reads('createFromFile', atStart('createFromFile')),
    looksAtFiles('FileEntryCache.prototype.hasFileChanged'),
    looksAtFiles('FileEntryCache.prototype.getFileDescriptor'),
    looksAtFiles('FileEntryCache.prototype.analyzeFiles'),
    looksAtFiles('FileEntryCache.prototype.getUpdatedFiles'),
    looksAtFiles('FileEntryCache.prototype.normalizeEntries'),
    writes('FileEntryCache.prototype.reconcile'),
    removes('FileEntryCache.prototype.destroy', 'await fs.promises.rm()'),
    removes('FileEntryCache.prototype.deleteCacheFile', 'await fs.promises.rm()'),
  ],
};

/** Caches of build tools that live in one file. */
export const fileCaches: readonly CatalogModule[] = [flatCache, fileEntryCache];
