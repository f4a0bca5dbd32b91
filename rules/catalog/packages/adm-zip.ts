import type { BlockingCall, CatalogModule } from '../types.ts';

const inflates = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'decompresses the whole entry before it returns',
  useInstead,
});

const writes = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'decompresses and writes every file before it returns',
  useInstead,
});

const packs = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'compresses every entry before it returns',
  useInstead,
});

/** https://github.com/cthackers/adm-zip: no `Sync` in any name, and sync unless the name ends in Async or Promise. */
export const admZip: CatalogModule = {
  module: 'adm-zip',
  versions: '^0.6.1',
  kind: 'compression',
  returns: {
    'new default': 'AdmZip',
    'AdmZip.prototype.getEntry': 'ZipEntry',
    'AdmZip.prototype.addFile': 'ZipEntry',
    'AdmZip.prototype.getEntries': 'ZipEntry[]',
  },
  calls: [
    {
      member: 'new default',
      weight: 'heavy',
      why: 'reads the whole archive before it returns',
      useInstead: 'yauzl.open() of the yauzl package',
      when: { minArguments: 1 },
    },
    inflates('AdmZip.prototype.readFile', 'zip.readFileAsync(entry, callback)'),
    inflates('AdmZip.prototype.readAsText', 'zip.readAsTextAsync(entry, callback)'),
    inflates('AdmZip.prototype.test', 'yauzl.open() of the yauzl package'),
    inflates('ZipEntry.prototype.getData', 'entry.getDataAsync(callback)'),
    writes('AdmZip.prototype.extractAllTo', 'zip.extractAllToAsync(path, overwrite, keepPermissions, callback)'),
    writes('AdmZip.prototype.extractEntryTo', 'zip.extractAllToAsync(path, overwrite, keepPermissions, callback)'),
    {
      member: 'AdmZip.prototype.addLocalFile',
      weight: 'heavy',
      why: 'reads the whole file before it returns',
      useInstead: 'zip.addLocalFileAsync(options, callback)',
    },
    {
      member: 'AdmZip.prototype.addLocalFolder',
      weight: 'heavy',
      why: 'reads the whole directory tree before it returns',
      useInstead: 'await zip.addLocalFolderPromise()',
    },
    packs('AdmZip.prototype.writeZip', 'await zip.writeZipPromise()'),
    { ...packs('AdmZip.prototype.toBuffer', 'await zip.toBufferPromise()'), when: { callback: false } },
  ],
  nonBlocking: ['addLocalFolderPromise', 'writeZipPromise', 'toBufferPromise'].map((name) => ({
    member: `AdmZip.prototype.${name}`,
    why: 'reads, writes and compresses on the thread pool',
  })),
};
