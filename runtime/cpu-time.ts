import { close, openSync, readlinkSync, readSync } from 'node:fs';

// The heartbeat reads with these: wrappers that the application or this package puts over them later are not for it.
const calls = { close, openSync, readlinkSync, readSync };

/** What a thread did with a stretch of time, in milliseconds. */
export interface CpuTime {
  ranMs: number;
  /** Ready to run, but without a CPU. */
  waitedMs: number;
}

/** Reads the CPU time of one thread; gives undefined where the platform does not tell. */
export interface CpuReader {
  read(): CpuTime | undefined;
  close(): void;
}

const NONE: CpuReader = {
  read: () => undefined,
  close: () => {
    // There is nothing to close.
  },
};

function reader(file: string): CpuReader {
  if (process.platform !== 'linux') return NONE;
  let descriptor: number | undefined;
  try {
    descriptor = calls.openSync(file, 'r');
  } catch {
    return NONE; // A kernel without scheduler statistics, or no permission: the cause is then told from other evidence.
  }
  const buffer = Buffer.alloc(128);
  const end = (): void => {
    if (descriptor !== undefined) calls.close(descriptor);
    descriptor = undefined;
  };
  const read = (): CpuTime | undefined => {
    if (descriptor === undefined) return undefined;
    try {
      const length = calls.readSync(descriptor, buffer, 0, buffer.length, 0);
      const [ran = NaN, waited = NaN] = buffer.toString('latin1', 0, length).split(' ').map(Number);
      return Number.isNaN(ran + waited) ? undefined : { ranMs: ran / 1e6, waitedMs: waited / 1e6 };
    } catch {
      descriptor = undefined; // The thread is gone, or the program has closed every file: it is not ours any more.
      return undefined;
    }
  };
  return { read, close: end };
}

/** The reader for the thread with this id of the operating system. */
export const cpuTimeReader = (systemThread: number): CpuReader =>
  systemThread === 0 ? NONE : reader(`/proc/self/task/${systemThread}/schedstat`);

/** The reader for the thread that calls it. */
export const ownCpuTimeReader = (): CpuReader => reader('/proc/thread-self/schedstat');

/** The operating system's id of the thread that calls it, or 0. */
export function systemThread(): number {
  if (process.platform !== 'linux') return 0;
  try {
    return Number(calls.readlinkSync('/proc/thread-self').split('/').at(-1));
  } catch {
    return 0; // As above.
  }
}

/** Milliseconds that all threads of this process have run. */
export function processCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The CPU time between two readings. */
export function cpuTimeBetween(before: CpuTime | undefined, after: CpuTime | undefined): CpuTime | undefined {
  if (before === undefined || after === undefined) return undefined;
  return { ranMs: after.ranMs - before.ranMs, waitedMs: after.waitedMs - before.waitedMs };
}
