import type { BlockingCall, CatalogModule } from '../types.ts';

const worksThrough = (member: string, why: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why,
  useInstead,
  when: { largeInput: { at: 0 } },
});

const guesses = (member: string, useInstead: string): BlockingCall =>
  worksThrough(member, 'compares all of the bytes with every encoding that it knows before it returns', useInstead);

const iconvLite: CatalogModule = {
  module: 'iconv-lite',
  versions: '^0.7.3',
  kind: 'parse',
  calls: [
    worksThrough('decode', 'decodes all of the bytes in JavaScript before it returns', 'iconv.decodeStream()'),
    worksThrough('encode', 'encodes the whole text in JavaScript before it returns', 'iconv.encodeStream()'),
  ],
};

const sample = 'chardet.detect(bytes.subarray(0, 4096))';

const detectsFile = (member: string): BlockingCall => ({
  member,
  kind: 'fs',
  weight: 'heavy',
  why: 'reads the whole file, and compares it with every encoding that it knows, before it returns',
  useInstead: 'await chardet.detectFile(path, { sampleSize: 4096 })',
});

const chardet: CatalogModule = {
  module: 'chardet',
  versions: '^0.7.0 || ^2.2.0',
  kind: 'parse',
  calls: [
    guesses('detect', sample),
    { ...guesses('analyse', sample), since: '1.0.0' },
    { ...guesses('detectAll', sample), removed: '1.0.0' },
    detectsFile('detectFileSync'),
    { ...detectsFile('detectFileAllSync'), removed: '1.0.0' },
  ],
};

const jschardet: CatalogModule = {
  module: 'jschardet',
  versions: '^3.1.4',
  kind: 'parse',
  calls: ['detect', 'detectAll'].map((member) => guesses(member, `jschardet.${member}(bytes.subarray(0, 4096))`)),
};

/** Packages that guess the encoding of a text, or change it. */
export const textEncodings: readonly CatalogModule[] = [iconvLite, chardet, jschardet];
