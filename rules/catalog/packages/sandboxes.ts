import type { BlockingCall, CatalogModule } from '../types.ts';

const runs = (member: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'runs the foreign code to its end before it returns',
  useInstead: 'a worker thread with a time limit',
});

const vm2: CatalogModule = {
  module: 'vm2',
  versions: '^3.12.2',
  kind: 'compute',
  calls: ['VM.prototype.run', 'VM.prototype.runFile', 'NodeVM.prototype.run', 'NodeVM.prototype.runFile'].map(runs),
};

const quickjs: CatalogModule = {
  module: 'quickjs-emscripten',
  versions: '^0.32.0',
  kind: 'compute',
  returns: {
    getQuickJS: 'QuickJSWASMModule',
    newQuickJSWASMModule: 'QuickJSWASMModule',
    'QuickJSWASMModule.prototype.newContext': 'QuickJSContext',
  },
  calls: [runs('QuickJSWASMModule.prototype.evalCode'), runs('QuickJSContext.prototype.evalCode')],
};

/** Foreign code on the application's own thread. */
export const sandboxes: readonly CatalogModule[] = [vm2, quickjs];
