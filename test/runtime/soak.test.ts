import { expect, test } from 'vitest';
import { program, run } from './scenario.ts';

interface Memory {
  main: number;
  /** From Node 24 on. */
  watchdog?: number;
}

interface Soak {
  /** Of the result of each workload with each seed. */
  hashes: Record<string, string>;
  /** Workloads whose result was not the same each time. */
  changed: string[];
  /** Samples that were taken while each workload ran. */
  during: Record<string, number>;
  /** Bytes that were in use after each round but the first ones. */
  memory: Memory[];
  /** All samples, and those of them that the watchdog took. */
  samples: number;
  watchdog: number;
  /** Samples that failed near the stack's limit. */
  refused: number;
  sessions: number;
}

/** `npm run verify` takes 100,000 as usual, and a quarter of that where `Error` is frozen, and where code is cold. */
const most = Number(process.env['SOAK_SAMPLES'] ?? 4000);
const fewer = Math.max(4000, most / 4);

/** Code is interpreted as where it runs for the first time: then a sample can come between any two of Node's own steps. */
const COLD = ['--no-opt', '--no-maglev', '--no-sparkplug'];

const soak = async (samples: number, kind: string): Promise<Soak> => {
  const env = {
    UNBLOCKED_THRESHOLD: '10',
    UNBLOCKED_HEARTBEAT: '5',
    UNBLOCKED_INTERVAL: '1',
    UNBLOCKED_FORMAT: 'silent',
  };
  const node = ['--expose-gc', '--require', program('remember-worker.cjs'), ...(kind === 'cold' ? COLD : [])];
  const result = await run(program('soak.mjs'), { args: [String(samples), kind], env, preload: samples > 0, node });
  expect([result.code, result.stderr]).toEqual([0, '']);
  return JSON.parse(result.stdout) as Soak;
};

/** What is in use at least in the second half of the rounds more than in the first one: garbage comes and goes. */
function grown(memory: Memory[], of: keyof Memory): number {
  const sizes = memory.flatMap((each) => each[of] ?? []);
  const half = Math.floor(sizes.length / 2);
  return half === 0 ? 0 : Math.min(...sizes.slice(half)) - Math.min(...sizes.slice(0, half));
}

test.concurrent.for([
  ['usual', most, 'as usual'],
  ['frozen', fewer, '`Error` is frozen'],
  ['cold', fewer, 'code is cold'],
] as const)(
  '%s: %d samples change no result of any workload, nor the order of its microtasks, and keep nothing (%s)',
  { timeout: 120_000 + most * 20 },
  async ([kind, target], { task }) => {
    const plain = await soak(0, kind);
    const watched = await soak(target, kind);
    const { samples, watchdog, refused, sessions, during, memory } = watched;
    task.meta.figure = `${samples} samples (${watchdog} of the watchdog's own, ${refused} refused) in ${sessions} sessions`;
    expect(samples - watchdog).toBeGreaterThanOrEqual(target);
    expect(watchdog).toBeGreaterThan(0);
    expect(watched.changed).toEqual([]);
    expect(watched.hashes).toEqual(plain.hashes);
    expect(Object.entries(during).filter(([, count]) => count < target / 1000)).toEqual([]);
    expect(memory.length).toBeGreaterThanOrEqual(6);
    expect(grown(memory, 'main')).toBeLessThan(1_000_000);
    expect(grown(memory, 'watchdog')).toBeLessThan(1_000_000);
  },
);
