import type { BlockingCall, CatalogModule } from '../types.ts';

const worksOnWhole = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'cheap',
  why: 'works through the whole input in JavaScript before it returns',
  useInstead,
});

const cipher = (name: string): readonly BlockingCall[] => [
  worksOnWhole(`${name}.encrypt`, 'crypto.createCipheriv() as a stream'),
  worksOnWhole(`${name}.decrypt`, 'crypto.createDecipheriv() as a stream'),
];

const hash = (member: string): BlockingCall => worksOnWhole(member, 'crypto.createHash() as a stream');

const deriveKey = 'derives the key in JavaScript, many times slower than node:crypto, before it returns';

/** https://cryptojs.gitbook.io/docs/: plain JavaScript, without an async form. */
export const cryptoJs: CatalogModule = {
  module: 'crypto-js',
  versions: '^4.2.0',
  kind: 'crypto',
  calls: [
    { member: 'PBKDF2', weight: 'heavy', why: deriveKey, useInstead: 'await promisify(crypto.pbkdf2)()' },
    { member: 'EvpKDF', weight: 'heavy', why: deriveKey, useInstead: 'await promisify(crypto.pbkdf2)()' },
    ...['AES', 'DES', 'TripleDES', 'Blowfish'].flatMap(cipher),
    ...['MD5', 'SHA1', 'SHA256', 'SHA512', 'SHA3', 'RIPEMD160'].map(hash),
    ...['HmacSHA1', 'HmacSHA256', 'HmacSHA512'].map(hash),
  ],
};
