import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { ESLint, type Linter } from 'eslint';
import { afterEach, describe, expect, it } from 'vitest';
import unblocked from '../../rules/index.ts';
import { LintFolder } from './lint-run.ts';

const HEAD = "import express from 'express';\nimport fs from 'node:fs';\nconst app = express();\n";
const handler = (body: string) => `${HEAD}app.get('/', (req, res) => {\n  ${body}\n});\n`;
const READS = "fs.readFileSync('a');";

let folder: LintFolder;
afterEach(() => folder.remove());

describe('the files that are linted', () => {
  it('are those below the paths, whatever the current folder', async () => {
    folder = await LintFolder.make({
      'package.json': '{ "name": "app" }',
      'a/app.js': handler(READS),
      'a/other.ts': handler(READS),
      'b/app.mts': handler(READS),
      'b/notes.md': handler(READS),
    });
    expect(await folder.places()).toEqual(['a/app.js:5:3 fs', 'a/other.ts:5:3 fs', 'b/app.mts:5:3 fs']);
    expect(await folder.places('b')).toEqual(['b/app.mts:5:3 fs']);
    expect(await folder.places('a/app.js', 'a', 'b/app.mts')).toEqual([
      'a/app.js:5:3 fs',
      'a/other.ts:5:3 fs',
      'b/app.mts:5:3 fs',
    ]);
  });

  it('are not those that git ignores, at any level', async () => {
    folder = await LintFolder.make({
      '.gitignore': 'build/\n*.generated.js\n!keep.generated.js\n',
      'build/app.js': handler(READS),
      'a.generated.js': handler(READS),
      'keep.generated.js': handler(READS),
      'src/.gitignore': '/only-here.js\n',
      'src/only-here.js': handler(READS),
      'src/lib/only-here.js': handler(READS),
      'node_modules/package/package.json': '{}',
      'node_modules/package/index.js': handler(READS),
    });
    expect(await folder.places()).toEqual(['keep.generated.js:5:3 fs', 'src/lib/only-here.js:5:3 fs']);
  });

  it('are found where git holds the root above the current folder', async () => {
    folder = await LintFolder.make({
      'lib/store.js': "import fs from 'node:fs';\nexport const read = () => fs.readFileSync('a');\n",
      'app/app.js': `${HEAD}import { read } from '../lib/store.js';\napp.get('/', (req, res) => res.send(read()));\n`,
    });
    await mkdir(path.join(folder.root, '.git'));
    expect(await folder.places('app')).toEqual(['app/app.js:5:37 fs']);
  });

  it('that do not parse are warned about, with the place, and stop nothing', async () => {
    folder = await LintFolder.make({ 'app.js': handler(READS), 'broken.ts': '\nfunction ( {\n' });
    const { code, stdout } = await folder.lint('--format', 'json');
    expect(code).toBe(1);
    const [app, broken] = folder.results(stdout);
    expect(app).toMatchObject({ errorCount: 1, warningCount: 0 });
    expect(broken).toMatchObject({ errorCount: 0, warningCount: 1 });
    expect(broken?.messages[0]).toMatchObject({ ruleId: null, severity: 1, line: 2, column: 10 });
    expect(broken?.messages[0]?.message).toMatch(/^The file does not parse, so its calls are not known: .*\.$/);
    expect((await folder.lint('broken.ts')).code).toBe(0);
  });

  it('that parse but for a part are linted without it, and warned about', async () => {
    folder = await LintFolder.make({ 'app.js': `${handler(READS)}function ( {\n` });
    const [app] = folder.results((await folder.lint('--format', 'json')).stdout);
    expect(app).toMatchObject({ errorCount: 1, warningCount: 1 });
    expect(app?.messages.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^The file parses only partly, so not all of its calls are known: .*\.$/),
    );
  });
});

describe('positions', () => {
  it.each([
    ['a byte order mark', `\uFEFF${handler(READS)}`, 'app.js:5:3 fs'],
    ['CRLF line ends', handler(READS).replaceAll('\n', '\r\n'), 'app.js:5:3 fs'],
    ['both', `\uFEFF${handler(READS).replaceAll('\n', '\r\n')}`, 'app.js:5:3 fs'],
    ['a hashbang', `#!/usr/bin/env node\n${handler(READS)}`, 'app.js:6:3 fs'],
    ['characters beyond the basic plane', handler(`const s = '👋🎉'; ${READS}`), 'app.js:5:21 fs'],
    ['a line separator in a string', handler(`const s = '\u2028'; ${READS}`), 'app.js:6:4 fs'],
    ['tabs', handler(`\t${READS}`), 'app.js:5:4 fs'],
  ])('are right with %s, and those of ESLint', async (_, text, expected) => {
    folder = await LintFolder.make({ 'app.js': text });
    const places = await folder.places();
    expect(places).toEqual([expected]);
    const [result] = await eslint(folder).lintFiles(['app.js']);
    expect(result?.messages.map(({ line, column }) => `app.js:${line}:${column} fs`)).toEqual(places);
  });
});

function eslint({ root }: LintFolder): ESLint {
  const config = unblocked.configs.recommended as unknown as Linter.Config;
  return new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: [config] });
}

describe('eslint-disable comments', () => {
  const one = (comment: string) => handler(`${READS} // ${comment}`);
  it.each([
    ['eslint-disable-line', one('eslint-disable-line')],
    ['eslint-disable-line with the rule', one('eslint-disable-line unblocked/no-blocking-fs -- small file')],
    ['eslint-disable-line with another rule', one('eslint-disable-line no-console, unblocked/no-blocking-crypto')],
    ['eslint-disable-next-line', handler(`// eslint-disable-next-line unblocked/no-blocking-fs\n  ${READS}`)],
    [
      'a block eslint-disable-next-line',
      handler(`/* eslint-disable-next-line\n  no-console,\n  unblocked/no-blocking-fs */\n  ${READS}`),
    ],
    ['eslint-disable for the file', `/* eslint-disable unblocked/no-blocking-fs */\n${handler(READS)}`],
    ['eslint-disable and eslint-enable', handler(`/* eslint-disable */ ${READS} /* eslint-enable */ ${READS}`)],
    [
      'enable of one rule',
      handler(`/* eslint-disable */\n${READS}\n/* eslint-enable unblocked/no-blocking-fs */\n${READS}`),
    ],
    ['a line comment that disables', handler(`// eslint-disable unblocked/no-blocking-fs\n  ${READS}`)],
    ['text that only looks like one', handler(`const text = '// eslint-disable-line'; ${READS}`)],
    ['a word before it', one('see eslint-disable-line')],
    ['no space between rules', one('eslint-disable-line no-console,unblocked/no-blocking-fs')],
    ['a justification with one dash', one('eslint-disable-line unblocked/no-blocking-fs - small')],
  ])('%s: the same as in ESLint', async (_, text) => {
    folder = await LintFolder.make({ 'app.js': text });
    const [result] = await eslint(folder).lintFiles(['app.js']);
    const expected = result?.messages
      .filter(({ ruleId }) => ruleId === 'unblocked/no-blocking-fs')
      .map(({ line, column }) => `app.js:${line}:${column} fs`);
    expect(await folder.places()).toEqual(expected);
  });

  it('leave the suppressed finding in the JSON, with its reason', async () => {
    folder = await LintFolder.make({ 'app.js': one('eslint-disable-line unblocked/no-blocking-fs -- small file') });
    const [result] = folder.results((await folder.lint('--format', 'json')).stdout);
    const [expected] = await eslint(folder).lintFiles(['app.js']);
    expect(result?.messages).toEqual([]);
    expect(result?.suppressedMessages).toMatchObject(
      (expected?.suppressedMessages ?? []).map(({ suppressions, message }) => ({ suppressions, message })),
    );
    expect(result?.suppressedMessages).toHaveLength(1);
  });
});
