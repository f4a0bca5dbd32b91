import type { BlockingCall, CatalogModule } from '../types.ts';

const derives = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'works through every round of the key derivation before it returns',
  useInstead,
});

const promisesOnly = (member: string, useInstead: string): BlockingCall => ({
  ...derives(member, useInstead),
  why: 'returns a promise, and derives the key on the loop all the same',
  fakeAsync: true,
});

/** The standard asks for 2048 rounds: some ten milliseconds. */
const fewRounds = (call: BlockingCall): BlockingCall => ({ ...call, weight: 'cheap' });

const inSlices = 'yields to the loop between its rounds';
const nodeScrypt = 'await promisify(crypto.scrypt)()';
const nodePbkdf2 = 'await promisify(crypto.pbkdf2)()';

const nobleScrypt: CatalogModule = {
  module: '@noble/hashes/scrypt.js',
  versions: '^2.4.0',
  kind: 'crypto',
  calls: [derives('scrypt', nodeScrypt)],
  nonBlocking: [{ member: 'scryptAsync', why: inSlices }],
};

const noblePbkdf2: CatalogModule = {
  module: '@noble/hashes/pbkdf2.js',
  versions: '^2.4.0',
  kind: 'crypto',
  calls: [derives('pbkdf2', nodePbkdf2)],
  nonBlocking: [{ member: 'pbkdf2Async', why: inSlices }],
};

const nobleArgon2: CatalogModule = {
  module: '@noble/hashes/argon2.js',
  versions: '^2.4.0',
  kind: 'crypto',
  calls: ['argon2d', 'argon2i', 'argon2id'].map((member) => derives(member, `await ${member}Async()`)),
  nonBlocking: ['argon2dAsync', 'argon2iAsync', 'argon2idAsync'].map((member) => ({ member, why: inSlices })),
};

/**
 * Version 1, whose names have no `.js`, which 2 asks for: its `Async` functions yield to promises only, and hold the loop as
 * long as the others.
 */
const nobleOne: readonly CatalogModule[] = [
  { file: 'scrypt', names: ['scrypt'], useInstead: nodeScrypt },
  { file: 'pbkdf2', names: ['pbkdf2'], useInstead: nodePbkdf2 },
  { file: 'argon2', names: ['argon2d', 'argon2i', 'argon2id'], useInstead: 'await hash() of the argon2 package' },
].map(({ file, names, useInstead }) => ({
  module: `@noble/hashes/${file}`,
  versions: '^1.8.0',
  kind: 'crypto',
  calls: names.flatMap((name) => [derives(name, useInstead), promisesOnly(`${name}Async`, useInstead)]),
}));

/** Built on version 1 of @noble/hashes: what gives a promise blocks all the same. */
const ethereumCryptography: readonly CatalogModule[] = [
  { name: 'scrypt', useInstead: nodeScrypt },
  { name: 'pbkdf2', useInstead: nodePbkdf2 },
].map(({ name, useInstead }) => ({
  module: `ethereum-cryptography/${name}`,
  aliases: [`ethereum-cryptography/${name}.js`],
  versions: '^3.2.0',
  kind: 'crypto',
  calls: [derives(`${name}Sync`, useInstead), promisesOnly(name, useInstead)],
}));

const scryptJs: CatalogModule = {
  module: 'scrypt-js',
  versions: '^3.0.1',
  kind: 'crypto',
  calls: [derives('syncScrypt', nodeScrypt)],
  nonBlocking: [{ member: 'scrypt', why: inSlices }],
};

const scryptsy: CatalogModule = {
  module: 'scryptsy',
  versions: '^2.1.0',
  kind: 'crypto',
  calls: [derives('default', nodeScrypt)],
  nonBlocking: [{ member: 'async', why: inSlices }],
};

const pbkdf2: CatalogModule = {
  module: 'pbkdf2',
  versions: '^3.1.7',
  kind: 'crypto',
  calls: [derives('pbkdf2Sync', 'await promisify(pbkdf2.pbkdf2)()')],
  nonBlocking: [{ member: 'pbkdf2', why: 'runs on the thread pool' }],
};

const bip39: CatalogModule = {
  module: 'bip39',
  versions: '^3.1.2',
  kind: 'crypto',
  calls: [
    fewRounds(derives('mnemonicToSeedSync', 'await promisify(crypto.pbkdf2)() with the mnemonic')),
    fewRounds(promisesOnly('mnemonicToSeed', 'await mnemonicToSeed() of @scure/bip39')),
  ],
};

const scureBip39: CatalogModule = {
  module: '@scure/bip39',
  versions: '^2.4.0',
  kind: 'crypto',
  calls: [fewRounds(derives('mnemonicToSeedSync', 'await mnemonicToSeed()'))],
  nonBlocking: [{ member: 'mnemonicToSeed', why: 'yields to the loop every ten milliseconds' }],
};

const zxcvbn: CatalogModule = {
  module: 'zxcvbn',
  versions: '^4.4.2',
  kind: 'crypto',
  calls: [
    {
      member: 'default',
      weight: 'heavy',
      why: 'takes seconds for a password of a few hundred characters',
      useInstead: 'zxcvbn(password.slice(0, 100))',
      when: { largeInput: { at: 0, from: 200 } },
    },
  ],
};

/** Packages that derive keys and seeds from passwords, or judge them. */
export const keyDerivation: readonly CatalogModule[] = [
  nobleScrypt,
  noblePbkdf2,
  nobleArgon2,
  ...nobleOne,
  ...ethereumCryptography,
  scryptJs,
  scryptsy,
  pbkdf2,
  bip39,
  scureBip39,
  zxcvbn,
];
