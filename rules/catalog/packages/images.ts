import type { BlockingCall, CatalogModule } from '../types.ts';

const codes = (member: string, work: 'decodes' | 'encodes', useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: `${work} the whole image before it returns`,
  useInstead,
});

const sharpInstead = 'the sharp package, which runs on the thread pool';
const onThePool = 'runs on the thread pool';

const pngjs: CatalogModule = {
  module: 'pngjs',
  versions: '^7.0.0',
  kind: 'compute',
  calls: [
    codes('PNG.sync.read', 'decodes', 'new PNG().parse() with a callback'),
    codes('PNG.sync.write', 'encodes', 'png.pack() as a stream'),
  ],
};

const codec = (module: string, versions: string): CatalogModule => ({
  module,
  versions,
  kind: 'compute',
  calls: [codes('decode', 'decodes', sharpInstead), codes('encode', 'encodes', sharpInstead)],
});

const canvas: CatalogModule = {
  module: 'canvas',
  versions: '^3.2.3',
  kind: 'compute',
  returns: { createCanvas: 'Canvas', 'new Canvas': 'Canvas' },
  calls: [
    {
      ...codes('Canvas.prototype.toBuffer', 'encodes', 'canvas.toBuffer(callback)'),
      when: { callback: false },
    },
    {
      ...codes('Canvas.prototype.toDataURL', 'encodes', 'canvas.toDataURL(callback)'),
      when: { callback: false },
    },
  ],
  nonBlocking: [{ member: 'Canvas.prototype.createPNGStream', why: 'encodes chunk by chunk' }],
};

const napiCanvas: CatalogModule = {
  module: '@napi-rs/canvas',
  versions: '^1.1.1',
  kind: 'compute',
  returns: { createCanvas: 'Canvas', 'new Canvas': 'Canvas' },
  calls: [
    codes('Canvas.prototype.toBuffer', 'encodes', 'await canvas.encode()'),
    codes('Canvas.prototype.encodeSync', 'encodes', 'await canvas.encode()'),
    codes('Canvas.prototype.toDataURL', 'encodes', 'await canvas.toDataURLAsync()'),
  ],
  nonBlocking: [
    { member: 'Canvas.prototype.encode', why: onThePool },
    { member: 'Canvas.prototype.toDataURLAsync', why: onThePool },
  ],
};

const skiaCanvas: CatalogModule = {
  module: 'skia-canvas',
  versions: '^3.0.8',
  kind: 'compute',
  calls: [
    codes('Canvas.prototype.toFileSync', 'encodes', 'await canvas.toFile()'),
    codes('Canvas.prototype.saveAsSync', 'encodes', 'await canvas.toFile()'),
    codes('Canvas.prototype.toBufferSync', 'encodes', 'await canvas.toBuffer()'),
    codes('Canvas.prototype.toURLSync', 'encodes', 'await canvas.toURL()'),
    codes('Canvas.prototype.toDataURLSync', 'encodes', 'await canvas.toURL()'),
  ],
  nonBlocking: ['toFile', 'toBuffer', 'toURL'].map((name) => ({ member: `Canvas.prototype.${name}`, why: onThePool })),
};

const resvg: CatalogModule = {
  module: '@resvg/resvg-js',
  versions: '^2.6.2',
  kind: 'compute',
  returns: { 'Resvg.prototype.render': 'RenderedImage' },
  calls: [
    {
      ...codes('Resvg.prototype.render', 'encodes', 'await renderAsync()'),
      why: 'draws the whole image before it returns',
    },
    codes('RenderedImage.prototype.asPng', 'encodes', 'await renderAsync()'),
  ],
  nonBlocking: [{ member: 'renderAsync', why: onThePool }],
};

const addsFrame = (member: string): BlockingCall => ({
  ...codes(member, 'encodes', 'a worker thread'),
  why: 'finds the colours of every pixel, and compresses them, in JavaScript before it returns',
});

const gifEncoder = (module: string, versions: string): CatalogModule => ({
  module,
  versions,
  kind: 'compute',
  returns: { 'new default': 'GIFEncoder' },
  calls: [addsFrame('GIFEncoder.prototype.addFrame')],
});

const omggif: CatalogModule = {
  module: 'omggif',
  versions: '^1.0.10',
  kind: 'compute',
  calls: [
    { ...addsFrame('GifWriter.prototype.addFrame'), why: 'compresses every pixel in JavaScript before it returns' },
    ...['RGBA', 'BGRA'].map((order) =>
      codes(`GifReader.prototype.decodeAndBlitFrame${order}`, 'decodes', 'a worker thread'),
    ),
  ],
};

const pixelmatch: CatalogModule = {
  module: 'pixelmatch',
  versions: '^7.2.0',
  kind: 'compute',
  calls: [{ ...codes('default', 'decodes', 'a worker thread'), why: 'compares every pixel before it returns' }],
};

const jsqr: CatalogModule = {
  module: 'jsqr',
  versions: '^1.4.0',
  kind: 'compute',
  calls: [{ ...codes('default', 'decodes', 'a worker thread'), why: 'searches the whole image before it returns' }],
};

const blurhash: CatalogModule = {
  module: 'blurhash',
  versions: '^2.0.5',
  kind: 'compute',
  calls: [
    {
      ...codes('encode', 'encodes', 'encode() of an image scaled to 32 pixels'),
      weight: 'cheap',
      why: 'computes every pixel before it returns',
    },
  ],
};

const sharp: CatalogModule = {
  module: 'sharp',
  versions: '^0.35.5',
  kind: 'compute',
  returns: { default: 'Sharp' },
  calls: [],
  nonBlocking: ['toBuffer', 'toFile', 'metadata', 'stats'].map((name) => ({
    member: `Sharp.prototype.${name}`,
    why: onThePool,
  })),
};

const qrcode: CatalogModule = {
  module: 'qrcode',
  versions: '^1.5.4',
  kind: 'compute',
  calls: [],
  nonBlocking: ['create', 'toDataURL', 'toString', 'toBuffer', 'toFile'].map((member) => ({
    member,
    why: 'draws a small image in milliseconds',
  })),
};

const svgCaptcha: CatalogModule = {
  module: 'svg-captcha',
  versions: '^1.4.0',
  kind: 'render',
  calls: ['create', 'createMathExpr'].map((member) => ({
    member,
    weight: 'cheap',
    why: 'draws the outline of every letter before it returns',
    useInstead: 'a worker thread',
  })),
};

const bwipJs: CatalogModule = {
  module: 'bwip-js',
  versions: '^4.11.4',
  kind: 'render',
  calls: [
    {
      member: 'toBuffer',
      weight: 'cheap',
      why: 'returns a promise, and draws the whole code on the loop all the same',
      useInstead: 'a worker thread',
      fakeAsync: true,
    },
    { member: 'toSVG', weight: 'cheap', why: 'draws the whole code before it returns', useInstead: 'a worker thread' },
  ],
};

const echarts: CatalogModule = {
  module: 'echarts',
  versions: '^6.1.0',
  kind: 'render',
  returns: { init: 'EChartsType' },
  calls: [
    {
      member: 'EChartsType.prototype.renderToSVGString',
      weight: 'cheap',
      why: 'draws every point before it returns',
      useInstead: 'a worker thread',
    },
  ],
};

/** Images. */
export const images: readonly CatalogModule[] = [
  pngjs,
  codec('jpeg-js', '^0.4.4'),
  codec('upng-js', '^2.1.0'),
  canvas,
  napiCanvas,
  skiaCanvas,
  resvg,
  gifEncoder('gifencoder', '^2.0.1'),
  gifEncoder('gif-encoder-2', '^1.0.5'),
  omggif,
  pixelmatch,
  jsqr,
  blurhash,
  sharp,
  qrcode,
  svgCaptcha,
  bwipJs,
  echarts,
];
