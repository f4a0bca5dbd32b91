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
  why: `gives its result later, and ${work} in JavaScript on the loop all the same`,
  useInstead: 'the sharp package, which runs on the thread pool',
  fakeAsync: true,
});

const decodes = (member: string): BlockingCall => inTheEnd(member, 'decodes the whole image');
const encodes = (name: string): BlockingCall => inTheEnd(`Jimp.prototype.${name}`, 'encodes the whole image');

const since1 = (call: BlockingCall): BlockingCall => ({ ...call, since: '1.0.0' });
const until1 = (call: BlockingCall): BlockingCall => ({ ...call, removed: '1.0.0' });

const hashes = ['pHash', 'hash'];

/** Each gives the image that it worked on, for the next one. */
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
  'normalize',
  'greyscale',
  'invert',
  'sepia',
  'composite',
  'blit',
  'mask',
  'circle',
  'flip',
  'color',
  'brightness',
  'contrast',
  'posterize',
  'opacity',
  'fade',
  'threshold',
  'displace',
  'fisheye',
];
const newer = ['quantize', 'dither'];
const older = ['grayscale', 'colour', 'mirror', 'shadow', 'dither565'];

/** Of the older versions: what only takes note of a setting, and gives the image. */
const settings = ['quality', 'background', 'rgba', 'deflateLevel', 'deflateStrategy', 'filterType', 'colorType'];

const givesImage = ['clone', 'cloneQuiet', ...operations, ...newer, ...older, ...settings];

/**
 * https://github.com/jimp-dev/jimp: image processing in JavaScript alone. Up to version 0.22 the module is the class, and what
 * ends in `Async` gives a promise where its namesake takes a callback.
 */
export const jimp: CatalogModule = {
  module: 'jimp',
  versions: '^0.22.12 || ^1.6.1',
  kind: 'compute',
  returns: {
    'new default': 'Jimp',
    read: 'Jimp',
    create: 'Jimp',
    'Jimp.read': 'Jimp',
    'Jimp.fromBuffer': 'Jimp',
    'Jimp.fromBitmap': 'Jimp',
    ...Object.fromEntries(givesImage.map((name) => [`Jimp.prototype.${name}`, 'Jimp'])),
  },
  calls: [
    ...['read', 'create'].map((name) => until1(decodes(name))),
    ...['Jimp.read', 'Jimp.fromBuffer'].map((name) => since1(decodes(name))),
    ...['getBuffer', 'getBase64', 'write'].map(encodes),
    ...['getBufferAsync', 'getBase64Async', 'writeAsync'].map((name) => until1(encodes(name))),
    ...[...operations, ...hashes].map(computes),
    ...newer.map((name) => since1(computes(name))),
    ...older.map((name) => until1(computes(name))),
  ],
};
