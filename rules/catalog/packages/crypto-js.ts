import type { BlockingCall, CatalogModule } from '../types.ts';

const versions = '^4.2.0';

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

const hash = (member: string): BlockingCall => ({
  ...worksOnWhole(member, 'crypto.createHash() as a stream'),
  lightInLoop: true,
});

const deriveKey = 'derives the key in JavaScript, many times slower than node:crypto, before it returns';

const derives = (member: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: deriveKey,
  useInstead: 'await promisify(crypto.pbkdf2)()',
});

const ciphers = ['AES', 'DES', 'TripleDES', 'Blowfish'];

const derivations = ['PBKDF2', 'EvpKDF'].map(derives);
const hashes = [
  ...['MD5', 'SHA1', 'SHA256', 'SHA512', 'SHA3', 'RIPEMD160'].map(hash),
  ...['HmacSHA1', 'HmacSHA256', 'HmacSHA512'].map(hash),
];

const whole: CatalogModule = {
  module: 'crypto-js',
  versions,
  kind: 'crypto',
  calls: [...derivations, ...ciphers.flatMap(cipher), ...hashes],
};

const file = (name: string, calls: readonly BlockingCall[]): CatalogModule => {
  const path = `crypto-js/${name.toLowerCase().replace('hmac', 'hmac-')}`;
  return { module: path, aliases: [`${path}.js`], versions, kind: 'crypto', calls };
};

/** One of two functions that take a text, by the path to it. */
const cipherFile = (name: string): CatalogModule =>
  file(
    name,
    cipher(name).map((call) => ({ ...call, member: call.member.replace(`${name}.`, '') })),
  );

/** https://cryptojs.gitbook.io/docs/: plain JavaScript, without an async form. */
export const cryptoJs: readonly CatalogModule[] = [
  whole,
  // DES is in the file of TripleDES; that of EvpKDF lacks the hash that it begins with.
  ...ciphers.filter((name) => name !== 'DES').map(cipherFile),
  ...[derives('PBKDF2'), ...hashes].map((call) => file(call.member, [{ ...call, member: 'default' }])),
];
