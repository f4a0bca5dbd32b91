import { afterEach, describe, expect, it } from 'vitest';
import { LintFolder } from '../cli/lint-run.ts';

const COUNT = 14;

/** Functions that all hand their parameters on to all others. */
function mutualFunctions(): string {
  const names = Array.from({ length: COUNT }, (_, at) => `f${at}`);
  const body = (own: string) =>
    names.filter((name) => name !== own).map((name) => `  ${name}(b, c, a.inner);\n  ${name}(c.call(a), a, b);\n`);
  return names
    .map((name) => `function ${name}(a, b, c) {\n${body(name).join('')}  return a.run(b) ?? c;\n}\n`)
    .join('');
}

let folder: LintFolder;
afterEach(() => folder.remove());

describe('functions that pass their parameters to each other', () => {
  it('are evaluated in bounded time', async () => {
    const text = `import express from 'express';
import fs from 'node:fs';
const store = { run: () => fs.readFileSync('a') };
const app = express();
app.get('/', (req, res) => {
  f0(store, res, req);
  fs.readFileSync('b');
});
${mutualFunctions()}`;
    folder = await LintFolder.make({ 'package.json': '{ "name": "mutual" }', 'app.js': text });
    expect(await folder.places()).toContain('app.js:7:3 fs');
  });
});
