import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { noisy, program, recordsIn, run, type RunOptions } from './scenario.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'unblocked-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

const unblockedRun = (args: string[], options: RunOptions = {}) =>
  run(program('run-command.mjs'), { preload: false, args: ['--log', join(directory, 'log'), ...args], ...options });

test('follows child processes, passes the exit code through and sums up', noisy, async () => {
  const { code, stderr } = await unblockedRun(['--', process.execPath, program('parent.cjs'), '5']);
  const records = recordsIn(readFileSync(join(directory, 'log'), 'utf8'));
  expect(code).toBe(5);
  const stall = records.find(({ cause }) => cause === 'code');
  expect(stall?.culprit?.file).toBe(program('quiet.cjs'));
  expect(stall?.sampleTree?.files).toContain(program('quiet.cjs'));
  expect(stderr).toMatch(/\[unblocked\] \d+ stalls? in \d process(?:es)?, \d+ ms at worst\n.*quiet\.cjs:\d+/);
});

test('--fail-on-stall makes the exit code 1 where a stall reached it', noisy, async () => {
  const parent = ['--', process.execPath, program('parent.cjs'), '0'];
  const failed = await unblockedRun(['--fail-on-stall', '100', ...parent]); // it has a CPU for 150 ms or more
  const passed = await unblockedRun(['--fail-on-stall', '5000', ...parent]);
  expect([failed.code, passed.code]).toEqual([1, 0]);
});

test('passes a signal on and ends by it', noisy, async () => {
  const { signal } = await unblockedRun(['--', process.execPath, program('idle.mjs'), '20000'], {
    watch: (child, output) => {
      if (output.includes('idle')) child.kill('SIGTERM');
    },
  });
  expect(signal).toBe('SIGTERM');
});

test.for([
  [['--threshold', 'x', '--', 'node'], '--threshold is "x"; accepted: a number of milliseconds from 10.'],
  [[], 'no command'],
  [['--', '/no/such/command'], 'there is no command "/no/such/command"; accepted: a program in PATH'],
] as const)('a usage error: %j', async ([args, message]) => {
  const { stderr, code } = await unblockedRun([...args]);
  expect(stderr).toContain(message);
  expect(code).not.toBe(0);
});
