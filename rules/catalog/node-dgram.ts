import type { CatalogModule } from './types.ts';

/** https://nodejs.org/api/dgram.html#class-dgramsocket: the `*Sync` methods only set up a local socket. */
export const nodeDgram: CatalogModule = {
  module: 'node:dgram',
  kind: 'http',
  returns: { createSocket: 'Socket' },
  calls: [],
  nonBlocking: [
    { member: 'Socket.prototype.bindSync', why: 'sets a local address, with no name lookup and no network' },
    { member: 'Socket.prototype.connectSync', why: 'sets the address of the peer, with no name lookup and no network' },
  ],
};
