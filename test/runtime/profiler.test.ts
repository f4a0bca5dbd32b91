import { expect, test } from 'vitest';
import type { StallRecord } from '../../runtime/stall-record.ts';
import { markedLines, noisy, program, run } from './scenario.ts';

const env = { UNBLOCKED_PROFILER: 'on' };

/** The stall that a program makes, not what the machine or the start-up added. */
const stallIn = (records: StallRecord[]): StallRecord | undefined =>
  records.find(({ cause, ongoing, profile }) => cause === 'code' && !ongoing && profile !== undefined);

test.for(['exit', 'throw', 'reject'])(
  'with the profiler on, a process that ends by %s in a stall ends as without us, and its profile is not lost',
  noisy,
  async (how) => {
    const file = program('exit-in-stall.mjs');
    const [watched, plain] = await Promise.all([
      run(file, { args: [how], env }),
      run(file, { args: [how], preload: false }),
    ]);
    const [culprit = 0] = markedLines(file, 'culprit');
    const record = stallIn(watched.records);
    expect(record?.profile?.map(({ function: name }) => name)).toContain('spin');
    expect(record?.culprit?.line).toBe(culprit);
    expect([watched.code, watched.stdout]).toEqual([plain.code, plain.stdout]);
    expect(watched.otherErrors).toBe(plain.stderr);
  },
);

test('start, stall and stop again and again with the profiler leaves nothing behind', noisy, async () => {
  const { stdout, stderr, code } = await run(program('cycles.mjs'), { args: ['15'], preload: false, env });
  expect([stderr, code]).toEqual(['', 0]);
  expect(JSON.parse(stdout)).toMatchObject({ symbol: false, exits: 0 });
});

test('profiles that a program makes and ends itself do not disturb ours, nor ours them', noisy, async () => {
  const file = program('own-profile.mjs');
  const { stdout, otherErrors, records, code } = await run(file, { env });
  expect([otherErrors, code]).toEqual(['', 0]);
  expect(JSON.parse(stdout)).toEqual({ title: 'mine', sawMine: true });
  expect(records.filter(({ culprit }) => culprit?.line === markedLines(file, 'culprit')[0])).not.toEqual([]);
});

test('where an inspector port is open the profiler is off, and a person is not disturbed', noisy, async () => {
  const file = program('debugger.cjs');
  const { records, stdout, stderr } = await run(file, { env });
  expect(stderr.match(/UNBLOCKED_NO_PROFILER/g)).toHaveLength(1);
  expect((JSON.parse(stdout) as { pausedMs: number }).pausedMs).toBeGreaterThan(450);
  expect(records.filter(({ cause }) => cause === 'debugger')).toHaveLength(1);
  expect(records.find(({ cause }) => cause === 'code')).toMatchObject({
    culprit: { line: markedLines(file, 'culprit')[0] },
  });
});

// The permission model is stable from Node 22.13 on.
const hasPermissions = Number(process.versions.node.split('.')[0]) >= 22;

test.runIf(hasPermissions)('without permission for the inspector: no profiler, one warning, no abort', async () => {
  const node = ['--permission', '--allow-fs-read=*', '--allow-worker'];
  const { code, stderr } = await run(program('quiet.cjs'), { node, env });
  expect(code).toBe(3);
  expect(stderr.match(/UNBLOCKED_NO_PROFILER/g)).toHaveLength(1);
});
