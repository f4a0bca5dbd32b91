import path from 'node:path';
import { ESLint, type Linter } from 'eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import unblocked from '../../rules/index.ts';
import { LintFolder } from '../cli/lint-run.ts';
import { stallRecord } from '../report/stall-records.ts';

const LOOP = 'for (let day = 0; day < req.query.days; day++) sum += day;';
const APP = `import express from 'express';
import fs from 'node:fs';

let terms;
const app = express();
app.get('/terms', (req, res) => {
  if (!fs.existsSync('terms')) return res.sendStatus(404);
  terms ??= fs.readFileSync('terms');
  let sum = 0;
  ${LOOP}
  res.send(terms + sum + fs.readFileSync(req.query.name));
});
export async function archive(order) {
  fs.writeFileSync('archive', order.text);
}
`;

let folder: LintFolder;
beforeAll(async () => {
  folder = await LintFolder.make({
    'package.json': JSON.stringify({ name: 'shop', dependencies: { express: '*' } }),
    'app.js': APP,
  });
  const after = 'res.send(terms + sum + fs.readFileSync(req.query.name));';
  const culprit = { file: path.join(folder.root, 'app.js'), line: 10, text: LOOP, before: 'let sum = 0;', after };
  await folder.write('.unblocked/stalls.jsonl', `${JSON.stringify(stallRecord({ culprit }))}\n`);
});
afterAll(() => folder.remove());

async function reported(name: keyof typeof unblocked.configs): Promise<string[]> {
  const config = unblocked.configs[name] as unknown as Linter.Config;
  const eslint = new ESLint({ cwd: folder.root, overrideConfigFile: true, overrideConfig: [config] });
  const [result] = await eslint.lintFiles(['app.js']);
  return (result?.messages ?? []).map(({ line, severity, ruleId }) => {
    const level = severity === 2 ? 'error' : 'warning';
    return `line ${line}: ${level} ${ruleId?.replace('unblocked/', '') ?? ''}`;
  });
}

describe('the configs', () => {
  it('`recommended` reports heavy calls that a handler reaches, and warns of observed stalls', async () => {
    expect(await reported('recommended')).toEqual([
      'line 10: warning no-observed-stall',
      'line 11: error no-blocking-fs',
    ]);
  });

  it('`strict` reports cheap calls, calls that run once and async functions without a known handler too', async () => {
    expect(await reported('strict')).toEqual([
      'line 7: error no-blocking-fs',
      'line 8: error no-blocking-fs',
      'line 10: warning no-observed-stall',
      'line 11: error no-blocking-fs',
      'line 14: error no-blocking-fs',
    ]);
  });

  it('`all` reports what `strict` does, and each of it is an error', async () => {
    const strict = await reported('strict');
    expect(await reported('all')).toEqual(strict.map((each) => each.replace(' warning ', ' error ')));
  });

  it('hold every rule', () => {
    const rules = Object.keys(unblocked.rules).map((name) => `unblocked/${name}`);
    for (const config of Object.values(unblocked.configs)) expect(Object.keys(config.rules)).toEqual(rules);
  });
});
