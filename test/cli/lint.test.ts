import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LintFolder } from './lint-run.ts';

const APP = `import { execSync } from 'node:child_process';
import express from 'express';
import fs from 'node:fs';
import { loadOrder } from './orders.js';

let terms;
const app = express();
app.get('/orders/:id', async (req, res) => {
  if (!fs.existsSync('orders')) return res.sendStatus(404);
  res.send(loadOrder(req.params.id));
});
app.get('/version', (req, res) => {
  terms ??= fs.readFileSync('terms.txt');
  res.send(execSync('git describe'));
});
`;
const ORDERS = `import { readFileSync } from 'node:fs';

export const loadOrder = (id) => readFileSync(id, 'utf8');
`;
const RECOMMENDED = ['app.js:10:12 fs', 'app.js:14:12 child-process'];

let folder: LintFolder;
let clean: LintFolder;
beforeAll(async () => {
  const manifest = JSON.stringify({ name: 'shop', dependencies: { express: '*' } });
  folder = await LintFolder.make({ 'package.json': manifest, 'app.js': APP, 'orders.js': ORDERS, 'empty/a.md': '' });
  clean = await LintFolder.make({ 'package.json': manifest, 'orders.js': ORDERS, '.gitignore': 'node_modules\n' });
});
afterAll(() => Promise.all([folder.remove(), clean.remove()]));

describe('the exit code', () => {
  it('is 0 without findings, and nothing is printed', async () => {
    expect(await clean.lint()).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('is 1 with findings', async () => {
    expect(await folder.lint()).toMatchObject({ code: 1, stderr: '' });
    expect(await folder.lint('orders.js')).toMatchObject({ code: 0, stdout: '' });
  });

  it('counts warnings only beyond --max-warnings', async () => {
    const warn = ['--rule', 'no-blocking-fs=warn', '--rule', 'unblocked/no-blocking-child-process=warn'];
    expect(await folder.lint(...warn)).toMatchObject({ code: 0 });
    expect(await folder.lint(...warn, '--max-warnings', '2')).toMatchObject({ code: 0 });
    expect(await folder.lint(...warn, '--max-warnings', '1')).toMatchObject({ code: 1 });
    expect(await folder.lint(...warn, '--quiet', '--max-warnings', '0')).toMatchObject({ code: 0, stdout: '' });
  });

  it.each([
    ['--format', ['--format', 'xml'], '--format is "xml"; accepted: stylish, json, sarif, github.'],
    ['--weight', ['--weight', 'big'], '--weight is "big"; accepted: cheap, heavy, unbounded.'],
    ['--max-warnings', ['--max-warnings', '-1'], '--max-warnings'],
    ['--rule', ['--rule', 'no-sync=error'], '--rule names "no-sync"; accepted: no-blocking-child-process, '],
    ['a level', ['--rule', 'no-blocking-fs=2'], '--rule no-blocking-fs is "2"; accepted: off, warn, error.'],
    ['an option', ['--strickt'], 'there is no option "--strickt"; accepted: --allow-call, --allow-file, '],
    ['a short option', ['-x'], 'there is no option "-x"; accepted: '],
    ['an option without its value', ['--format'], '--format has no value; accepted: --format <value>, or --format='],
    ['a value without need', ['--strict=yes'], '--strict was given a value; accepted: --strict alone.'],
    ['a folder without sources', ['empty'], 'there is no source file below "empty"; accepted: JavaScript and Type'],
    ['a path', ['src'], 'there is no file or folder "src"; accepted: existing files and folders.'],
    ['--why', ['--why', 'app.js'], '--why is "app.js"; accepted: <file>:<line>.'],
    ['--why of a missing line', ['--why', 'app.js:99'], '--why names line 99 of "app.js"; accepted: a line from 1 to '],
    ['--why of a missing file', ['--why', 'no.js:3'], '--why names "no.js", which does not exist'],
    ['--baseline', ['--baseline', 'package.json'], 'is no baseline of findings; accepted: a file that'],
  ])('is 2, and the message says what is accepted, for %s', async (_, args, message) => {
    const { code, stdout, stderr } = await folder.lint(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });

  it('is 0 for --help, which names every option', async () => {
    const { code, stdout } = await folder.lint('--help');
    expect(code).toBe(0);
    for (const option of ['weight', 'strict', 'unsure', 'once', 'allow-call', 'allow-file', 'rule', 'max-warnings'])
      expect(stdout).toContain(`--${option}`);
    for (const option of ['baseline', 'format', 'output', 'why', 'stats', 'quiet'])
      expect(stdout).toContain(`--${option}`);
  });
});

describe('the options of the rules', () => {
  it.each([
    ['the defaults', [], RECOMMENDED],
    ['--weight cheap', ['--weight', 'cheap'], ['app.js:9:8 fs', ...RECOMMENDED]],
    ['--weight unbounded', ['--weight', 'unbounded'], ['app.js:14:12 child-process']],
    ['--once', ['--once'], ['app.js:10:12 fs', 'app.js:13:13 fs', 'app.js:14:12 child-process']],
    ['--strict', ['--strict'], ['app.js:9:8 fs', 'app.js:10:12 fs', 'app.js:13:13 fs', 'app.js:14:12 child-process']],
    ['--strict with --weight', ['--strict', '--weight', 'unbounded'], ['app.js:14:12 child-process']],
    ['--rule', ['--rule', 'no-blocking-fs=off'], ['app.js:14:12 child-process']],
    ['--allow-call', ['--allow-call', 'execSync', '--allow-call', 'fs.readFileSync'], []],
    ['--allow-file', ['--allow-file', 'orders.*'], ['app.js:14:12 child-process']],
  ])('%s', async (_, args, expected) => {
    expect(await folder.places(...args)).toEqual(expected);
  });

  it('--unsure reports async functions that no known handler calls', async () => {
    const jobs = await LintFolder.make({
      'jobs.js': "import fs from 'node:fs';\nexport async function run() {\n  fs.readFileSync('a');\n}\n",
    });
    expect(await jobs.places()).toEqual([]);
    expect(await jobs.places('--unsure')).toEqual(['jobs.js:3:3 fs']);
    await jobs.remove();
  });
});

describe('--why', () => {
  it('tells of a blocking call where it is reported, and by which chain a handler reaches it', async () => {
    const { code, stdout } = await folder.lint('--why', 'orders.js:3');
    expect(code).toBe(0);
    expect(stdout).toBe(
      `orders.js:3  export const loadOrder = (id) => readFileSync(id, 'utf8');
  \`readFileSync()\` is a blocking call: node:fs, kind fs, weight heavy.
  Reported at app.js:10 by no-blocking-fs: GET /orders/:id -> loadOrder
  It stands in \`loadOrder\`, which a handler reaches (Express):
    GET /orders/:id -> loadOrder
`,
    );
  });

  it('tells of a reported line what its call leads to', async () => {
    expect((await folder.lint('--why', 'app.js:10')).stdout).toBe(
      `app.js:10  res.send(loadOrder(req.params.id));
  \`loadOrder()\` leads to a blocking call:
    \`readFileSync()\` at orders.js:3: node:fs, kind fs, weight heavy
  Reported by no-blocking-fs: GET /orders/:id -> loadOrder
  It stands in \`GET /orders/:id\`, a handler (Express).
`,
    );
  });

  it.each([
    ['a cheap call', ['app.js:9'], 'Silent, since its weight is cheap (--weight cheap reports it): GET /orders/:id\n'],
    [
      'a call that runs once',
      ['app.js:13'],
      'Silent, since it runs once, behind a lazy guard, or in development or installation only (--once',
    ],
    ['what the options change', ['app.js:13', '--once'], 'Reported by no-blocking-fs: GET /version\n'],
    ['a rule that is off', ['app.js:10', '--rule', 'no-blocking-fs=off'], 'Silent, since --rule no-blocking-fs=off: '],
    ['an allowed call', ['orders.js:3', '--allow-call', 'readFileSync'], 'Silent at app.js:10, since allow.calls'],
    ['a line without a blocking call', ['app.js:8'], 'No call on this line is known to block, or to lead to'],
  ])('explains %s', async (_, args, text) => {
    expect((await folder.lint('--why', ...args)).stdout).toContain(text);
  });

  it('tells of a call in a function without a name where it is reported', async () => {
    const text = "import fs from 'node:fs';\nexport default () => fs.readFileSync('a');\n";
    const app = "import http from 'node:http';\nimport read from './read.js';\nhttp.createServer(() => read());\n";
    const unnamed = await LintFolder.make({ 'read.js': text, 'app.js': app });
    expect((await unnamed.lint('--why', 'read.js:2')).stdout).toContain('Reported at app.js:3 by no-blocking-fs: ');
    await unnamed.remove();
  });

  it('says of a file from which nothing that blocks can be reached that nobody looked who calls it', async () => {
    const sums = 'export const sum = (a, b) => a + b;\n';
    const harmless = await LintFolder.make({ 'package.json': '{ "name": "harmless" }', 'sums.js': sums });
    expect((await harmless.lint('--why', 'sums.js:1')).stdout).toContain(
      'it was not looked for who calls its functions',
    );
    await harmless.remove();
  });

  it('says of what only browsers run that it is so, and of a branch that no caller gets to', async () => {
    const page =
      "import 'react-dom/client';\nimport { load } from './load.js';\nsetInterval(() => load('a', false), 9);\n";
    const load =
      "import fs from 'node:fs';\nexport async function load(name, now) {\n  if (now) return fs.readFileSync(name);\n}\n";
    const app =
      "import http from 'node:http';\nimport { load } from './load.js';\nhttp.createServer(() => load('b', false));\n";
    const both = await LintFolder.make({
      'package.json': '{ "name": "both" }',
      'page.js': page,
      'load.js': load,
      'app.js': app,
    });
    expect((await both.lint('--why', 'page.js:3')).stdout).toContain('Only browsers run this file');
    expect((await both.lint('--why', 'load.js:3')).stdout).toContain('No caller gets to it');
    await both.remove();
  });

  it('says why a call is silent that nothing calls, or that a comment switches off', async () => {
    expect((await clean.lint('--why', 'orders.js:3')).stdout).toContain('which nothing known calls: silent');
    await folder.write('app.js', APP.replace('  res.send(load', '  // eslint-disable-next-line\n$&'));
    try {
      const { stdout } = await folder.lint('--why', 'orders.js:3');
      expect(stdout).toContain('Silent at app.js:11, since a comment switches the rule off there: GET /orders/:id');
    } finally {
      await folder.write('app.js', APP);
    }
  });
});
