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

const nodeScrypt = 'await promisify(crypto.scrypt)()';
const keystore = 'a worker thread';

/** The async forms yield to microtasks only, so that no timer fires before they are done. */
const ethers6: CatalogModule = {
  module: 'ethers',
  versions: '^6.17.0',
  kind: 'crypto',
  returns: {
    'Wallet.createRandom': 'HDNodeWallet',
    'Wallet.fromPhrase': 'HDNodeWallet',
    'HDNodeWallet.fromPhrase': 'HDNodeWallet',
    'HDNodeWallet.createRandom': 'HDNodeWallet',
  },
  calls: [
    derives('scryptSync', nodeScrypt),
    promisesOnly('scrypt', nodeScrypt),
    derives('pbkdf2', 'await promisify(crypto.pbkdf2)()'),
    derives('encryptKeystoreJsonSync', keystore),
    derives('decryptKeystoreJsonSync', keystore),
    promisesOnly('encryptKeystoreJson', keystore),
    promisesOnly('decryptKeystoreJson', keystore),
    derives('Wallet.fromEncryptedJsonSync', keystore),
    promisesOnly('Wallet.fromEncryptedJson', keystore),
    derives('Wallet.prototype.encryptSync', keystore),
    promisesOnly('Wallet.prototype.encrypt', keystore),
    derives('HDNodeWallet.prototype.encryptSync', keystore),
    promisesOnly('HDNodeWallet.prototype.encrypt', keystore),
  ],
};

const jsonWallets: CatalogModule = {
  module: '@ethersproject/json-wallets',
  versions: '^5.8.0',
  kind: 'crypto',
  calls: [
    derives('decryptKeystoreSync', 'await decryptKeystore()'),
    derives('decryptJsonWalletSync', 'await decryptJsonWallet()'),
  ],
};

/** Keystores of Ethereum wallets. */
export const ethers: readonly CatalogModule[] = [ethers6, jsonWallets];
