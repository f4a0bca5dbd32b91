import fs from 'node:fs';
import path from 'node:path';

/** Longest wait for another process, in milliseconds. */
const PATIENCE = 60_000;
const STEP = 25;

/**
 * Has one process at a time analyse a project: `eslint --concurrency` starts several at once, and the others had better
 * wait for the first one's snapshot than do the same work beside it. `work` runs in any case, alone where possible.
 */
export function oneAtATime<T>(file: string, work: () => T): T {
  const lock = `${file}.lock`;
  const claimed = claim(lock);
  if (claimed === 'taken') wait(lock);
  try {
    return work();
  } finally {
    if (claimed === 'ours') fs.rmSync(lock, { force: true });
  }
}

/** Where no lock can be made, nobody waits. */
function claim(lock: string): 'ours' | 'taken' | 'impossible' {
  try {
    fs.mkdirSync(path.dirname(lock), { recursive: true });
    fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return 'ours';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EEXIST' ? 'taken' : 'impossible';
  }
}

function wait(lock: string): void {
  const clock = new Int32Array(new SharedArrayBuffer(4));
  const end = Date.now() + PATIENCE;
  while (Date.now() < end && isHeld(lock)) Atomics.wait(clock, 0, 0, STEP);
  // Whoever held it for so long has ended without giving it back.
  if (Date.now() >= end || !isHeld(lock)) fs.rmSync(lock, { force: true });
}

function isHeld(lock: string): boolean {
  try {
    process.kill(Number(fs.readFileSync(lock, 'utf8')), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // somebody else's process
  }
}
