import type { BlockingCall, CatalogModule } from '../types.ts';

const onACurve = (member: string, useInstead = 'a worker thread'): BlockingCall => ({
  member,
  weight: 'cheap',
  why: 'computes on an elliptic curve in JavaScript before it returns',
  useInstead,
});

const pairs = (member: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'computes pairings in JavaScript, some ten milliseconds each, before it returns',
  useInstead: 'a worker thread',
});

const elliptic: CatalogModule = {
  module: 'elliptic',
  versions: '^6.6.1',
  kind: 'crypto',
  returns: {
    'new ec': 'Curve',
    'new eddsa': 'EdwardsCurve',
    'Curve.prototype.genKeyPair': 'KeyPair',
    'Curve.prototype.keyFromPrivate': 'KeyPair',
    'Curve.prototype.keyFromPublic': 'KeyPair',
  },
  calls: [
    onACurve('Curve.prototype.genKeyPair', "await promisify(crypto.generateKeyPair)('ec', { namedCurve })"),
    onACurve('Curve.prototype.sign', 'await promisify(crypto.sign)()'),
    onACurve('Curve.prototype.verify', 'await promisify(crypto.verify)()'),
    onACurve('Curve.prototype.recoverPubKey'),
    onACurve('KeyPair.prototype.sign', 'await promisify(crypto.sign)()'),
    onACurve('KeyPair.prototype.verify', 'await promisify(crypto.verify)()'),
    onACurve('KeyPair.prototype.derive'),
    onACurve('EdwardsCurve.prototype.sign', 'await promisify(crypto.sign)()'),
    onACurve('EdwardsCurve.prototype.verify', 'await promisify(crypto.verify)()'),
  ],
};

const nobleSecp256k1: CatalogModule = {
  module: '@noble/curves/secp256k1.js',
  aliases: ['@noble/curves/secp256k1'],
  versions: '^2.4.0',
  kind: 'crypto',
  calls: ['sign', 'verify', 'getPublicKey', 'getSharedSecret'].map((name) => onACurve(`secp256k1.${name}`)),
};

const nobleEd25519: CatalogModule = {
  module: '@noble/curves/ed25519.js',
  aliases: ['@noble/curves/ed25519'],
  versions: '^2.4.0',
  kind: 'crypto',
  calls: [
    onACurve('ed25519.sign', 'await promisify(crypto.sign)()'),
    onACurve('ed25519.verify', 'await promisify(crypto.verify)()'),
    onACurve('ed25519.getPublicKey'),
  ],
};

const nobleBls: CatalogModule = {
  module: '@noble/curves/bls12-381.js',
  aliases: ['@noble/curves/bls12-381'],
  versions: '^2.4.0',
  kind: 'crypto',
  calls: [
    ...['longSignatures', 'shortSignatures'].flatMap((kind) => [
      pairs(`bls12_381.${kind}.verify`),
      pairs(`bls12_381.${kind}.verifyBatch`),
      onACurve(`bls12_381.${kind}.sign`),
      onACurve(`bls12_381.${kind}.aggregateSignatures`),
    ]),
    {
      ...pairs('bls12_381.pairing'),
      weight: 'cheap',
      why: 'computes a pairing, some ten milliseconds, before it returns',
    },
    pairs('bls12_381.pairingBatch'),
  ],
};

/** Elliptic curves and pairings in JavaScript. */
export const ecdsaAndPairings: readonly CatalogModule[] = [elliptic, nobleSecp256k1, nobleEd25519, nobleBls];
