import { expect, test } from 'vitest';
import { markedLines, noisy, program, run } from './scenario.ts';

/** `npm run verify` does 1,000. */
const cycles = Number(process.env['CYCLES'] ?? 25);

const timeout = 60_000 + cycles * 2000;

test.concurrent(
  `${cycles} times start, stall and stop leave nothing behind, and the process exits with 0`,
  { ...noisy, timeout },
  async () => {
    const { stdout, stderr, code } = await run(program('cycles.mjs'), { args: [String(cycles)], preload: false });
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const { seen, symbol, exits } = JSON.parse(stdout) as { seen: number; symbol: boolean; exits: number };
    expect(seen).toBeGreaterThan(cycles * 0.6);
    expect({ symbol, exits }).toEqual({ symbol: false, exits: 0 });
  },
);

/** Threads take longer. */
const threads = Math.max(25, cycles / 4);

test.concurrent(
  `${threads} worker threads that are terminated, stalled and not, do no harm and give their places back`,
  { ...noisy, timeout },
  async () => {
    const file = program('worker-that-stalls.mjs');
    const env = { UNBLOCKED_REPORTS: String(threads) };
    const result = await run(program('watched-workers.mjs'), { args: ['churn', String(threads)], env });
    expect([result.code, result.otherErrors]).toEqual([0, '']);
    const stalls = result.records.filter(({ threadId, ongoing }) => threadId !== 0 && !ongoing);
    expect(stalls.length).toBeGreaterThan(threads / 4);
    expect(stalls.at(-1)).toMatchObject({
      threadId: Number(/"thread":(\d+)/.exec(result.stdout)?.[1]),
      cause: 'code',
      culprit: { file, line: markedLines(file, 'worker culprit')[0] },
    });
  },
);
