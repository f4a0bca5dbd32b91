import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { Stats } from '../../runtime/stats.ts';
import { markedLines, noisy, program, recordsIn, register, root, run } from './scenario.ts';

const DEBUGGER = /Waiting for the debugger|Debugger (?:attached|listening|ending)/;

/** Whether a stall of the code was reported while it lasts. */
const isHanging = (output: string): boolean =>
  recordsIn(output).some(({ ongoing, cause }) => ongoing && cause === 'code');

test.for(['exit', 'throw', 'reject'])(
  'a stall that ends in %s is reported, and the process ends as without us',
  noisy,
  async (how) => {
    const file = program('exit-in-stall.mjs');
    const [watched, plain] = await Promise.all([
      run(file, { args: [how] }),
      run(file, { args: [how], preload: false }),
    ]);
    const record = watched.records.find(({ cause, ongoing }) => cause === 'code' && !ongoing);
    expect(record).toMatchObject({ ongoing: false, culprit: { line: markedLines(file, 'culprit')[0] } });
    expect(record?.durationMs).toBeGreaterThan(250);
    expect(watched.code).toBe(plain.code);
    expect(watched.stdout).toBe(plain.stdout);
    expect(watched.otherErrors).toBe(plain.stderr);
  },
);

test('stderr, stdout and the exit code are those of a run without us, but for our own lines', noisy, async () => {
  const [watched, plain] = await Promise.all([
    run(program('quiet.cjs')),
    run(program('quiet.cjs'), { preload: false }),
  ]);
  const withoutPid = (text: string): string => text.replace(/\(node:\d+\)/g, '(node)');
  expect(watched.records.some(({ cause }) => cause === 'code')).toBe(true);
  expect(withoutPid(watched.otherErrors)).toBe(withoutPid(plain.stderr));
  expect([watched.stdout, watched.code]).toEqual([plain.stdout, plain.code]);
});

test('a loop that never returns is reported while it hangs', noisy, async () => {
  const file = program('hang.mjs');
  const { records, signal, stderr } = await run(file, {
    watch: (child, output) => {
      if (isHanging(output)) child.kill('SIGKILL');
    },
  });
  expect(signal).toBe('SIGKILL');
  expect(records.at(-1)).toMatchObject({
    ongoing: true,
    cause: 'code',
    culprit: { line: markedLines(file, 'culprit')[0] },
  });
  expect(stderr).not.toMatch(DEBUGGER);
});

test('SIGTERM ends a hanging process at once, and the log has the stall', noisy, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'unblocked-'));
  const log = join(directory, 'stalls.jsonl');
  const { signal } = await run(program('hang.mjs'), {
    env: { UNBLOCKED_LOG: log },
    watch: (child, output) => {
      if (isHanging(output)) child.kill('SIGTERM');
    },
  });
  const lines = readFileSync(log, 'utf8').trim().split('\n');
  expect(signal).toBe('SIGTERM');
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ ongoing: true, cause: 'code' });
  rmSync(directory, { recursive: true });
});

test.for(['plain', 'own', 'deleted', 'frozen'])(
  "samples near the stack's limit leave the settings of Error as they were (%s)",
  noisy,
  async (kind) => {
    const { stdout, code, records } = await run(program('error-settings.mjs'), { args: [kind] });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ broken: 0, sameKeys: true });
    expect(records.find(({ cause }) => cause === 'code')?.samples).toBeGreaterThan(5);
  },
);

test('works with --frozen-intrinsics', noisy, async () => {
  const file = program('error-settings.mjs');
  const { stdout, records } = await run(file, { args: ['plain'], node: ['--frozen-intrinsics'] });
  expect(JSON.parse(stdout)).toMatchObject({ broken: 0, sameKeys: true });
  expect(records.find(({ cause }) => cause === 'code')?.culprit?.file).toBe(file);
});

test('a lost watchdog is reported once and started again', noisy, async () => {
  const node = ['--require', program('remember-worker.cjs')];
  const { stdout, records, code } = await run(program('lost-watchdog.mjs'), { args: ['2'], node });
  expect(code).toBe(0);
  const lines = stdout.trim().split('\n');
  expect(lines.filter((line) => line === 'UNBLOCKED_WATCHDOG_LOST')).toHaveLength(1);
  expect(JSON.parse(lines.at(-1) ?? '') as Stats).toMatchObject({ mode: 'watching', restarts: 2 });
  expect(records.find(({ cause }) => cause === 'code')?.culprit?.line).toBe(
    markedLines(program('lost-watchdog.mjs'), 'culprit')[0],
  );
});

test('a watchdog that is lost again and again is given up: lag only', noisy, async () => {
  const node = ['--require', program('remember-worker.cjs')];
  const { stdout, records, code } = await run(program('lost-watchdog.mjs'), { args: ['4'], node });
  expect(code).toBe(0);
  const lines = stdout.trim().split('\n');
  expect(lines).toContain('UNBLOCKED_LAG_ONLY');
  expect(JSON.parse(lines.at(-1) ?? '') as Stats).toMatchObject({ mode: 'lag-only' });
  expect(records.find(({ durationMs }) => durationMs > 250)).toMatchObject({ cause: 'unknown', culprit: null });
});

test("a bundle without the watchdog's file falls back to lag, with a warning that says what to do", noisy, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'unblocked-'));
  cpSync(join(root, 'dist'), join(directory, 'dist'), { recursive: true });
  cpSync(join(root, 'package.json'), join(directory, 'package.json'));
  rmSync(join(directory, 'dist/runtime/watchdog/watchdog.js'));
  const bundle = pathToFileURL(join(directory, 'dist/runtime/register.js')).href;
  const { stderr, code, records } = await run(program('quiet.cjs'), { preload: false, node: ['--import', bundle] });
  expect(code).toBe(3);
  expect(stderr.match(/UNBLOCKED_LAG_ONLY/g)).toHaveLength(1);
  expect(stderr).toContain('`external`');
  expect(records.at(-1)).toMatchObject({ cause: 'unknown' });
  rmSync(directory, { recursive: true });
});

test('a preload in NODE_OPTIONS starts no watchdog in workers, its own included', noisy, async () => {
  const { stdout, stderr } = await run(program('workers.cjs'), {
    preload: false,
    env: { NODE_OPTIONS: `--import ${register}` },
  });
  expect(stdout).toBe('worker 2\nworker 3\n'); // 1 is the watchdog
  expect(stderr).toBe('');
});

test('works as --require too', noisy, async () => {
  const file = program('exit-in-stall.mjs');
  const node = ['--require', join(root, 'dist/runtime/register.js')];
  const { records, code } = await run(file, { preload: false, node, args: ['exit'] });
  expect(code).toBe(7);
  expect(records.find(({ cause }) => cause === 'code')?.culprit?.line).toBe(markedLines(file, 'culprit')[0]);
});

test('fake timers do not stop the heartbeat', noisy, async () => {
  const file = program('fake-timers.cjs');
  const { records, stdout } = await run(file);
  const seen = records.filter(({ cause, ongoing }) => cause === 'code' && !ongoing);
  const { truthMs } = JSON.parse(stdout) as { truthMs: number };
  expect(seen).toHaveLength(1);
  expect(seen[0]?.durationMs).toBeGreaterThan(truthMs - 20);
  expect((seen[0]?.durationMs ?? Infinity) - (seen[0]?.cpu?.waitedMs ?? 0)).toBeLessThan(truthMs + 150);
});

test('a person at a breakpoint is not disturbed, and not taken for a stall of the code', noisy, async () => {
  const file = program('debugger.cjs');
  const { records, stdout } = await run(file);
  const paused = records.find(({ cause }) => cause === 'debugger');
  expect(paused).toMatchObject({ culprit: null });
  expect(paused?.durationMs).toBeGreaterThan(450);
  expect((JSON.parse(stdout) as { pausedMs: number }).pausedMs).toBeGreaterThan(450);
  expect(records.find(({ cause }) => cause === 'code')?.culprit?.line).toBe(markedLines(file, 'culprit')[0]);
});

test('an open port with nobody there: `debugger` statements in a stall do not stop the program', noisy, async () => {
  const { stdout, records } = await run(program('debugger-statement.cjs'));
  expect(stdout).toBe('not stopped');
  expect(records.find(({ cause }) => cause === 'code')?.samples).toBeGreaterThan(3);
});

test('an idle process is not reported', noisy, async () => {
  const { stdout, records } = await run(program('idle.mjs'), { args: ['1000'] });
  expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({ mode: 'watching' });
  expect(records.filter(({ cause }) => cause === 'code' || cause === 'native')).toEqual([]);
});

test('code that `vm` ends by its timeout ends, also where the timeout strikes while it is sampled', noisy, async () => {
  const env = { UNBLOCKED_THRESHOLD: '10', UNBLOCKED_INTERVAL: '1', UNBLOCKED_FORMAT: 'silent' };
  const { code, stdout } = await run(program('vm-timeout.mjs'), { env });
  expect(JSON.parse(stdout)).toEqual({ runs: 120, ended: 120 });
  expect(code).toBe(0);
});

test('a program that waits for the threads of V8 at its end has not stalled', noisy, async () => {
  const { code, stdout, records } = await run(program('wait-at-exit.mjs'));
  expect([code, stdout]).toEqual([0, expect.stringContaining('waitedMs')]);
  expect(records.filter(({ cause, culprit }) => culprit === null && cause !== 'startup')).toEqual([]);
});

test.runIf(process.platform !== 'win32')(
  'a process that was stopped and continued is suspended, not stalled',
  noisy,
  async () => {
    let stopped = false;
    const { records } = await run(program('idle.mjs'), {
      args: ['1500'],
      watch: (child, output) => {
        if (stopped || !output.includes('idle')) return;
        stopped = true;
        child.kill('SIGSTOP');
        setTimeout(() => child.kill('SIGCONT'), 700);
      },
    });
    expect(stopped).toBe(true);
    const long = records.filter(({ durationMs }) => durationMs > 500);
    expect(long.map(({ cause, culprit }) => [cause, culprit])).toEqual([['suspended', null]]);
  },
);

// The permission model is stable from Node 22.13 on.
const hasPermissions = Number(process.versions.node.split('.')[0]) >= 22;

test.runIf(hasPermissions)('without permission for a worker: lag only, with one warning', noisy, async () => {
  const node = ['--permission', '--allow-fs-read=*'];
  const { code, stderr, records } = await run(program('quiet.cjs'), { node });
  expect(code).toBe(3);
  expect(stderr.match(/UNBLOCKED_LAG_ONLY/g)).toHaveLength(1);
  expect(records.at(-1)).toMatchObject({ cause: 'unknown', culprit: null });
});

test.runIf(hasPermissions)(
  'without permission for the inspector: no samples, one warning, and no abort',
  noisy,
  async () => {
    const node = ['--permission', '--allow-fs-read=*', '--allow-worker'];
    const { code, stderr, records } = await run(program('quiet.cjs'), { node });
    expect(code).toBe(3);
    expect(stderr.match(/UNBLOCKED_NO_SAMPLES/g)).toHaveLength(1);
    expect(records.some(({ durationMs, culprit }) => durationMs > 250 && culprit === null)).toBe(true);
  },
);

test(
  "a handler far up the stack is not lost, and the program's own context stores are not touched",
  noisy,
  async () => {
    const file = program('deep-stack.mjs');
    const { records, stdout } = await run(file);
    expect(records.find(({ cause }) => cause === 'code')?.frames.map(({ function: name }) => name)).toContain(
      'theHandler',
    );
    expect(JSON.parse(stdout)).toEqual({ touched: 0, enumerable: 0 });
  },
);

test('each process of a cluster reports its own stalls', noisy, async () => {
  const file = program('cluster.mjs');
  const { records, stdout, code } = await run(file);
  const pids = JSON.parse(stdout) as number[];
  const stalled = records.filter(({ cause, ongoing }) => cause === 'code' && !ongoing);
  expect(code).toBe(0);
  expect(stalled.map(({ pid }) => pid).sort()).toEqual(pids.sort());
  expect(stalled.map(({ culprit }) => culprit?.line)).toEqual(pids.map(() => markedLines(file, 'culprit')[0]));
});
