import type { BlockingCall, CatalogModule } from '../types.ts';

const derives = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'works through every round of the key derivation before it returns',
  useInstead,
});

const derivesInTheEnd = (member: string): BlockingCall => ({
  ...derives(member, 'the argon2 or bcrypt package, which run on the thread pool'),
  why: 'returns a promise, and derives the key on the loop all the same',
  fakeAsync: true,
});

const salt = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'cheap',
  why: 'waits for random bytes',
  useInstead,
});

/** Ten rounds, the usual number, take one such slice: 100 ms in which nothing else runs. */
const derivesInSlices = (member: string): BlockingCall => ({
  ...derivesInTheEnd(member),
  why: 'returns a promise, and derives the key on the loop all the same, in slices of 100 ms',
});

const onThePool = 'runs on the thread pool';

const bcryptCalls = (native: string): readonly BlockingCall[] => [
  derives('hashSync', `await ${native}.hash()`),
  derives('compareSync', `await ${native}.compare()`),
  salt('genSaltSync', `await ${native}.genSalt()`),
];

const bcrypt: CatalogModule = {
  module: 'bcrypt',
  versions: '^6.0.0',
  kind: 'crypto',
  calls: bcryptCalls('bcrypt'),
  nonBlocking: ['hash', 'compare', 'genSalt'].map((member) => ({ member, why: onThePool })),
};

const bcryptjs: CatalogModule = {
  module: 'bcryptjs',
  versions: '^3.0.3',
  kind: 'crypto',
  calls: [
    derives('hashSync', 'await hash() of the native bcrypt package'),
    derives('compareSync', 'await compare() of the native bcrypt package'),
    salt('genSaltSync', 'await genSalt()'),
    derivesInSlices('hash'),
    derivesInSlices('compare'),
  ],
  nonBlocking: [{ member: 'genSalt', why: 'makes a few random bytes in a later turn of the loop' }],
};

const bcryptTs: CatalogModule = { ...bcryptjs, module: 'bcrypt-ts', versions: '^8.0.1' };

const nodeRsBcrypt: CatalogModule = {
  module: '@node-rs/bcrypt',
  versions: '^2.0.0',
  kind: 'crypto',
  calls: [...bcryptCalls('bcrypt'), derives('verifySync', 'await bcrypt.verify()')],
  nonBlocking: ['hash', 'compare', 'verify', 'genSalt'].map((member) => ({ member, why: onThePool })),
};

const nodeRsArgon2: CatalogModule = {
  module: '@node-rs/argon2',
  versions: '^2.2.1',
  kind: 'crypto',
  calls: [
    derives('hashSync', 'await argon2.hash()'),
    derives('hashRawSync', 'await argon2.hashRaw()'),
    derives('verifySync', 'await argon2.verify()'),
  ],
  nonBlocking: ['hash', 'hashRaw', 'verify'].map((member) => ({ member, why: onThePool })),
};

const argon2: CatalogModule = {
  module: 'argon2',
  versions: '^0.45.1',
  kind: 'crypto',
  calls: [],
  nonBlocking: ['hash', 'verify'].map((member) => ({ member, why: onThePool })),
};

/** Compiled to WebAssembly: every function is async in name and runs on the calling thread. */
const hashWasm: CatalogModule = {
  module: 'hash-wasm',
  versions: '^4.13.0',
  kind: 'crypto',
  calls: ['argon2d', 'argon2i', 'argon2id', 'argon2Verify', 'bcrypt', 'bcryptVerify', 'scrypt', 'pbkdf2'].map(
    derivesInTheEnd,
  ),
};

const bcryptNodejs: CatalogModule = {
  module: 'bcrypt-nodejs',
  versions: '^0.0.3',
  kind: 'crypto',
  calls: [
    ...bcryptCalls('bcrypt'),
    { ...derives('hash', 'await hash() of the native bcrypt package'), fakeAsync: true },
    { ...derives('compare', 'await compare() of the native bcrypt package'), fakeAsync: true },
  ],
};

/** The hash of Apache's password files: a thousand rounds of MD5 in JavaScript, which take five milliseconds. */
const apacheMd5: CatalogModule = {
  module: 'apache-md5',
  versions: '^1.1.8',
  kind: 'crypto',
  calls: [{ ...derives('default', 'hashes of bcrypt in the password file'), weight: 'cheap' }],
};

/** The other hash of such files: rounds of DES in JavaScript. */
const unixCrypt: CatalogModule = {
  module: 'unix-crypt-td-js',
  versions: '^1.1.4',
  kind: 'crypto',
  calls: [{ ...derives('default', 'hashes of bcrypt in the password file'), weight: 'cheap' }],
};

/** Packages that hash passwords. */
export const passwordHashing: readonly CatalogModule[] = [
  bcrypt,
  bcryptjs,
  bcryptTs,
  bcryptNodejs,
  nodeRsBcrypt,
  nodeRsArgon2,
  argon2,
  hashWasm,
  apacheMd5,
  unixCrypt,
];
