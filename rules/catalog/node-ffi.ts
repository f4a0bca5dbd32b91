import type { BlockingCall, CatalogModule } from './types.ts';

const loads = (member: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'loads a native library and runs its initialisation',
  useInstead: 'a call at start-up',
  since: '26.1.0',
});

/**
 * https://nodejs.org/api/ffi.html: a library is loaded on the calling thread. Its functions run there too, under
 * names that only the application knows, so they cannot be listed.
 */
export const nodeFfi: CatalogModule = {
  module: 'node:ffi',
  kind: 'module-load',
  calls: [loads('dlopen'), loads('new DynamicLibrary')],
};
