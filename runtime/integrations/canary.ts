import { runInThisContext } from 'node:vm';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { getStats, withContext } from '../index.ts';
import { ensureStarted, gather, isStrict } from './test-runs.ts';

/** The name of the script that stalls the loop on purpose. */
const SCRIPT = '/unblocked-canary.js';

/** A canary stalls the loop for this many thresholds. */
const THRESHOLDS = 3;

/** Not the application's file: only that the call is made counts. */
const READS = `(read, file) => read(file)`;

type Stall = (milliseconds: number, ranMs: () => number) => void;

// By what the process has run, not by the clock: on a busy machine the stall must be the code's all the same.
const stall = runInThisContext(
  `(function canary(milliseconds, ranMs) {
  const end = ranMs() + milliseconds;
  let sum = 0;
  while (ranMs() < end) for (let index = 0; index < 1e5; index += 1) sum += Math.sqrt(index);
  return sum;
})`,
  { filename: SCRIPT },
) as Stall;

function ranMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** What `assertInstalled()` rejects with. Its `code` is `UNBLOCKED_NOT_INSTALLED`. */
function notInstalled(what: string): Error {
  return Object.assign(new Error(`unblocked: ${what}`), { code: 'UNBLOCKED_NOT_INSTALLED' });
}

/**
 * Proves that stalls are seen here: stalls the loop for three thresholds, and rejects with `UNBLOCKED_NOT_INSTALLED` if
 * that is not reported with its line. In strict mode it also makes a blocking call. Neither counts against the test.
 *
 * @example test('stalls are seen here', () => assertInstalled());
 */
export async function assertInstalled(): Promise<void> {
  const { threshold } = ensureStarted();
  const { findings } = await gather({}, () => {
    withContext('assertInstalled()', () => {
      stall(THRESHOLDS * threshold, ranMs);
    });
  });
  const [record] = findings.stalls;
  if (record === undefined)
    throw notInstalled(`a stall of ${THRESHOLDS * threshold} ms was not reported (mode ${getStats().mode}).`);
  if (record.culprit?.file !== SCRIPT)
    throw notInstalled(`a stall was reported, but not its line (cause ${record.cause}: ${record.evidence}).`);
  if (isStrict()) await assertStrict();
}

async function assertStrict(): Promise<void> {
  const read = runInThisContext(READS, { filename: SCRIPT }) as (read: typeof readFileSync, file: string) => void;
  const { findings } = await gather({ strict: 'report' }, () => {
    withContext('assertInstalled()', () => {
      read(readFileSync, fileURLToPath(import.meta.url));
    });
  });
  if (findings.blockingCalls.length === 0) throw notInstalled('a blocking call was not met by strict mode.');
}
