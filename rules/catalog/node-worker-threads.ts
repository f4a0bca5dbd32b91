import type { CatalogModule } from './types.ts';

/** https://nodejs.org/api/worker_threads.html: one function takes a message without turning the loop. */
export const nodeWorkerThreads: CatalogModule = {
  module: 'node:worker_threads',
  kind: 'wait',
  calls: [
    {
      member: 'receiveMessageOnPort',
      weight: 'cheap',
      why: 'polls the port: a loop around it holds the event loop until a message comes',
      useInstead: "await events.once(messagePort, 'message')",
    },
  ],
  nonBlocking: [{ member: 'Worker.prototype.getHeapSnapshot', why: 'walks the heap on the worker thread' }],
};
