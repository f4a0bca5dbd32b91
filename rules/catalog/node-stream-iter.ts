import type { BlockingCall, CatalogModule, NonBlockingCall } from './types.ts';

const drains = (name: string, asynchronous: string, since = '24.20.0'): BlockingCall[] =>
  [name, `Stream.${name}`].map((member) => ({
    member,
    weight: 'heavy',
    why: 'reads the source to its end before it returns',
    useInstead: `await iter.${asynchronous}()`,
    since,
  }));

const lazy = (member: string): NonBlockingCall => ({ member, why: 'makes an iterable; only reading that does work' });

/** https://nodejs.org/api/stream_iter.html (`--experimental-stream-iter`): synchronous consumers of iterable streams. */
export const nodeStreamIter: CatalogModule = {
  module: 'node:stream/iter',
  kind: 'compute',
  calls: [
    ...drains('arrayBufferSync', 'arrayBuffer'),
    ...drains('arraySync', 'array'),
    ...drains('bytesSync', 'bytes'),
    ...drains('dumpSync', 'dump', '26.12.1'),
    ...drains('pipeToSync', 'pipeTo'),
    ...drains('textSync', 'text'),
  ],
  nonBlocking: [
    ...['fromSync', 'pullSync', 'shareSync', 'tapSync'].flatMap((name) => [lazy(name), lazy(`Stream.${name}`)]),
    lazy('SyncShare.fromSync'),
    lazy('toReadableSync'),
  ],
};
