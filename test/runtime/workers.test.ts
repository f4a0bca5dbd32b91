import { expect, test } from 'vitest';
import type { StallRecord } from '../../runtime/stall-record.ts';
import type { Stats } from '../../runtime/stats.ts';
import { markedLines, noisy, program, run, type Run } from './scenario.ts';

const main = program('watched-workers.mjs');
const file = program('worker-that-stalls.mjs');
const line = markedLines(file, 'worker culprit')[0];

const watch = (how: string): Promise<Run> => run(main, { args: [how] });

/** The stalls of worker threads, and what the program has told of its threads. */
function read({ stdout, records }: Run) {
  const told = stdout
    .split('\n')
    .filter((text) => text.startsWith('{'))
    .map((text) => JSON.parse(text) as { thread?: number; stats?: Stats });
  return {
    threads: told.flatMap(({ thread }) => thread ?? []),
    stats: told.find(({ stats }) => stats)?.stats,
    stalls: records.filter(({ threadId, ongoing }) => threadId !== 0 && !ongoing),
  };
}

const CRUNCHED = { cause: 'code', context: { kind: 'timer' }, culprit: { file, line, function: 'crunch' } };

test.for(['plain', 'limited', 'exit'])(
  'a worker thread that stalls is named with its line (%s)',
  noisy,
  async (how) => {
    const result = await watch(how);
    const { threads, stalls, stats } = read(result);
    expect(result.code).toBe(0);
    expect(result.otherErrors).toBe('');
    expect(stalls.map(({ threadId }) => threadId)).toEqual(threads);
    expect(stalls[0]).toMatchObject(CRUNCHED);
    expect(stalls[0]?.durationMs).toBeGreaterThan(270);
    expect(stats?.stalls).toBeGreaterThan(0);
  },
);

test('several worker threads that stall at the same time are told apart', noisy, async () => {
  const { threads, stalls } = read(await watch('several'));
  const crunched = stalls.filter(({ cause }) => cause === 'code');
  expect(crunched.map(({ threadId }) => threadId).sort()).toEqual(threads);
  for (const stall of crunched) expect(stall).toMatchObject(CRUNCHED);
});

test('a worker thread of a worker thread', noisy, async () => {
  const { threads, stalls } = read(await watch('nested'));
  expect(stalls.find(({ cause }) => cause === 'code')).toMatchObject({ ...CRUNCHED, threadId: (threads[0] ?? 0) + 1 });
});

test('the main thread and a worker thread that stall at the same time are both named', noisy, async () => {
  const result = await watch('both');
  expect(read(result).stalls[0]).toMatchObject(CRUNCHED);
  expect(result.records.find(({ threadId, cause }) => threadId === 0 && cause === 'code')?.culprit).toMatchObject({
    file: main,
    line: markedLines(main, 'culprit')[0],
  });
});

test('work that another thread has given is marked as such: worker threads are for that', noisy, async () => {
  const { stalls } = read(await watch('message'));
  expect(stalls[0]).toMatchObject({ ...CRUNCHED, context: { kind: 'message' }, offloaded: true });
});

test('a worker thread that waits for its next task in Atomics.wait does not stall', noisy, async () => {
  expect(read(await watch('idle')).stalls).toEqual([]);
});

test.for(['terminated', 'main-exit'])('a stall that ends with its thread is reported (%s)', noisy, async (how) => {
  const result = await watch(how);
  expect(read(result).stalls[0]).toMatchObject(CRUNCHED);
  expect(result.otherErrors).toBe('');
  expect(result.code).toBe(how === 'terminated' ? 0 : 7);
});

test('a worker thread without the preload is not watched, and none after stop()', noisy, async () => {
  for (const how of ['unreached', 'stopped']) {
    const result = await watch(how);
    expect(read(result).stalls).toEqual([]);
    expect([result.code, result.otherErrors]).toEqual([0, '']);
  }
});

test('with the option `workers` off they are not watched', noisy, async () => {
  const result = await run(main, { args: ['plain'], env: { UNBLOCKED_WORKERS: 'off' } });
  expect(read(result).stalls).toEqual([]);
});

test(
  'a worker thread that calls start() has its own watchdog, also when it is terminated in a stall',
  noisy,
  async () => {
    const result = await run(program('start-in-worker.mjs'), { preload: false, args: ['5'] });
    const messages = result.stdout
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text) as { threadId?: number; record?: StallRecord; stopped?: boolean });
    const own = messages.find(({ threadId }) => threadId)?.threadId;
    const records = messages.flatMap(({ record }) => record ?? []);
    expect(records.find(({ cause }) => cause === 'code')).toMatchObject({
      threadId: own,
      culprit: { line: markedLines(program('own-watchdog.mjs'), 'culprit')[0] },
    });
    expect(messages.at(-1)).toEqual({ stopped: true });
    expect([result.code, result.stderr]).toEqual([0, '']);
  },
);
