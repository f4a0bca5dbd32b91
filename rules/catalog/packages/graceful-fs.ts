import type { CatalogModule } from '../types.ts';

/** https://github.com/isaacs/node-graceful-fs: `node:fs` with retries for its asynchronous calls; the `*Sync` ones are Node's own. */
export const gracefulFs: CatalogModule = {
  module: 'graceful-fs',
  includes: ['node:fs'],
  versions: '^4.2.12',
  kind: 'fs',
  calls: [],
};
