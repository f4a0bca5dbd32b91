import type { BlockingCall, CatalogModule } from '../types.ts';

const waits = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'works through the whole input before it returns',
  useInstead,
});

const callsBackLater = (member: string, useInstead: string): BlockingCall => ({
  ...waits(member, useInstead),
  why: 'takes a callback, and works through the whole input on the loop all the same',
  fakeAsync: true,
});

const onThePool = 'runs on the thread pool';

const brotli: CatalogModule = {
  module: 'brotli',
  versions: '^1.3.3 || ^2.0.0',
  kind: 'compression',
  calls: [
    {
      ...waits('compress', 'await promisify(zlib.brotliCompress)()'),
      why: 'compresses the whole input on the loop, from version 2 on behind a promise',
      fakeAsync: true,
    },
    waits('decompress', 'await promisify(zlib.brotliDecompress)()'),
  ],
};

const snappy: CatalogModule = {
  module: 'snappy',
  versions: '^7.4.3',
  kind: 'compression',
  calls: [waits('compressSync', 'await snappy.compress()'), waits('uncompressSync', 'await snappy.uncompress()')],
  nonBlocking: ['compress', 'uncompress'].map((member) => ({ member, why: onThePool })),
};

const snappyjs: CatalogModule = {
  module: 'snappyjs',
  versions: '^0.7.0',
  kind: 'compression',
  calls: [
    waits('compress', 'await compress() of the snappy package'),
    waits('uncompress', 'await uncompress() of the snappy package'),
  ],
};

const lz4Napi: CatalogModule = {
  module: 'lz4-napi',
  versions: '^2.10.0',
  kind: 'compression',
  calls: ['compress', 'uncompress', 'compressFrame', 'decompressFrame'].map((name) =>
    waits(`${name}Sync`, `await ${name}()`),
  ),
};

const lz4: CatalogModule = {
  module: 'lz4',
  versions: '^0.6.5',
  kind: 'compression',
  calls: [
    waits('encode', 'lz4.createEncoderStream()'),
    waits('decode', 'lz4.createDecoderStream()'),
    waits('encodeBlock', 'lz4.createEncoderStream()'),
    waits('decodeBlock', 'lz4.createDecoderStream()'),
  ],
};

const lz4js: CatalogModule = {
  module: 'lz4js',
  versions: '^0.2.0',
  kind: 'compression',
  calls: [
    waits('compress', 'await compressFrame() of lz4-napi'),
    waits('decompress', 'await decompressFrame() of lz4-napi'),
  ],
};

const fzstd: CatalogModule = {
  module: 'fzstd',
  versions: '^0.1.1',
  kind: 'compression',
  calls: [waits('decompress', 'new Decompress() of fzstd, or zlib.zstdDecompress() of Node 22.15')],
};

const zstdWasm: CatalogModule = {
  module: '@bokuweb/zstd-wasm',
  versions: '^0.0.27',
  kind: 'compression',
  calls: [
    waits('compress', 'zlib.zstdCompress() of Node 22.15'),
    waits('decompress', 'zlib.zstdDecompress() of Node 22.15'),
  ],
};

const seekBzip: CatalogModule = {
  module: 'seek-bzip',
  versions: '^2.0.0',
  kind: 'compression',
  calls: [waits('decode', 'a stream of the unbzip2-stream package'), waits('decodeBlock', 'a worker thread')],
};

const lzma: CatalogModule = {
  module: 'lzma',
  versions: '^2.3.2',
  kind: 'compression',
  calls: ['compress', 'decompress'].map((member) => ({
    ...waits(member, `lzma.${member}() with a callback`),
    when: { callback: false },
  })),
};

const zlibjsNames: readonly (readonly [string, string])[] = [
  ['gzip', 'gzip'],
  ['gunzip', 'gunzip'],
  ['deflate', 'deflate'],
  ['inflate', 'inflate'],
];

const zlibjs: CatalogModule = {
  module: 'zlibjs',
  versions: '^0.3.1',
  kind: 'compression',
  calls: zlibjsNames.flatMap(([name, native]) => [
    waits(`${name}Sync`, `await promisify(zlib.${native})()`),
    callsBackLater(name, `await promisify(zlib.${native})()`),
  ]),
};

const lzutf8: CatalogModule = {
  module: 'lzutf8',
  versions: '^0.6.3',
  kind: 'compression',
  calls: [
    waits('compress', 'await promisify(zlib.deflate)()'),
    waits('decompress', 'await promisify(zlib.inflate)()'),
    callsBackLater('compressAsync', 'await promisify(zlib.deflate)()'),
  ],
};

const gfxZopfli: CatalogModule = {
  module: '@gfx/zopfli',
  versions: '^1.0.15',
  kind: 'compression',
  calls: ['gzip', 'zlib', 'deflate'].flatMap((name) => [
    callsBackLater(name, `await promisify(zlib.${name === 'zlib' ? 'deflate' : name})()`),
    {
      ...callsBackLater(`${name}Async`, `await promisify(zlib.${name === 'zlib' ? 'deflate' : name})()`),
      why: 'returns a promise, and works through the whole input on the loop all the same',
    },
  ]),
};

const mongodbZstd: CatalogModule = {
  module: '@mongodb-js/zstd',
  versions: '^7.0.0',
  kind: 'compression',
  calls: [],
  nonBlocking: ['compress', 'decompress'].map((member) => ({ member, why: onThePool })),
};

const lzmaNative: CatalogModule = {
  module: 'lzma-native',
  versions: '^8.0.6',
  kind: 'compression',
  calls: [],
  nonBlocking: ['compress', 'decompress'].map((member) => ({ member, why: onThePool })),
};

/** Codecs beside node:zlib. */
export const compressionCodecs: readonly CatalogModule[] = [
  brotli,
  snappy,
  snappyjs,
  lz4Napi,
  lz4,
  lz4js,
  fzstd,
  zstdWasm,
  seekBzip,
  lzma,
  zlibjs,
  lzutf8,
  gfxZopfli,
  mongodbZstd,
  lzmaNative,
];
