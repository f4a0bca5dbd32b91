import type { CatalogModule } from '../types.ts';

/** https://onnxruntime.ai: both functions put a native call into `setImmediate`, which then holds the loop to its end. */
export const inference: CatalogModule = {
  module: 'onnxruntime-node',
  versions: '^1.30.0',
  kind: 'compute',
  returns: { 'InferenceSession.create': 'InferenceSession' },
  calls: [
    {
      member: 'InferenceSession.create',
      weight: 'heavy',
      why: 'returns a promise, and loads and optimises the whole model on the loop all the same',
      useInstead: 'InferenceSession.create() once at start-up',
      fakeAsync: true,
    },
    {
      member: 'InferenceSession.prototype.run',
      weight: 'heavy',
      why: 'returns a promise, and runs the whole model on the loop all the same',
      useInstead: 'a worker thread',
      fakeAsync: true,
    },
  ],
};
