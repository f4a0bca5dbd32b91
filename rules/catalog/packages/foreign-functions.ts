import type { BlockingCall, CatalogModule } from '../types.ts';

/** Most native functions are short; how long one takes stands in no name. */
const runs = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'cheap',
  why: 'runs the native function on this thread, however long it takes',
  useInstead,
});

const koffi: CatalogModule = {
  module: 'koffi',
  versions: '^2.16.3 || ^3.3.4',
  kind: 'compute',
  returns: { load: 'LibraryHandle', 'LibraryHandle.prototype.func': 'KoffiFunction' },
  calls: [runs('KoffiFunction.prototype', 'fn.async(...args, callback)')],
  nonBlocking: [{ member: 'KoffiFunction.prototype.async', why: 'runs on the thread pool and calls back' }],
};

const ffiRs: CatalogModule = {
  module: 'ffi-rs',
  versions: '^1.3.7',
  kind: 'compute',
  calls: [
    {
      ...runs('load', 'await load({ ..., runInNewThread: true })'),
      when: { optionUnless: { at: 0, key: 'runInNewThread', is: true } },
    },
  ],
};

/** Packages that call native functions which the application names. */
export const foreignFunctions: readonly CatalogModule[] = [koffi, ffiRs];
