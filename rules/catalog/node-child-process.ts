import type { BlockingCall, CatalogModule, NonBlockingCall } from './types.ts';

const untilExit = (member: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'unbounded',
  why: 'waits until the child process has ended',
  useInstead,
});

const forkOnly = (member: string): NonBlockingCall => ({
  member,
  why: 'waits for the child off the loop; only the fork holds it, a few milliseconds (36 ms in a process of 1 GB)',
});

/** https://nodejs.org/api/child_process.html#synchronous-process-creation: the loop waits until the child has ended. */
export const nodeChildProcess: CatalogModule = {
  module: 'node:child_process',
  kind: 'child-process',
  calls: [
    untilExit('execSync', 'await util.promisify(child_process.exec)()'),
    untilExit('execFileSync', 'await util.promisify(child_process.execFile)()'),
    untilExit('spawnSync', "await events.once(child_process.spawn(), 'close')"),
  ],
  nonBlocking: ['exec', 'execFile', 'fork', 'spawn'].map(forkOnly),
};
