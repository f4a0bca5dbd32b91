import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LintFolder } from './lint-run.ts';

const HEAD = "import express from 'express';\nimport fs from 'node:fs';\nconst app = express();\n";
const route = (path: string, call: string) => `app.get('${path}', (req, res) => res.send(${call}));\n`;
const A = route('/a', "fs.readFileSync('a')");
const B = route('/b', "fs.readFileSync('b')");

let folder: LintFolder;
beforeEach(async () => {
  folder = await LintFolder.make({ 'package.json': '{ "name": "shop" }', 'app.js': HEAD + A });
});
afterEach(() => folder.remove());

const lint = () => folder.lint('--baseline', 'known.json');
const count = async () =>
  Object.values((JSON.parse(await folder.read('known.json')) as { findings: Record<string, number> }).findings).reduce(
    (sum, each) => sum + each,
    0,
  );

describe('--baseline', () => {
  it('takes all findings as known when the file does not exist', async () => {
    const stderr = 'unblocked: known.json written: 1 finding is known, and only new ones fail.\n';
    expect(await lint()).toEqual({ code: 0, stdout: '', stderr });
    expect(await count()).toBe(1);
  });

  it('lets known findings pass, on whatever line they are', async () => {
    await lint();
    await folder.write('app.js', `\n\n// moved\n${HEAD}${A}`);
    expect(await lint()).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('fails for a new finding and shows only that one', async () => {
    await lint();
    await folder.write('app.js', HEAD + A + B);
    const { code, stdout } = await lint();
    expect(code).toBe(1);
    expect(stdout).toContain('GET /b');
    expect(stdout).not.toContain('(GET /a)');
    expect(await count()).toBe(1);
  });

  it('fails for a second finding of the same kind in the same place', async () => {
    await lint();
    await folder.write('app.js', HEAD + route('/a', "fs.readFileSync('a') + fs.readFileSync('a2')"));
    expect((await lint()).code).toBe(1);
  });

  it('drops findings that are gone, so that they are new when they come back', async () => {
    await folder.write('app.js', HEAD + A + B);
    await lint();
    expect(await count()).toBe(2);
    await folder.write('app.js', HEAD + A);
    expect((await lint()).code).toBe(0);
    expect(await count()).toBe(1);
    await folder.write('app.js', HEAD + A + B);
    expect((await lint()).code).toBe(1);
  });

  it('is written in a fixed order, whatever the order of the files', async () => {
    await folder.write('zoo.js', HEAD + B);
    await folder.lint('--baseline', 'one.json', 'zoo.js', 'app.js');
    await folder.lint('--baseline', 'two.json', 'app.js', 'zoo.js');
    expect(await folder.read('one.json')).toBe(await folder.read('two.json'));
  });

  it('keeps what is known of files that this run does not lint', async () => {
    await folder.write('zoo.js', HEAD + B);
    await lint();
    expect(await count()).toBe(2);
    expect((await folder.lint('--baseline', 'known.json', 'app.js')).code).toBe(0);
    expect(await count()).toBe(2);
  });

  it('holds from another folder too', async () => {
    await folder.write('lib/app.js', HEAD + B);
    await lint();
    const { code } = await folder.lint(
      '--baseline',
      path.join(folder.root, 'known.json'),
      path.join(folder.root, 'lib'),
    );
    expect(code).toBe(0);
    expect(await folder.read('known.json')).toContain('"lib/app.js | unblocked/no-blocking-fs');
  });

  it('does not hide a file that does not parse', async () => {
    await folder.write('broken.js', 'let = = 1');
    await lint();
    expect((await lint()).stdout).toContain('does not parse');
  });
});
