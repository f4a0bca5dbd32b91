import type { BlockingCall, CatalogModule } from '../types.ts';

const derives = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'fills and mixes its whole memory limit before it returns',
  useInstead,
});

const worksOnWhole = (member: string, why: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'cheap',
  why,
  useInstead,
});

const wholeMessage = 'works through the whole message in JavaScript before it returns';
const onACurve = 'computes on an elliptic curve in JavaScript before it returns';
const onThePool = 'runs on the thread pool';

/** The names are inverted: without a suffix they block, and `_async` is the other form. */
const sodiumNative: CatalogModule = {
  module: 'sodium-native',
  versions: '^5.1.0',
  kind: 'crypto',
  calls: [
    'crypto_pwhash',
    'crypto_pwhash_str',
    'crypto_pwhash_str_verify',
    'crypto_pwhash_scryptsalsa208sha256',
    'crypto_pwhash_scryptsalsa208sha256_str',
    'crypto_pwhash_scryptsalsa208sha256_str_verify',
  ].map((member) => derives(member, `await ${member}_async()`)),
  nonBlocking: ['crypto_pwhash_async', 'crypto_pwhash_str_async', 'crypto_pwhash_str_verify_async'].map((member) => ({
    member,
    why: onThePool,
  })),
};

const libsodiumSumo: CatalogModule = {
  module: 'libsodium-wrappers-sumo',
  versions: '^0.8.4',
  kind: 'crypto',
  calls: [
    derives('crypto_pwhash', 'await argon2.hash() of the argon2 package'),
    derives('crypto_pwhash_str', 'await argon2.hash() of the argon2 package'),
    derives('crypto_pwhash_str_verify', 'await argon2.verify() of the argon2 package'),
    derives('crypto_pwhash_scryptsalsa208sha256', 'await promisify(crypto.scrypt)()'),
  ],
};

const tweetnacl: CatalogModule = {
  module: 'tweetnacl',
  versions: '^1.0.3',
  kind: 'crypto',
  calls: [
    worksOnWhole('hash', wholeMessage, 'crypto.createHash() as a stream'),
    worksOnWhole('secretbox', wholeMessage, 'crypto.createCipheriv() as a stream'),
    worksOnWhole('secretbox.open', wholeMessage, 'crypto.createDecipheriv() as a stream'),
    worksOnWhole('box', onACurve, 'a worker thread'),
    worksOnWhole('box.open', onACurve, 'a worker thread'),
    worksOnWhole('box.keyPair', onACurve, "await promisify(crypto.generateKeyPair)('x25519')"),
    worksOnWhole('sign', onACurve, 'await promisify(crypto.sign)()'),
    worksOnWhole('sign.detached', onACurve, 'await promisify(crypto.sign)()'),
    worksOnWhole('sign.detached.verify', onACurve, 'await promisify(crypto.verify)()'),
    worksOnWhole('sign.keyPair', onACurve, "await promisify(crypto.generateKeyPair)('ed25519')"),
  ],
};

/** The NaCl family. */
export const sodium: readonly CatalogModule[] = [sodiumNative, libsodiumSumo, tweetnacl];
