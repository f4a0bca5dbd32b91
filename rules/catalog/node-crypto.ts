import type { BlockingCall, CatalogModule, Condition } from './types.ts';

type Extra = Partial<Pick<BlockingCall, 'since' | 'when' | 'fakeAsync'>>;

const call =
  (weight: 'heavy' | 'cheap') =>
  (member: string, useInstead: string, why: string, extra: Extra = {}): BlockingCall => ({
    member,
    weight,
    why,
    useInstead,
    ...extra,
  });
const heavy = call('heavy');
const cheap = call('cheap');

const promisified = (name: string): string => `await util.promisify(crypto.${name})()`;
const noCallback: Condition = { callback: false };
const large = (at: number): Extra => ({ when: { largeInput: { at } } });

const derivation = 'derives a key, which is slow on purpose';
const asymmetric = 'computes with a private or public key';
const exponent = 'computes with large numbers';
const wholeData = 'goes over all of the data before it returns';
const prime = 'searches or tests prime numbers';

const keys: readonly BlockingCall[] = [
  heavy('pbkdf2Sync', promisified('pbkdf2'), derivation),
  heavy('scryptSync', promisified('scrypt'), derivation),
  heavy('argon2Sync', promisified('argon2'), derivation, { since: '24.7.0' }),
  heavy('generateKeyPairSync', promisified('generateKeyPair'), 'generates a key pair: for RSA, by searching primes'),
  heavy('generatePrimeSync', promisified('generatePrime'), prime),
  heavy('checkPrimeSync', promisified('checkPrime'), prime),
  heavy(
    'createDiffieHellman',
    'await util.promisify(crypto.generateKeyPair)()',
    'generates a prime, or tests the one it is given',
  ),
  cheap('generateKeySync', promisified('generateKey'), 'generates a key'),
  cheap('hkdfSync', promisified('hkdf'), 'derives a key'),
];

const random: readonly BlockingCall[] = [
  cheap('randomFillSync', promisified('randomFill'), 'draws all of the random bytes before it returns'),
  cheap('randomBytes', promisified('randomBytes'), 'draws all of the random bytes before it returns', {
    when: { callback: false, atLeast: { at: 0, value: 65_536 } },
  }),
];

const signatures: readonly BlockingCall[] = [
  cheap('sign', promisified('sign'), asymmetric, { when: noCallback }),
  cheap('verify', promisified('verify'), asymmetric, { when: noCallback }),
  cheap('Sign.prototype.sign', promisified('sign'), asymmetric),
  cheap('Verify.prototype.verify', promisified('verify'), asymmetric),
  cheap('privateDecrypt', 'await crypto.subtle.decrypt()', asymmetric),
  cheap('privateEncrypt', 'a worker thread', asymmetric),
  cheap('publicDecrypt', 'a worker thread', asymmetric),
  cheap('publicEncrypt', 'await crypto.subtle.encrypt()', asymmetric),
];

const agreements: readonly BlockingCall[] = [
  cheap('diffieHellman', 'await crypto.subtle.deriveBits()', exponent, { when: noCallback }),
  cheap('encapsulate', promisified('encapsulate'), asymmetric, { since: '24.7.0', when: noCallback }),
  cheap('decapsulate', promisified('decapsulate'), asymmetric, { since: '24.7.0', when: noCallback }),
  cheap('DiffieHellman.prototype.generateKeys', promisified('generateKeyPair'), exponent),
  cheap('DiffieHellman.prototype.computeSecret', 'a worker thread', exponent),
  cheap('DiffieHellmanGroup.prototype.generateKeys', promisified('generateKeyPair'), exponent),
  cheap('DiffieHellmanGroup.prototype.computeSecret', 'a worker thread', exponent),
  cheap('ECDH.prototype.generateKeys', promisified('generateKeyPair'), exponent),
  cheap('ECDH.prototype.computeSecret', 'await crypto.subtle.deriveBits()', exponent),
];

const bulk: readonly BlockingCall[] = [
  cheap('hash', 'await crypto.subtle.digest()', wholeData, large(1)),
  cheap('Hash.prototype.update', 'await crypto.subtle.digest()', wholeData, large(0)),
  cheap('Hmac.prototype.update', 'await crypto.subtle.sign()', wholeData, large(0)),
  cheap('Cipheriv.prototype.update', 'await crypto.subtle.encrypt()', wholeData, large(0)),
  cheap('Decipheriv.prototype.update', 'await crypto.subtle.decrypt()', wholeData, large(0)),
];

/** https://nodejs.org/api/crypto.html: a `*Sync` function, or a call without its callback, computes on the loop. */
export const nodeCrypto: CatalogModule = {
  module: 'node:crypto',
  kind: 'crypto',
  returns: {
    createCipheriv: 'Cipheriv',
    createDecipheriv: 'Decipheriv',
    createDiffieHellman: 'DiffieHellman',
    createDiffieHellmanGroup: 'DiffieHellmanGroup',
    createECDH: 'ECDH',
    createHash: 'Hash',
    createHmac: 'Hmac',
    createSign: 'Sign',
    createVerify: 'Verify',
    getDiffieHellman: 'DiffieHellmanGroup',
    'Hash.prototype.copy': 'Hash',
    'Hash.prototype.update': 'Hash',
    'Hmac.prototype.update': 'Hmac',
    'Sign.prototype.update': 'Sign',
    'Verify.prototype.update': 'Verify',
  },
  calls: [...keys, ...random, ...signatures, ...agreements, ...bulk],
  nonBlocking: [
    { member: 'randomInt', why: 'takes from random bytes that were drawn ahead' },
    { member: 'randomUUID', why: 'takes from random bytes that were drawn ahead' },
    { member: 'timingSafeEqual', why: 'compares two short values' },
    { member: 'subtle.digest', why: 'copies its input, then runs on the thread pool' },
    { member: 'subtle.sign', why: 'copies its input, then runs on the thread pool' },
    { member: 'subtle.deriveBits', why: 'runs on the thread pool' },
  ],
};
