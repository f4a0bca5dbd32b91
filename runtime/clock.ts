import { clearInterval, setImmediate, setInterval } from 'node:timers';

// Fake timers of a test framework replace these later: the heartbeat must not stop with them.
const nanoseconds = process.hrtime.bigint.bind(process.hrtime);
const unixMilliseconds = Date.now.bind(Date);

/** Node's own timers, as they were when this file was loaded. */
export const timers = { clearInterval, setImmediate, setInterval };

/** The monotonic clock in nanoseconds; the same in every thread. */
export const nowNs = (): bigint => nanoseconds();

/** The monotonic clock in milliseconds. */
export const nowMs = (): number => Number(nanoseconds()) / 1e6;

/** The wall clock in milliseconds since 1970. */
export const unixMs = (): number => unixMilliseconds();
