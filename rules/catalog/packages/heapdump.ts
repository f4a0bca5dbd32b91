import type { CatalogModule } from '../types.ts';

/** https://github.com/bnoordhuis/node-heapdump: the callback is called before `writeSnapshot` returns. */
export const heapdump: CatalogModule = {
  module: 'heapdump',
  versions: '^0.3.15',
  kind: 'compute',
  calls: [
    {
      member: 'writeSnapshot',
      weight: 'heavy',
      why: 'walks the whole heap and writes a file larger than it, and only then calls back',
      useInstead: 'a snapshot outside requests: node --heapsnapshot-signal',
      fakeAsync: true,
    },
  ],
};
