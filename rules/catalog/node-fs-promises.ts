import type { BlockingCall, CatalogModule } from './types.ts';

const whenRecursive: Partial<BlockingCall> = {
  fakeAsync: true,
  when: { option: { at: 1, key: 'recursive', is: true } },
};

/** https://nodejs.org/api/fs.html#promises-api: asynchronous, but for the recursive forms and the `Dir` it opens. */
export const nodeFsPromises: CatalogModule = {
  module: 'node:fs/promises',
  kind: 'fs',
  returns: { opendir: 'Dir' },
  calls: [
    {
      member: 'opendir',
      weight: 'heavy',
      why: 'reads every subdirectory with blocking calls while it is iterated',
      useInstead: 'await fs.promises.readdir()',
      ...whenRecursive,
    },
    {
      member: 'watch',
      weight: 'heavy',
      why: 'reads the whole tree with blocking calls before it watches it (Linux)',
      useInstead: 'a watcher opened once at start-up',
      ...whenRecursive,
    },
    {
      member: 'Dir.prototype.readSync',
      weight: 'cheap',
      why: 'makes a system call and waits for it',
      useInstead: 'await dir.read()',
    },
    {
      member: 'Dir.prototype.closeSync',
      weight: 'cheap',
      why: 'makes a system call and waits for it',
      useInstead: 'await dir.close()',
    },
  ],
  nonBlocking: [
    { member: 'readdir', why: 'reads on the thread pool, with `recursive` too' },
    { member: 'FileHandle.prototype.pullSync', why: 'makes an iterable; only reading that blocks' },
  ],
};
