import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { Linter } from 'eslint';
import { afterEach, describe, expect, it, vi } from 'vitest';
import unblocked from '../../rules/index.ts';
import { printable } from '../../rules/utils/stall-log-message.ts';
import type { ObservationOptions } from '../../rules/utils/stall-log-observations.ts';
import { readStallLogs } from '../../rules/utils/stall-log.ts';
import { LintFolder } from '../cli/lint-run.ts';
import { stallRecord } from '../report/stall-records.ts';

const APP = `import http from 'node:http';

http.createServer((req, res) => {
  let sum = 0;
  for (let day = 0; day < 1e8; day++) sum += day % 7;
  res.end(String(sum));
});
`;
const LOOP = {
  line: 5,
  text: 'for (let day = 0; day < 1e8; day++) sum += day % 7;',
  before: 'let sum = 0;',
  after: 'res.end(String(sum));',
};
const LOG = '.unblocked/stalls.jsonl';

const folders: LintFolder[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(folders.splice(0).map((folder) => folder.remove()));
});

async function folderOf(files: Readonly<Record<string, string>>): Promise<LintFolder> {
  const folder = await LintFolder.make({ 'package.json': '{"name":"shop"}', ...files });
  folders.push(folder);
  return folder;
}

/** A log line: the loop of `app.js` in `folder` stalled. */
function loopStall(folder: string, given: Parameters<typeof stallRecord>[0] = {}): string {
  const culprit = { file: path.join(folder, 'app.js'), ...LOOP, ...given.culprit };
  return `${JSON.stringify(stallRecord({ ...given, culprit }))}\n`;
}

interface Asked {
  file?: string;
  options?: ObservationOptions;
  settings?: object;
  text?: string;
}

/** What ESLint says of a file with this rule alone. */
function messages({ root }: LintFolder, { file = 'app.js', options, settings = {}, text }: Asked = {}): string[] {
  const filename = path.join(root, file);
  const linter = new Linter({ configType: 'flat', cwd: root });
  const config: Linter.Config = {
    plugins: { unblocked: unblocked },
    rules: { 'unblocked/no-observed-stall': options ? ['warn', options] : 'warn' },
    settings: { unblocked: { root, ...settings } },
  };
  const found = linter.verify(text ?? fs.readFileSync(filename, 'utf8'), config, { filename });
  return found.map(({ line, message }) => `${line}: ${message}`);
}

describe('the log', () => {
  it('is read again when it grows, and is silent when it is gone', async () => {
    const folder = await folderOf({ 'app.js': APP });
    expect(messages(folder)).toEqual([]);
    await folder.write(LOG, loopStall(folder.root));
    expect(messages(folder)).toEqual([expect.stringMatching(/^5: This line stalled the event loop once, for 120 ms/)]);
    fs.appendFileSync(path.join(folder.root, LOG), loopStall(folder.root, { durationMs: 480 }));
    expect(messages(folder)).toEqual([expect.stringContaining('2 times, 480 ms at worst')]);
    fs.rmSync(path.join(folder.root, LOG));
    expect(messages(folder)).toEqual([]);
  });

  it('is read once while it stays as it is, and no file is read where there is none', async () => {
    const folder = await folderOf({ 'app.js': APP, [LOG]: '', 'lib/app.js': APP });
    await folder.write(LOG, loopStall(folder.root));
    const none = await folderOf({ 'app.js': APP });
    const read = vi.spyOn(fs, 'readFileSync');
    const logsRead = (): number => read.mock.calls.filter(([file]) => String(file).includes('.unblocked')).length;
    expect(messages(none, { text: APP })).toEqual([]);
    expect(logsRead()).toBe(0);
    for (let lint = 0; lint < 3; lint += 1) expect(messages(folder, { text: APP })).toHaveLength(1);
    expect(logsRead()).toBe(2);
  });

  it('is read with its older half', async () => {
    const folder = await folderOf({ 'app.js': APP });
    await folder.write(`${LOG}.1`, loopStall(folder.root, { durationMs: 700 }));
    expect(messages(folder)).toEqual([expect.stringContaining('once, for 700 ms')]);
    await folder.write(LOG, loopStall(folder.root));
    expect(messages(folder)).toEqual([expect.stringContaining('2 times, 700 ms at worst')]);
  });

  it('may stand in a package of a workspace, and elsewhere by option or setting', async () => {
    const api = 'packages/api';
    const folder = await folderOf({ [`${api}/app.js`]: APP });
    await folder.write(`${api}/${LOG}`, loopStall(path.join(folder.root, api)));
    const file = `${api}/app.js`;
    expect(messages(folder, { file })).toHaveLength(1);
    await folder.write('logs/ci.jsonl', loopStall(path.join(folder.root, api), { durationMs: 999 }));
    const elsewhere = [expect.stringContaining('999 ms')] as string[];
    expect(messages(folder, { file, options: { log: 'logs/ci.jsonl' } })).toEqual(elsewhere);
    expect(messages(folder, { file, settings: { stalls: { log: 'logs/ci.jsonl' } } })).toEqual(elsewhere);
    const both = { options: { log: 'none.jsonl' }, settings: { stalls: { log: 'logs/ci.jsonl' } } };
    expect(messages(folder, { file, ...both })).toEqual([]);
  });

  it('loses only the lines that are cut off or foreign, and says which', async () => {
    const folder = await folderOf({ 'app.js': APP });
    const whole = loopStall(folder.root);
    const foreign = [
      '',
      '[]',
      'null',
      '"text"',
      '{"version":1}',
      '{"version":2,"id":"x"}',
      '\u0000\u0001',
      '{"__proto__":1}',
    ];
    await folder.write(LOG, `${foreign.join('\n')}\n${whole}${whole.slice(0, -20)}`);
    expect(messages(folder)).toHaveLength(1);
    const { records, skipped } = readStallLogs([path.join(folder.root, LOG)]);
    expect(records).toHaveLength(1);
    expect(skipped.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 7, 8, 10]);
  });

  it('has one stall for several records of one id: the last', async () => {
    const folder = await folderOf({ 'app.js': APP });
    const [first, last] = [150, 2300].map((durationMs) =>
      loopStall(folder.root, { id: 'same', durationMs, ongoing: durationMs === 150 }),
    );
    await folder.write(LOG, `${first ?? ''}${last ?? ''}`);
    expect(messages(folder)).toEqual([expect.stringContaining('once, for 2300 ms')]);
  });

  it('of another machine is known by the path below its folder', async () => {
    const folder = await folderOf({ 'src/app.js': APP, 'app.js': APP });
    const recorded = ['/srv/shop/src/app.js', 'C:\\shop\\src\\app.js'];
    await folder.write(LOG, recorded.map((file) => loopStall(folder.root, { culprit: { file } })).join(''));
    expect(messages(folder, { file: 'src/app.js' })).toEqual([expect.stringContaining('2 times')]);
    await folder.write(LOG, loopStall(folder.root, { culprit: { file: path.join(folder.root, 'src/app.js') } }));
    expect(messages(folder, { file: 'src/app.js' })).toHaveLength(1);
    expect(messages(folder)).toEqual([]);
  });
});

describe('a line', () => {
  it('is found where it has moved to, in the text that is being edited', async () => {
    const folder = await folderOf({ 'app.js': APP });
    await folder.write(LOG, loopStall(folder.root));
    expect(messages(folder, { text: `// one\n// two\n${APP}` })).toEqual([expect.stringMatching(/^7:/)]);
    expect(messages(folder, { text: APP.replaceAll('\n', '\r\n') })).toEqual([expect.stringMatching(/^5:/)]);
    expect(messages(folder, { text: APP.replace('let sum = 0;\n', 'let sum = 0;\n\n\n') })).toEqual([
      expect.stringMatching(/^7:/),
    ]);
  });

  it('is silent when it or a neighbour has changed', async () => {
    const folder = await folderOf({ 'app.js': APP });
    await folder.write(LOG, loopStall(folder.root));
    for (const [from, to] of [
      ['1e8', '1e3'],
      ['let sum = 0;', 'let sum = cache.get(req.url) ?? 0;'],
      ['res.end(String(sum));', ''],
    ] as const)
      expect(messages(folder, { text: APP.replace(from, to) })).toEqual([]);
  });

  it('is the nearest of several that look the same', async () => {
    const folder = await folderOf({ 'app.js': APP });
    const twice = `${APP}${APP.replace("import http from 'node:http';\n", '')}`;
    await folder.write(LOG, loopStall(folder.root, { culprit: { line: 11 } }));
    expect(messages(folder, { text: twice })).toEqual([expect.stringMatching(/^11:/)]);
  });

  it('is silent when its stalls are older than asked', async () => {
    const folder = await folderOf({ 'app.js': APP });
    const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();
    await folder.write(LOG, [2, 20, 40].map((days) => loopStall(folder.root, { time: daysAgo(days) })).join(''));
    expect(messages(folder)).toEqual([expect.stringContaining('2 times, 120 ms at worst, last 2 days ago')]);
    expect(messages(folder, { options: { maxAge: 7 } })).toEqual([expect.stringContaining('once')]);
    expect(messages(folder, { options: { maxAge: 365 } })).toEqual([expect.stringContaining('3 times')]);
    expect(messages(folder, { settings: { stalls: { maxAge: 0.5 } } })).toEqual([]);
  });

  it('names the routes that it stalled, and nothing that could harm a terminal', async () => {
    const folder = await folderOf({ 'app.js': APP });
    const names = ['GET /a', 'GET /b', 'GET /b', 'GET /c', '\u001b]0;owned\u0007\n{{message}}', 'x'.repeat(5000)];
    const log = names.map((name) => loopStall(folder.root, { context: { kind: 'request', name } }));
    await folder.write(LOG, log.join(''));
    expect(messages(folder)).toEqual([expect.stringMatching(/, in GET \/b, GET \/a and 3 more\.$/)]);
    await folder.write(LOG, log.slice(4).join(''));
    const [message = ''] = messages(folder);
    expect(message).toContain(']0;owned {{message}}');
    expect(message).not.toMatch(/\p{Cc}/u);
    expect(message.length).toBeLessThan(300);
    expect(printable('a\u202Eb\nc', 10)).toBe('a b c');
  });
});

describe('a wrong option', () => {
  it.each([
    [{ maxAge: 0 }, /no-observed-stall[^]*should be > 0/],
    [{ log: '' }, /no-observed-stall[^]*shorter than 1/],
    [{ since: 1 }, /no-observed-stall[^]*since/],
  ])('%j of the rule fails with its name', async (options, message) => {
    const folder = await folderOf({ 'app.js': APP });
    expect(() => messages(folder, { options: options as never })).toThrow(message);
  });

  it.each([
    [{ stalls: 1 }, 'settings.unblocked.stalls is 1; accepted: an object with log and maxAge.'],
    [{ stalls: { log: 3 } }, 'settings.unblocked.stalls.log is 3; accepted: a file name.'],
    [{ stalls: { maxAge: -1 } }, 'settings.unblocked.stalls.maxAge is -1; accepted: a number of days above 0.'],
    [{ stalls: { days: 1 } }, 'settings.unblocked.stalls.days is 1; accepted: log or maxAge.'],
  ])('%j of the settings fails with what is accepted', async (settings, message) => {
    const folder = await folderOf({ 'app.js': APP });
    expect(() => messages(folder, { settings })).toThrow(message);
  });
});

describe('unblocked lint', () => {
  it('warns, fails where asked to, and honours comments and baselines', async () => {
    const folder = await folderOf({ 'app.js': APP });
    await folder.write(LOG, loopStall(folder.root));
    const warned = await folder.lint();
    expect(warned).toMatchObject({ code: 0, stderr: '' });
    expect(warned.stdout).toContain('app.js:5:3  warning  unblocked/no-observed-stall');
    expect(await folder.lint('--max-warnings', '0')).toMatchObject({ code: 1 });
    expect(await folder.lint('--rule', 'no-observed-stall=error')).toMatchObject({ code: 1 });
    expect(await folder.lint('--rule', 'no-observed-stall=off')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await folder.lint('--baseline', 'known.json', '--max-warnings', '0')).toMatchObject({ code: 0 });
    await folder.write(LOG, `${loopStall(folder.root)}${loopStall(folder.root, { durationMs: 900 })}`);
    expect(await folder.lint('--baseline', 'known.json', '--max-warnings', '0')).toMatchObject({ code: 0, stdout: '' });
    await folder.write('app.js', APP.replace(/^ {2}for.*$/m, '$& // eslint-disable-line'));
    expect(await folder.lint('--max-warnings', '0')).toMatchObject({ code: 0, stdout: '' });
  });

  it('takes another log and another age, and says what it accepts', async () => {
    const folder = await folderOf({ 'app.js': APP });
    const time = new Date(Date.now() - 3 * 86_400_000).toISOString();
    await folder.write('ci.jsonl', loopStall(folder.root, { time }));
    expect((await folder.lint('--stall-log', 'ci.jsonl')).stdout).toContain('last 3 days ago'.slice(5));
    expect(await folder.lint('--stall-log', 'ci.jsonl', '--stall-age', '2')).toMatchObject({ stdout: '' });
    const wrong = await folder.lint('--stall-age', 'old');
    expect(wrong).toMatchObject({ code: 2 });
    expect(wrong.stderr).toContain('--stall-age is "old"; accepted: a number of days above 0.');
  });
});

describe('from one half to the other', () => {
  it('a program that stalls writes the log, and the rule names its line until it is changed', async () => {
    const program = `setTimeout(function spin() {
  // Again until the log says so: on a busy machine, one stall may be for want of a CPU.
  for (const end = Date.now() + 200; Date.now() < end; ) Math.sqrt(end);
  if (!blamed) setTimeout(spin);
});
let blamed = false;
import('unblocked/runtime').then(({ onStall }) => onStall(({ cause }) => (blamed ||= cause === 'code')));
`;
    const folder = await folderOf({ 'app.cjs': program });
    fs.mkdirSync(path.join(folder.root, 'node_modules'));
    fs.symlinkSync(path.resolve(import.meta.dirname, '../..'), path.join(folder.root, 'node_modules/unblocked'));
    const env = { PATH: process.env['PATH'], UNBLOCKED_FORMAT: 'silent' };
    const args = ['--import', 'unblocked/register', 'app.cjs'];
    await promisify(execFile)(process.execPath, args, { cwd: folder.root, env });
    expect(messages(folder, { file: 'app.cjs' })).toEqual([
      expect.stringMatching(/^3: This line stalled the event loop (?:once, for|\d+ times,) \d+ ms/),
    ]);
    expect(messages(folder, { file: 'app.cjs', text: program.replace('200', '2') })).toEqual([]);
  });
});
