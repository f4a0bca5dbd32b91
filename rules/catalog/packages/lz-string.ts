import type { BlockingCall, CatalogModule } from '../types.ts';

const names = [
  'compress',
  'compressToBase64',
  'compressToUTF16',
  'compressToUint8Array',
  'compressToEncodedURIComponent',
  'decompress',
  'decompressFromBase64',
  'decompressFromUTF16',
  'decompressFromUint8Array',
  'decompressFromEncodedURIComponent',
];

const small = (member: string): BlockingCall => ({
  member,
  weight: 'cheap',
  why: 'works through the whole string in JavaScript before it returns',
  useInstead: member.startsWith('de') ? 'await promisify(zlib.inflate)()' : 'await promisify(zlib.deflate)()',
});

/** https://github.com/pieroxy/lz-string: made for short strings, such as the state in a URL. */
export const lzString: CatalogModule = {
  module: 'lz-string',
  versions: '^1.5.0',
  kind: 'compression',
  calls: names.map(small),
};
