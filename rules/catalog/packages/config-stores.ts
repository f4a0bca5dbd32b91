import type { BlockingCall, CatalogModule } from '../types.ts';

const reads = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'reads the whole store from its file before it returns',
  useInstead,
});

const writes = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'writes the whole store to its file before it returns',
  useInstead,
});

const readsAndWrites = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'reads the whole store from its file and writes it back before it returns',
  useInstead,
});

const cheap = (member: string, useInstead: string): BlockingCall => ({ member, weight: 'cheap', useInstead });

const keep = 'a value read once at start-up';
const later = 'an asynchronous store, such as lowdb with JSONFile';

const conf: CatalogModule = {
  module: 'conf',
  versions: '^10.2.0 || ^15.1.0',
  kind: 'fs',
  returns: { 'new default': 'Conf' },
  calls: [
    readsAndWrites('new default', 'new Conf() at start-up'),
    reads('Conf.prototype.get', keep),
    reads('Conf.prototype.has', keep),
    readsAndWrites('Conf.prototype.set', later),
    readsAndWrites('Conf.prototype.delete', later),
    readsAndWrites('Conf.prototype.reset', later),
    { ...readsAndWrites('Conf.prototype.appendToArray', later), since: '15.0.0' },
    writes('Conf.prototype.clear', later),
  ],
};

const configstore: CatalogModule = {
  module: 'configstore',
  versions: '^5.0.1 || ^8.0.0',
  kind: 'fs',
  returns: { 'new default': 'Configstore' },
  calls: [
    reads('Configstore.prototype.get', keep),
    reads('Configstore.prototype.has', keep),
    readsAndWrites('Configstore.prototype.set', later),
    readsAndWrites('Configstore.prototype.delete', later),
    cheap('Configstore.prototype.clear', later),
  ],
};

const dataStore: CatalogModule = {
  module: 'data-store',
  versions: '^4.0.3',
  kind: 'fs',
  returns: {
    default: 'Store',
    'new default': 'Store',
    'new Store': 'Store',
    'Store.prototype.set': 'Store',
    'Store.prototype.union': 'Store',
    'Store.prototype.del': 'Store',
  },
  calls: [
    reads('Store.prototype.load', keep),
    writes('Store.prototype.set', later),
    writes('Store.prototype.union', later),
    writes('Store.prototype.del', later),
    cheap('Store.prototype.clear', later),
    writes('Store.prototype.save', later),
    writes('Store.prototype.writeFile', later),
    cheap('Store.prototype.unlink', 'await fs.promises.unlink()'),
  ],
};

const nodeLocalStorage: CatalogModule = {
  module: 'node-localstorage',
  versions: '^3.0.5',
  kind: 'fs',
  calls: [
    { ...reads('new LocalStorage', 'new LocalStorage() at start-up'), why: 'lists every key of the store' },
    { ...reads('new JSONStorage', 'new JSONStorage() at start-up'), why: 'lists every key of the store' },
    ...['LocalStorage', 'JSONStorage'].flatMap((type) => [
      { ...reads(`${type}.prototype.getItem`, 'await fs.promises.readFile()'), why: 'reads the file of the item' },
      { ...writes(`${type}.prototype.setItem`, 'await fs.promises.writeFile()'), why: 'writes the file of the item' },
      cheap(`${type}.prototype.removeItem`, 'await fs.promises.unlink()'),
      { ...writes(`${type}.prototype.clear`, 'await fs.promises.rm()'), why: 'removes the file of every item' },
    ]),
  ],
};

const syncDiskCache: CatalogModule = {
  module: 'sync-disk-cache',
  versions: '^2.1.0',
  kind: 'fs',
  returns: { 'new default': 'Cache' },
  calls: [
    { ...reads('Cache.prototype.get', 'await get() of async-disk-cache'), why: 'reads the file of the entry' },
    { ...writes('Cache.prototype.set', 'await set() of async-disk-cache'), why: 'writes the file of the entry' },
    cheap('Cache.prototype.has', 'await has() of async-disk-cache'),
    cheap('Cache.prototype.remove', 'await remove() of async-disk-cache'),
    { ...writes('Cache.prototype.clear', 'await clear() of async-disk-cache'), why: 'removes the file of every entry' },
  ],
};

/** Stores for settings and small data that read and write their file at every call. */
export const configStores: readonly CatalogModule[] = [
  conf,
  {
    module: 'electron-store',
    includes: ['conf'],
    versions: '^11.0.2',
    kind: 'fs',
    returns: { 'new default': 'Conf' },
    calls: [],
  },
  configstore,
  dataStore,
  nodeLocalStorage,
  syncDiskCache,
  {
    module: 'keyv-file',
    versions: '^5.3.5',
    kind: 'fs',
    calls: [reads('new KeyvFile', 'new KeyvFile() at start-up'), reads('new default', 'new KeyvFile() at start-up')],
  },
];
