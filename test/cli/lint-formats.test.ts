import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint, type Linter } from 'eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import unblocked from '../../rules/index.ts';
import { LintFolder } from './lint-run.ts';

const APP = `import express from 'express';
import { execSync } from 'node:child_process';
import { load } from './lib/load order.js';

const app = express();
app.get('/orders/:id', (req, res) => {
\tres.send(load(req.params.id));
});
app.get('/version', (req, res) => res.send(execSync('git describe')));
`;
const LOAD = `import { readFileSync, writeFileSync } from 'node:fs';

export function load(id) {
  writeFileSync('last', id);
  return readFileSync(id, 'utf8');
}
`;

let folder: LintFolder;
beforeAll(async () => {
  folder = await LintFolder.make({ 'package.json': '{ "name": "shop" }', 'app.js': APP, 'lib/load order.js': LOAD });
  await folder.write('src/broken.ts', 'let a = ;\n');
});
afterAll(() => folder.remove());

describe('stylish', () => {
  it('shows each finding with its place, message and code frame', async () => {
    const { stdout } = await folder.lint('--rule', 'no-blocking-child-process=warn');
    await expect(stdout).toMatchFileSnapshot('__snapshots__/stylish.txt');
  });

  it('goes to a file with --output', async () => {
    const { stdout, code } = await folder.lint('--output', 'findings.txt');
    expect({ stdout, code }).toEqual({ stdout: '', code: 1 });
    expect(await folder.read('findings.txt')).toBe((await folder.lint()).stdout);
  });
});

describe('json', () => {
  it("has the shape of ESLint's own, with the data of each finding", async () => {
    const { stdout } = await folder.lint('--format', 'json', 'app.js');
    const [own] = JSON.parse(stdout) as [ESLint.LintResult];
    const config = unblocked.configs.recommended as unknown as Linter.Config;
    const eslint = new ESLint({ cwd: folder.root, overrideConfigFile: true, overrideConfig: [config] });
    const [theirs] = await eslint.lintFiles(['app.js']);
    const { usedDeprecatedRules, messages, ...rest } = theirs ?? ({} as ESLint.LintResult);
    expect(usedDeprecatedRules).toEqual([]);
    expect(own).toMatchObject(rest);
    expect(Object.keys(own).sort()).toEqual(Object.keys({ ...rest, messages }).sort());
    expect(own.messages).toMatchObject(messages);
    const culprits = path.join(folder.root, 'lib/load order.js');
    expect(own.messages[0]).toMatchObject({
      unblocked: {
        state: 'handler',
        handler: 'GET /orders/:id',
        chain: ['GET /orders/:id'],
        culprits: [
          { call: 'writeFileSync', module: 'node:fs', file: culprits, line: 4, column: 3 },
          { call: 'readFileSync', module: 'node:fs', file: culprits, line: 5, column: 10 },
        ],
      },
    });
  });

  it('holds an entry for every linted file', async () => {
    const results = folder.results((await folder.lint('--format', 'json')).stdout);
    const files = results.map(({ filePath }) => path.relative(folder.root, filePath));
    expect(files).toEqual(['app.js', 'lib/load order.js', 'src/broken.ts']);
  });
});

interface Sarif {
  $schema: string;
  version: string;
  runs: {
    tool: { driver: { name: string; version: string; rules: { id: string; helpUri: string }[] } };
    originalUriBaseIds: Record<string, { uri: string }>;
    columnKind: string;
    results: {
      ruleId: string;
      level: string;
      message: { text: string };
      partialFingerprints: Record<string, string>;
      locations: {
        physicalLocation: {
          artifactLocation: { uri: string; uriBaseId: string };
          region: { startLine: number; startColumn: number; endLine: number; endColumn: number };
        };
      }[];
    }[];
  }[];
}

async function sarif(): Promise<Sarif['runs'][number]> {
  const log = JSON.parse((await folder.lint('--format', 'sarif')).stdout) as Sarif;
  expect(log).toMatchObject({ version: '2.1.0', $schema: expect.stringContaining('sarif-2.1.0') as string });
  expect(log.runs).toHaveLength(1);
  return log.runs[0] as Sarif['runs'][number];
}

describe('sarif', () => {
  it('names the tool and each rule', async () => {
    const { driver } = (await sarif()).tool;
    expect(driver).toMatchObject({ name: 'unblocked', version: unblocked.meta.version });
    expect(driver.rules.map(({ id }) => id)).toEqual(Object.keys(unblocked.rules).map((name) => `unblocked/${name}`));
    for (const { helpUri } of driver.rules) expect(URL.canParse(helpUri)).toBe(true);
  });

  it('places each finding in a file and region that exist', async () => {
    const { results, originalUriBaseIds, columnKind } = await sarif();
    expect(columnKind).toBe('utf16CodeUnits');
    const places = results.map(({ locations }) => {
      const [{ physicalLocation }] = locations as [(typeof locations)[number]];
      const { artifactLocation, region } = physicalLocation;
      const base = originalUriBaseIds[artifactLocation.uriBaseId]?.uri ?? '';
      expect(base.endsWith('/')).toBe(true);
      const file = fileURLToPath(new URL(artifactLocation.uri, base));
      return [path.relative(folder.root, file), region];
    });
    expect(places).toEqual([
      ['app.js', { startLine: 7, startColumn: 11, endLine: 7, endColumn: 15 }],
      ['app.js', { startLine: 9, startColumn: 44, endLine: 9, endColumn: 52 }],
      ['src/broken.ts', { startLine: 1, startColumn: 9, endLine: 1, endColumn: 9 }],
    ]);
  });

  it('says the same as the messages, with a level that SARIF knows', async () => {
    const { results } = await sarif();
    const messages = folder.results((await folder.lint('--format', 'json')).stdout).flatMap((file) => file.messages);
    expect(results.map(({ message, level }) => [message.text, level])).toEqual(
      messages.map(({ message, severity }) => [message, severity === 2 ? 'error' : 'warning']),
    );
  });

  it('keeps a fingerprint when the finding moves to another line', async () => {
    const before = (await sarif()).results.map(({ partialFingerprints }) => partialFingerprints);
    expect(new Set(before.map((each) => JSON.stringify(each))).size).toBe(before.length);
    await folder.write('app.js', `\n\n${APP}`);
    try {
      const after = (await sarif()).results.map(({ partialFingerprints }) => partialFingerprints);
      expect(after).toEqual(before);
    } finally {
      await folder.write('app.js', APP);
    }
  });
});

describe('github', () => {
  it('prints one workflow command for each finding', async () => {
    const { stdout } = await folder.lint('--format', 'github');
    const lines = stdout.trimEnd().split('\n');
    const messages = folder.results((await folder.lint('--format', 'json')).stdout).flatMap((file) => file.messages);
    expect(lines).toEqual([
      `::error file=app.js,line=7,endLine=7,col=11,endColumn=15,title=unblocked/no-blocking-fs::${messages[0]?.message ?? ''}`,
      `::error file=app.js,line=9,endLine=9,col=44,endColumn=52,title=unblocked/no-blocking-child-process::${messages[1]?.message ?? ''}`,
      `::warning file=src/broken.ts,line=1,endLine=1,col=9,endColumn=9,title=unblocked::${messages[2]?.message ?? ''}`,
    ]);
  });
});
