import type { BlockingCall, CatalogModule } from '../types.ts';

const signsWithRsa = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'cheap',
  why: 'signs with RSA, about a millisecond each, before it returns',
  useInstead,
});

const jose = 'await new SignJWT(payload).setProtectedHeader({ alg }).sign(key) of jose';
const shortToken = 'works on one short token in a fraction of a millisecond';

/** Algorithms that sign with RSA; those with elliptic curves or a shared secret take a tenth of it or less. */
const RSA = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];

const jsonwebtoken: CatalogModule = {
  module: 'jsonwebtoken',
  versions: '^9.0.3',
  kind: 'crypto',
  calls: [{ ...signsWithRsa('sign', jose), when: { option: { at: 2, key: 'algorithm', is: RSA } } }],
  nonBlocking: [
    { member: 'verify', why: shortToken },
    { member: 'decode', why: shortToken },
  ],
};

const jws: CatalogModule = {
  module: 'jws',
  versions: '^4.0.1',
  kind: 'crypto',
  calls: [signsWithRsa('sign', jose)],
  nonBlocking: [
    { member: 'verify', why: shortToken },
    { member: 'decode', why: shortToken },
  ],
};

/** JSON web tokens: small work, recorded because their names are often suspected. */
export const webTokens: readonly CatalogModule[] = [jsonwebtoken, jws];
