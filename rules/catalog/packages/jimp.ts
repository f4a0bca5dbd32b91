import type { BlockingCall, CatalogModule } from '../types.ts';

const computes = (name: string): BlockingCall => ({
  member: `Jimp.prototype.${name}`,
  weight: 'heavy',
  why: 'computes every pixel in JavaScript before it returns',
  useInstead: 'the sharp package, which runs on the thread pool',
});

const inTheEnd = (member: string, work: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: `returns a promise, and ${work} in JavaScript on the loop all the same`,
  useInstead: 'the sharp package, which runs on the thread pool',
  fakeAsync: true,
});

const operations = [
  'resize',
  'scale',
  'scaleToFit',
  'cover',
  'contain',
  'crop',
  'autocrop',
  'rotate',
  'blur',
  'gaussian',
  'convolute',
  'pixelate',
  'quantize',
  'dither',
  'normalize',
  'greyscale',
  'invert',
  'sepia',
  'composite',
  'pHash',
  'hash',
];

/** https://github.com/jimp-dev/jimp: image processing in JavaScript alone. */
export const jimp: CatalogModule = {
  module: 'jimp',
  versions: '^1.6.1',
  kind: 'compute',
  returns: {
    'Jimp.read': 'Jimp',
    'Jimp.fromBuffer': 'Jimp',
    'Jimp.fromBitmap': 'Jimp',
    'Jimp.prototype.clone': 'Jimp',
    ...Object.fromEntries(
      operations.filter((name) => !/hash/i.test(name)).map((name) => [`Jimp.prototype.${name}`, 'Jimp']),
    ),
  },
  calls: [
    inTheEnd('Jimp.read', 'decodes the whole image'),
    inTheEnd('Jimp.fromBuffer', 'decodes the whole image'),
    inTheEnd('Jimp.prototype.getBuffer', 'encodes the whole image'),
    inTheEnd('Jimp.prototype.getBase64', 'encodes the whole image'),
    inTheEnd('Jimp.prototype.write', 'encodes the whole image'),
    ...operations.map(computes),
  ],
};
