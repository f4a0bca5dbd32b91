import type { CatalogModule, NonBlockingCall } from './types.ts';

const transform = (member: string): NonBlockingCall => ({
  member,
  why: 'makes a transform; only the stream that runs it does work',
});

/** https://nodejs.org/api/zlib_iter.html (`--experimental-stream-iter`): transforms for synchronous iterable streams. */
export const nodeZlibIter: CatalogModule = {
  module: 'node:zlib/iter',
  kind: 'compression',
  calls: [],
  nonBlocking: [
    'compressBrotliSync',
    'compressDeflateSync',
    'compressGzipSync',
    'compressZstdSync',
    'decompressBrotliSync',
    'decompressDeflateSync',
    'decompressGzipSync',
    'decompressZstdSync',
  ].map(transform),
};
