import { expect, test } from 'vitest';
import { program, run } from './scenario.ts';

interface Soak {
  hash: string;
  samples: number;
  /** What the heap holds at the end more than at half time. */
  grownBytes: number;
}

/** `npm run verify` does 4,000, which is more than 100,000 samples. */
const rounds = Number(process.env['SOAK_ROUNDS'] ?? 12);

const soak = async (watched: boolean): Promise<Soak> => {
  const env = {
    UNBLOCKED_THRESHOLD: '10',
    UNBLOCKED_HEARTBEAT: '5',
    UNBLOCKED_INTERVAL: '1',
    UNBLOCKED_FORMAT: 'silent',
  };
  const args = [String(rounds)];
  const { stdout } = await run(program('soak.mjs'), { args, env, preload: watched, node: ['--expose-gc'] });
  return JSON.parse(stdout) as Soak;
};

test(
  'sampling changes no result of any workload, and keeps nothing',
  { timeout: 120_000 + rounds * 1000 },
  async () => {
    const watched = await soak(true);
    const plain = await soak(false);
    expect(watched.samples).toBeGreaterThan(rounds >= 4000 ? 100_000 : 8 * rounds);
    expect(plain.samples).toBe(0);
    expect(watched.hash).toBe(plain.hash);
    expect(watched.grownBytes).toBeLessThan(8_000_000);
  },
);
