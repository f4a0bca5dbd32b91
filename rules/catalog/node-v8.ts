import type { BlockingCall, CatalogModule } from './types.ts';

const walksHeap = (member: string, why: string, useInstead: string, since?: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why,
  useInstead,
  ...(since !== undefined && { since }),
});

const walksValue = (member: string, why: string): BlockingCall => ({
  member,
  kind: 'parse',
  weight: 'heavy',
  why,
  useInstead: 'a size limit on the input, or a worker thread',
  when: { largeInput: { at: 0 } },
});

const onSignal = 'a snapshot outside requests: node --heapsnapshot-signal';

/** https://nodejs.org/api/v8.html: snapshots and queries stop the program while they walk the heap. */
export const nodeV8: CatalogModule = {
  module: 'node:v8',
  kind: 'compute',
  calls: [
    walksHeap('getHeapSnapshot', 'walks the whole heap before it returns', onSignal),
    walksHeap('writeHeapSnapshot', 'walks the whole heap and writes a file larger than it', onSignal),
    walksHeap('queryObjects', 'collects garbage and walks the whole heap', 'a query outside requests'),
    walksHeap('startCpuProfile', 'lists all compiled functions first', 'a profile started at start-up', '24.12.0'),
    walksValue('serialize', 'copies the whole value before it returns'),
    walksValue('deserialize', 'builds the whole value before it returns'),
  ],
};
