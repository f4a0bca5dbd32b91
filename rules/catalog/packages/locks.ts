import type { BlockingCall, CatalogModule } from '../types.ts';

const cheap = (member: string, useInstead: string): BlockingCall => ({ member, weight: 'cheap', useInstead });

/** Packages that lock files between processes. */
export const locks: readonly CatalogModule[] = [
  {
    module: 'proper-lockfile',
    versions: '^4.1.2',
    kind: 'fs',
    calls: [
      cheap('lockSync', 'await lockfile.lock()'),
      cheap('unlockSync', 'await lockfile.unlock()'),
      cheap('checkSync', 'await lockfile.check()'),
    ],
  },
  {
    module: 'lockfile',
    versions: '^1.0.4',
    kind: 'fs',
    calls: [
      cheap('lockSync', 'lockfile.lock() with a callback'),
      cheap('unlockSync', 'lockfile.unlock() with a callback'),
      cheap('checkSync', 'lockfile.check() with a callback'),
    ],
  },
  {
    module: 'fs-ext',
    versions: '^2.1.1',
    kind: 'fs',
    calls: [
      {
        member: 'flockSync',
        kind: 'wait',
        weight: 'unbounded',
        why: 'waits until the lock is free',
        useInstead: 'flock() with a callback',
      },
      cheap('fcntlSync', 'fcntl() with a callback'),
      cheap('seekSync', 'seek() with a callback'),
    ],
  },
];
