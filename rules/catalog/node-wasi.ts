import type { BlockingCall, CatalogModule } from './types.ts';

const runs = (member: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'runs the WebAssembly program to its end',
  useInstead: 'a worker thread',
});

/** https://nodejs.org/api/wasi.html: a WebAssembly program, and its file access, runs on the calling thread. */
export const nodeWasi: CatalogModule = {
  module: 'node:wasi',
  kind: 'compute',
  calls: [runs('WASI.prototype.start'), runs('WASI.prototype.initialize')],
};
