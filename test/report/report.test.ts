import { afterEach, describe, expect, it } from 'vitest';
import type { StallRecord } from '../../runtime/stall-record.ts';
import { ReportFolder } from './report-run.ts';
import { type Given, loopCulprit, READ_FILE, stallRecord } from './stall-records.ts';

const folders: ReportFolder[] = [];
afterEach(() => Promise.all(folders.splice(0).map((folder) => folder.remove())));

async function folderOf(...make: Parameters<typeof ReportFolder.make>): Promise<ReportFolder> {
  const folder = await ReportFolder.make(...make);
  folders.push(folder);
  return folder;
}

const at = (second: number): string => new Date(Date.UTC(2026, 10, 22, 10, 0, second)).toISOString();

const loop = (given: Given = {}): StallRecord => stallRecord({ fingerprint: 'loop', ...given });

const read = (given: Given = {}): StallRecord =>
  stallRecord({
    cause: 'native',
    fingerprint: 'read',
    context: { kind: 'request', name: 'GET /report' },
    catalog: READ_FILE,
    ruleId: 'no-blocking-fs',
    durationMs: 2000,
    ...given,
    culprit: { file: '/srv/shop/lib/report.js', line: 9, text: "return fs.readFileSync(file, 'utf8');" },
  });

const unblamed = (cause: StallRecord['cause'], given: Given = {}): StallRecord => ({
  ...stallRecord({ cause, fingerprint: cause, context: { kind: 'unknown', name: 'no known context' }, ...given }),
  culprit: null,
  frames: [],
});

describe('on the terminal', () => {
  it('says what stalled, how often, where, for whom, and what to do', async () => {
    const log = [
      loop({ time: at(1), durationMs: 120 }),
      loop({ time: at(2), durationMs: 312.4, pid: 8, context: { kind: 'request', name: 'GET /orders' } }),
      read({ time: at(3) }),
      unblamed('gc', { time: at(4), durationMs: 90 }),
    ];
    const { code, stdout, stderr } = await (await folderOf(log)).report();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatchInlineSnapshot(`
      "4 stalls in 2 processes: 2000 ms at worst, 2522 ms in all.
      From 2026-11-22 10:00:01 to 2026-11-22 10:00:04.

      Culprits, the costliest first
        2000 ms     1 x   2000 ms in all  /srv/shop/lib/report.js:9  GET /report
          return fs.readFileSync(file, 'utf8');
          no-blocking-fs: https://github.com/unblocked-js/unblocked/blob/main/docs/rules/no-blocking-fs.md
          Use \`await fs.promises.readFile()\`.
         312 ms     2 x    432 ms in all  /srv/shop/app.js:5  GET /orders, GET /orders/:id
          for (let day = 0; day < days; day++) sum += day % 7;
          No rule reports this.

      Routes, messages and jobs
        2000 ms     1 x   2000 ms in all  GET /report
         312 ms     1 x    312 ms in all  GET /orders
         120 ms     1 x    120 ms in all  GET /orders/:id

      Causes beside the code
          90 ms     1 x     90 ms in all  garbage collection

      As a page: npx unblocked report --output report.html
      No rule reports 1 culprit: npx unblocked report --uncaught
      "
    `);
  });

  it('counts a stall once, by its last record, and leaves out what nobody waited for', async () => {
    const log = [
      loop({ id: 'same', durationMs: 100, ongoing: true }),
      loop({ id: 'same', durationMs: 1500 }),
      loop({ threadId: 3, offloaded: true }),
    ];
    const { stdout } = await (await folderOf(log)).report();
    expect(stdout).toContain('1 stall in 1 process: 1500 ms at worst, 1500 ms in all.');
    expect(stdout).toContain('1 stall of worker threads that nobody waited for is left out.');
  });

  it('says so where there is no stall', async () => {
    expect(await (await folderOf([])).report()).toEqual({ code: 0, stdout: 'No stalls.\n', stderr: '' });
  });

  it('names the lines that are no records, and reads the others', async () => {
    const folder = await folderOf([loop(), 'not JSON', loop(), JSON.stringify(loop()).slice(0, 200)]);
    await folder.writeLog('.unblocked/stalls.jsonl.1', ['{"level":30}', loop()]);
    const { stdout } = await folder.report();
    expect(stdout).toContain('3 stalls in 1 process');
    expect(stdout).toContain(
      '3 lines are no record of a stall and passed over (.unblocked/stalls.jsonl.1:1; .unblocked/stalls.jsonl:2, 4).',
    );
    expect((await folder.report('-o', 'report.html')).stdout).toContain('3 lines are no record');
  });

  it('reads several logs as one', async () => {
    const folder = await folderOf([loop()], 'a.jsonl');
    await folder.writeLog('b.jsonl', [read()]);
    expect((await folder.report('a.jsonl', 'b.jsonl', 'a.jsonl')).stdout).toContain('2 stalls in 1 process');
  });

  it('prints nothing of a log that a terminal would obey', async () => {
    const evil = '\u001b]0;owned\u0007\u001b[2J\u202Etxt\r\nfake line';
    const record = stallRecord({
      context: { kind: 'request', name: evil },
      evidence: evil,
      culprit: { file: `/srv/${evil}`, text: evil, before: evil, after: evil, function: evil },
      catalog: { ...READ_FILE, useInstead: evil },
      ruleId: null,
    });
    const folder = await folderOf([record, unblamed(evil as never)]);
    for (const args of [[], ['--uncaught']]) {
      const { code, stdout } = await folder.report(...args);
      expect(code).toBe(0);
      expect(stdout).toContain('owned');
      expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      expect(stdout).not.toContain('\nfake line');
    }
  });
});

describe('--uncaught', () => {
  const parse = stallRecord({
    fingerprint: 'parse',
    durationMs: 400,
    culprit: {
      file: '/srv/shop/node_modules/slow-yaml/lib/load.js',
      line: 40,
      origin: 'dependency',
      text: 'while (more()) {',
    },
    caller: loopCulprit({ file: '/srv/shop/config.js', line: 3, text: 'return load(text);' }),
    frames: [
      {
        function: 'next',
        file: '/srv/shop/node_modules/slow-yaml/lib/load.js',
        line: 40,
        column: 1,
        origin: 'dependency',
        async: false,
      },
      {
        function: 'load',
        file: '/srv/shop/node_modules/slow-yaml/lib/load.js',
        line: 9,
        column: 1,
        origin: 'dependency',
        async: false,
      },
      { function: 'readConfig', file: '/srv/shop/config.js', line: 3, column: 8, origin: 'app', async: false },
    ],
  });

  it('lists the culprits that no rule reports: calls as candidates for the catalog, and own code', async () => {
    const looped = loop({ durationMs: 110 });
    const map = { ...loopCulprit(), function: 'Array.map', file: '', origin: 'node', async: false } as const;
    const log = [parse, loop(), { ...looped, frames: [map, ...looped.frames] }, read()];
    const { code, stdout } = await (await folderOf(log)).report('--uncaught');
    expect(code).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "Calls that the catalog does not know: candidates for it, or for settings.unblocked.catalog
        slow-yaml: load()  400 ms at worst, 1 stall, 400 ms in all
          /srv/shop/config.js:3  return load(text);
      Your own code, which no catalog can know
        /srv/shop/app.js:5  120 ms at worst, 2 stalls, 230 ms in all
          /srv/shop/app.js:5  for (let day = 0; day < days; day++) sum += day % 7;
      "
    `);
  });

  it('says so where there is none', async () => {
    const { stdout } = await (await folderOf([read()])).report('--uncaught');
    expect(stdout).toBe('A rule reports every culprit of this log.\n');
  });
});

describe('a log that cannot be true', () => {
  it.each([-5, 1e308])('a stall of %d ms is no record of one', async (durationMs) => {
    const { stdout } = await (await folderOf([stallRecord({ durationMs })])).report();
    expect(stdout).toContain('1 line is no record of a stall');
  });
});

describe('a wrong command line', () => {
  it.each([
    [['none.jsonl'], 'there is no log "none.jsonl"; accepted: a file of stalls'],
    [['.'], '"." is a folder; accepted: a file of stalls'],
    [
      ['--cpuprofile', 'worst'],
      '--cpuprofile needs a file to write; accepted: --cpuprofile <id|worst> --output <file>.',
    ],
    [
      ['--cpuprofile', 'x', '-o', 'x.cpuprofile'],
      '--cpuprofile is "x", no stall of this log; accepted: worst, or an id',
    ],
    [['--uncaught', '-o', 'x'], '--uncaught prints to the terminal; accepted: --uncaught without --output.'],
    [['--output', ''], '--output is ""; accepted: a file name.'],
    [
      ['--output', 'none/report.html'],
      '--output is "none/report.html", which cannot be written (ENOENT); accepted: a file',
    ],
    [['--html'], 'there is no option "--html"; accepted: --cpuprofile, --help, --output, --uncaught.'],
  ])('%j ends with 2 and says what is accepted', async (args, message) => {
    const { code, stdout, stderr } = await (await folderOf([loop()])).report(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('is helped by --help', async () => {
    const { code, stdout } = await (await folderOf([])).report('--help');
    expect(code).toBe(0);
    for (const option of ['--output', '--cpuprofile', '--uncaught']) expect(stdout).toContain(option);
  });
});
