import { nowNs } from '../clock.ts';

const MS = 1e6;

let spent = 0n;
let depth = 0;

/**
 * Does work of this package's own, where the program has made a call: no stall is made of it. Not for samples, which are taken
 * while the loop is stalled anyway.
 */
export function ownWork<T>(work: () => T): T {
  if (depth > 0) return work();
  const begin = nowNs();
  depth += 1;
  try {
    return work();
  } finally {
    depth -= 1;
    spent += nowNs() - begin;
  }
}

/** Milliseconds of it since the last time that this was asked. */
export function takeOwnWork(): number {
  const ms = Number(spent) / MS;
  spent = 0n;
  return ms;
}
