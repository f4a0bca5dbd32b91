import type { BlockingCall, CatalogModule } from '../types.ts';

const nodeKeys = "await promisify(crypto.generateKeyPair)('rsa', { modulusLength: 2048 })";

const generates = (member: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'searches for large primes before it returns',
  useInstead: nodeKeys,
});

const derives = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'derives a key from the password before it returns',
  useInstead,
});

const signs = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'computes an RSA operation in JavaScript, tens of milliseconds each, before it returns',
  useInstead,
});

const small = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'cheap',
  why: 'computes an RSA operation before it returns',
  useInstead,
});

const withoutCallback = { callback: false };
const nodePbkdf2 = 'await promisify(crypto.pbkdf2)()';
const nodeSign = 'await promisify(crypto.sign)()';

const nodeForge: CatalogModule = {
  module: 'node-forge',
  versions: '^1.4.3',
  kind: 'crypto',
  returns: {
    'pki.createCertificate': 'Certificate',
    'pki.certificateFromPem': 'Certificate',
    'pki.createCertificationRequest': 'CertificationRequest',
    'pki.privateKeyFromPem': 'PrivateKey',
    'pki.decryptRsaPrivateKey': 'PrivateKey',
    'pki.setRsaPrivateKey': 'PrivateKey',
    'pki.rsa.setPrivateKey': 'PrivateKey',
    'pki.publicKeyFromPem': 'PublicKey',
    'pki.setRsaPublicKey': 'PublicKey',
    'pki.rsa.setPublicKey': 'PublicKey',
  },
  calls: [
    { ...generates('pki.rsa.generateKeyPair'), when: withoutCallback },
    { ...generates('rsa.generateKeyPair'), when: withoutCallback },
    { ...derives('pkcs5.pbkdf2', nodePbkdf2), when: withoutCallback },
    { ...derives('pbkdf2', nodePbkdf2), when: withoutCallback },
    derives('pki.encryptRsaPrivateKey', "privateKey.export({ cipher, passphrase, format: 'pem' }) of node:crypto"),
    derives('pki.decryptRsaPrivateKey', 'crypto.createPrivateKey({ key, passphrase })'),
    derives('pkcs12.toPkcs12Asn1', 'a worker thread'),
    derives('pkcs12.pkcs12FromAsn1', 'a worker thread'),
    signs('Certificate.prototype.sign', 'a worker thread'),
    signs('CertificationRequest.prototype.sign', 'a worker thread'),
    signs('PrivateKey.prototype.sign', nodeSign),
    signs('PrivateKey.prototype.decrypt', 'crypto.privateDecrypt()'),
    small('PublicKey.prototype.verify', 'await promisify(crypto.verify)()'),
    small('PublicKey.prototype.encrypt', 'crypto.publicEncrypt()'),
  ],
};

/** Of the usual lengths of a key, the shortest takes 30 ms. */
const BITS = [512, 1024, 2048, 3072, 4096];

/** Version 2 encrypts with a private key in JavaScript, 30 ms each; the others, and version 1, are the built-in ones. */
const nodeRsa: CatalogModule = {
  module: 'node-rsa',
  versions: '^1.1.1 || ^2.0.0',
  kind: 'crypto',
  returns: { 'new default': 'NodeRSA', 'NodeRSA.prototype.generateKeyPair': 'NodeRSA' },
  calls: [
    { ...generates('new default'), when: { option: { at: 0, key: 'b', is: BITS } } },
    { ...generates('new NodeRSA'), since: '2.0.0', when: { option: { at: 0, key: 'b', is: BITS } } },
    generates('NodeRSA.prototype.generateKeyPair'),
    small('NodeRSA.prototype.encrypt', 'crypto.publicEncrypt()'),
    small('NodeRSA.prototype.decrypt', 'crypto.privateDecrypt()'),
    small('NodeRSA.prototype.encryptPrivate', 'crypto.privateEncrypt()'),
    small('NodeRSA.prototype.decryptPublic', 'crypto.publicDecrypt()'),
    small('NodeRSA.prototype.sign', nodeSign),
    small('NodeRSA.prototype.verify', 'await promisify(crypto.verify)()'),
  ],
};

const jsrsasign: CatalogModule = {
  module: 'jsrsasign',
  versions: '^11.1.5',
  kind: 'crypto',
  calls: [
    generates('KEYUTIL.generateKeypair'),
    small('KJUR.jws.JWS.sign', 'await new SignJWT(payload).sign(key) of jose'),
    small('KJUR.jws.JWS.verify', 'await jwtVerify() of jose'),
    small('KJUR.jws.JWS.verifyJWT', 'await jwtVerify() of jose'),
  ],
};

const keypair: CatalogModule = {
  module: 'keypair',
  versions: '^1.0.4',
  kind: 'crypto',
  calls: [generates('default')],
};

const ssh2: CatalogModule = {
  module: 'ssh2',
  versions: '^1.17.0',
  kind: 'crypto',
  calls: [{ ...generates('utils.generateKeyPairSync'), useInstead: 'utils.generateKeyPair() with a callback' }],
  nonBlocking: [{ member: 'utils.generateKeyPair', why: 'runs on the thread pool and calls back' }],
};

/** From version 5 on it gives a promise, and leaves the search for primes to the Web Crypto API. */
const selfsigned: CatalogModule = {
  module: 'selfsigned',
  versions: '^4.0.1',
  kind: 'crypto',
  calls: [{ ...generates('generate'), removed: '5.0.0', when: withoutCallback }],
};

/** Packages that make and use RSA keys. */
export const rsaKeys: readonly CatalogModule[] = [nodeForge, nodeRsa, jsrsasign, keypair, selfsigned, ssh2];
