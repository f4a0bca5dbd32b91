import type { BlockingCall, CatalogModule } from '../types.ts';

const waits = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'works through the whole input in JavaScript before it returns',
  useInstead,
});

/** https://github.com/nodeca/pako: zlib in JavaScript, always sync though no name says so. */
export const pako: CatalogModule = {
  module: 'pako',
  versions: '^3.0.3',
  kind: 'compression',
  calls: [
    waits('gzip', 'await promisify(zlib.gzip)()'),
    waits('ungzip', 'await promisify(zlib.gunzip)()'),
    waits('deflate', 'await promisify(zlib.deflate)()'),
    waits('deflateRaw', 'await promisify(zlib.deflateRaw)()'),
    waits('inflate', 'await promisify(zlib.inflate)()'),
    waits('inflateRaw', 'await promisify(zlib.inflateRaw)()'),
  ],
};
