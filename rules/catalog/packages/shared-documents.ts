import type { BlockingCall, CatalogModule } from '../types.ts';

const worker = 'a worker thread';

const merges = (member: string): BlockingCall => ({
  member,
  weight: 'cheap',
  why: 'works through every change before it returns',
  useInstead: worker,
});

const takesAll = (member: string, why: string): BlockingCall => ({ member, weight: 'heavy', why, useInstead: worker });

/** An update is mostly one change, and as large as the whole document when somebody joins. */
const yjs: CatalogModule = {
  module: 'yjs',
  versions: '^13.6.33',
  kind: 'compute',
  calls: ['applyUpdate', 'applyUpdateV2', 'mergeUpdates', 'mergeUpdatesV2', 'encodeStateAsUpdate'].map(merges),
};

const automerge: CatalogModule = {
  module: '@automerge/automerge',
  versions: '^3.5.0',
  kind: 'compute',
  calls: [
    takesAll('load', 'replays the whole history of the document before it returns'),
    takesAll('from', 'records the whole value as changes before it returns'),
  ],
};

/** Documents that several people edit at once. */
export const sharedDocuments: readonly CatalogModule[] = [yjs, automerge];
