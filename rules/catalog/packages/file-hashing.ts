import type { BlockingCall, CatalogModule } from '../types.ts';

const readsFile = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'reads and hashes the whole file before it returns',
  useInstead,
});

const hashesValue = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'cheap',
  why: 'walks and hashes the whole value before it returns',
  useInstead,
});

const hasha: CatalogModule = {
  module: 'hasha',
  versions: '^5.2.2 || ^7.0.0',
  kind: 'crypto',
  calls: [
    { ...readsFile('hashFileSync', 'await hashFile()'), since: '6.0.0' },
    { ...hashesValue('hashSync', 'await hash()'), since: '6.0.0' },
    { ...readsFile('fromFileSync', 'await hasha.fromFile()'), removed: '6.0.0' },
    { ...hashesValue('default', 'await hasha.async()'), removed: '6.0.0' },
  ],
};

const md5File: CatalogModule = {
  module: 'md5-file',
  versions: '^5.0.0',
  kind: 'crypto',
  calls: [readsFile('sync', 'await md5File(path)')],
  nonBlocking: [{ member: 'default', why: 'reads the file as a stream' }],
};

const bound = 'a hash of the fields that matter';

const objectHash: CatalogModule = {
  module: 'object-hash',
  versions: '^3.0.0',
  kind: 'crypto',
  calls: ['default', 'sha1', 'MD5', 'keys', 'keysMD5'].map((member) => hashesValue(member, bound)),
};

const hashesInJavaScript = (member: string, algorithm: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'hashes all of the data in JavaScript before it returns',
  useInstead: `crypto.createHash('${algorithm}') with update() chunk by chunk`,
  when: { largeInput: { at: 0 } },
});

const md5: CatalogModule = {
  module: 'md5',
  versions: '^2.3.0',
  kind: 'crypto',
  calls: [hashesInJavaScript('default', 'md5')],
};

const jsSha3: CatalogModule = {
  module: 'js-sha3',
  versions: '^0.13.0',
  kind: 'crypto',
  calls: [
    ...['sha3_256', 'sha3_512'].map((name) => hashesInJavaScript(name, name.replace('_', '-'))),
    ...['keccak256', 'keccak_256', 'keccak512', 'keccak_512'].map((name) => ({
      ...hashesInJavaScript(name, ''),
      useInstead: `${name}.create() with update() chunk by chunk`,
    })),
  ],
};

/** Hashes of files and of values. */
export const fileHashing: readonly CatalogModule[] = [hasha, md5File, objectHash, md5, jsSha3];
