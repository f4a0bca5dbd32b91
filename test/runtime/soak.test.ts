import { expect, test } from 'vitest';
import { noisy, program, run } from './scenario.ts';

interface Soak {
  hash: string;
  samples: number;
}

// The long form is ROUNDS=2000 in `npm run verify`.
const rounds = process.env['SOAK_ROUNDS'] ?? '12';
const soak = async (watched: boolean): Promise<Soak> => {
  const env = {
    UNBLOCKED_THRESHOLD: '10',
    UNBLOCKED_HEARTBEAT: '5',
    UNBLOCKED_INTERVAL: '1',
    UNBLOCKED_FORMAT: 'silent',
  };
  const { stdout } = await run(program('soak.mjs'), { args: [rounds], env, preload: watched });
  return JSON.parse(stdout) as Soak;
};

test('sampling changes no result of any workload', { ...noisy, timeout: 600_000 }, async () => {
  const watched = await soak(true);
  const plain = await soak(false);
  expect(watched.samples).toBeGreaterThan(100);
  expect(plain.samples).toBe(0);
  expect(watched.hash).toBe(plain.hash);
});
