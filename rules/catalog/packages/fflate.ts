import type { BlockingCall, CatalogModule } from '../types.ts';

const pairs = ['deflate', 'inflate', 'gzip', 'gunzip', 'zlib', 'unzlib', 'zip', 'unzip', 'compress', 'decompress'];

const waits = (name: string): BlockingCall => ({
  member: `${name}Sync`,
  weight: 'heavy',
  why: 'works through the whole input in JavaScript before it returns',
  useInstead: `fflate.${name}() with a callback`,
});

/** https://github.com/101arrowz/fflate: the callback forms run on worker threads. */
export const fflate: CatalogModule = {
  module: 'fflate',
  versions: '^0.8.3',
  kind: 'compression',
  calls: pairs.map(waits),
  nonBlocking: pairs.map((member) => ({ member, why: 'runs on a worker thread' })),
};
