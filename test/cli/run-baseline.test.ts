import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noisy, root, run } from '../runtime/scenario.ts';

/** Uses the CPU for so many milliseconds of the process' own time, whatever else the machine does. */
const WORK = `const work = (ms) => {
  const end = process.cpuUsage().user / 1000 + ms;
  while (process.cpuUsage().user / 1000 < end) for (let i = 0; i < 1e5; i += 1) Math.sqrt(i);
};
const turn = () => new Promise((resolve) => setTimeout(resolve, 100));
await turn();
`;
const LOAD = 'function load() {\n  work(400);\n}\nload();\nawait turn();\n';
const PRICE = 'const price = () => {\n  work(400);\n};\nprice();\nawait turn();\n';

let folder = '';
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'unblocked-baseline-')));
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs a program below `unblocked run --baseline known.json`. */
async function runWith(program: string, ...options: string[]) {
  await writeFile(join(folder, 'app.mjs'), program);
  const args = ['run', '--threshold', '200', ...options, '--baseline', 'known.json', '--', process.execPath, 'app.mjs'];
  // The environment of these runs switches the log off: what the baseline is made of is kept all the same.
  return run(`${root}dist/cli/main.js`, { preload: false, cwd: folder, args, env: { UNBLOCKED_FORMAT: 'json' } });
}

const known = async (): Promise<Record<string, string>> =>
  (JSON.parse(await readFile(join(folder, 'known.json'), 'utf8')) as { stalls: Record<string, string> }).stalls;

describe('run --baseline', () => {
  it('takes all stalls as known where the file does not exist, and lets them pass on any line', noisy, async () => {
    const first = await runWith(WORK + LOAD);
    expect(first.otherErrors).toContain('[unblocked] known.json is written: 1 known stall.');
    expect(first.code).toBe(0);
    expect(await known()).toEqual({ 'app.mjs | work': expect.stringContaining('Math.sqrt(i)') as string });
    const moved = await runWith(`// moved\n\n${WORK}${LOAD}`);
    expect(moved.code).toBe(0);
    expect(moved.otherErrors).not.toContain('failed');
  });

  it('fails for a new stall and names that one only', noisy, async () => {
    await writeFile(join(folder, 'known.json'), '{ "version": 1, "stalls": {} }');
    const { code, otherErrors } = await runWith(WORK + PRICE);
    expect(code).toBe(1);
    expect(otherErrors).toMatch(
      /\[unblocked\] failed: 1 new stall\. Mend what known\.json does not know, or delete it and run again to make all known:\n +\d+ ms {2}app\.mjs:3 /,
    );
    expect(await known()).toEqual({});
  });

  it('fails for those only that reach --fail-on-stall', noisy, async () => {
    await writeFile(join(folder, 'known.json'), '{ "version": 1, "stalls": {} }');
    const { code, otherErrors } = await runWith(WORK + PRICE, '--fail-on-stall', '60000');
    expect(code).toBe(0);
    expect(otherErrors).toContain('[unblocked] 1 stall in 1 process');
    await rm(join(folder, 'known.json'));
    await runWith(WORK + PRICE, '--fail-on-stall', '60000');
    expect(await known()).toEqual({});
  });

  it('drops what is gone from the code, and says what did not show', noisy, async () => {
    const stalls = {
      'app.mjs | work': 'while (process.cpuUsage().user / 1000 < end)',
      'app.mjs | mended': 'mended(orders);',
      'gone.mjs | load': 'load();',
      'node_modules/pdf/index.js | render': 'render();',
      'gc | no known context': '',
    };
    await writeFile(join(folder, 'known.json'), JSON.stringify({ version: 1, stalls }));
    const { code, otherErrors } = await runWith(WORK);
    expect(code).toBe(0);
    expect(otherErrors).toBe(
      [
        '[unblocked] known.json: 2 known stalls dropped, for the code is gone:',
        '  app.mjs | mended',
        '  gone.mjs | load',
        '[unblocked] known.json: 3 known stalls did not show in this run (delete the entry if it is mended):',
        '  app.mjs | work',
        '  node_modules/pdf/index.js | render',
        '  gc | no known context',
        '',
      ].join('\n'),
    );
    expect(Object.keys(await known())).toEqual([
      'app.mjs | work',
      'gc | no known context',
      'node_modules/pdf/index.js | render',
    ]);
  });

  it('leaves the file alone where the command fails', async () => {
    const { code } = await runWith('process.exitCode = 7;');
    expect(code).toBe(7);
    await expect(known()).rejects.toThrow('ENOENT');
  });

  const accepted =
    'is no baseline of stalls; accepted: a file that `unblocked run --baseline` wrote ({ "version": 1, "stalls": ... }), or one that does not exist yet.';
  it.each([
    ['no JSON', '{ "version": 1, "sta'],
    ['a baseline of findings', '{ "version": 1, "findings": {} }'],
    ['another version', '{ "version": 2, "stalls": {} }'],
    ['a list', '{ "version": 1, "stalls": ["app.mjs"] }'],
    ['other values', '{ "version": 1, "stalls": { "app.mjs | load": 7 } }'],
    ['null', 'null'],
  ])('refuses %s before it runs the command', async (_, text) => {
    await writeFile(join(folder, 'known.json'), text);
    const { code, stdout, otherErrors } = await runWith("console.log('ran');");
    expect({ code, stdout, otherErrors }).toEqual({
      code: 2,
      stdout: '',
      otherErrors: `unblocked: --baseline known.json ${accepted}\n`,
    });
  });

  it('refuses a folder', async () => {
    await mkdir(join(folder, 'known.json'));
    expect(await runWith('')).toMatchObject({ code: 2, stdout: '' });
  });
});
