import { openSync, readSync } from 'node:fs';

/** What a thread did with a stretch of time, in milliseconds. */
export interface CpuTime {
  ranMs: number;
  /** Ready to run, but without a CPU. */
  waitedMs: number;
}

/** Reads the CPU time of one thread so far; gives undefined where the platform does not tell. */
export type CpuReader = () => CpuTime | undefined;

/** The reader for the thread with this id of the operating system. */
export function cpuTimeReader(threadId: number): CpuReader {
  const none = (): undefined => undefined;
  if (process.platform !== 'linux') return none;
  let file: number;
  try {
    file = openSync(`/proc/self/task/${threadId}/schedstat`, 'r');
  } catch {
    return none; // A kernel without scheduler statistics: the cause is then told from other evidence.
  }
  const buffer = Buffer.alloc(128);
  return () => {
    const length = readSync(file, buffer, 0, buffer.length, 0);
    const [ran = NaN, waited = NaN] = buffer.toString('latin1', 0, length).split(' ').map(Number);
    return Number.isNaN(ran + waited) ? undefined : { ranMs: ran / 1e6, waitedMs: waited / 1e6 };
  };
}

/** The CPU time between two readings. */
export function cpuTimeBetween(before: CpuTime | undefined, after: CpuTime | undefined): CpuTime | undefined {
  if (before === undefined || after === undefined) return undefined;
  return { ranMs: after.ranMs - before.ranMs, waitedMs: after.waitedMs - before.waitedMs };
}
