import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageRoot } from './loaded-files.ts';

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const eslint = path.join(path.dirname(require.resolve('eslint/package.json')), 'bin/eslint.js');
const plugin = pathToFileURL(path.join(packageRoot, 'dist/rules/index.js')).href;

const SERVER = `import express from 'express';
import { load } from './store.js';
express().get('/orders', (req, res) => res.send(load()));
`;
const STORE = `import { readFileSync } from 'node:fs';
export const load = () => readFileSync('orders.json');
`;
const CONFIG = `import unblocked from '${plugin}';
export default [unblocked.configs.recommended];
`;
/** Notes the processes that ESLint's own waits for, or denies them. */
const PRELOAD = `import childProcess from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const { spawnSync } = childProcess;
childProcess.spawnSync = (...args) => {
  if (process.env.DENIED) throw new Error('denied');
  const result = spawnSync(...args);
  appendFileSync(process.env.NOTES, args[1].join() + ' ' + result.status + '\\n');
  return result;
};
syncBuiltinESMExports();
`;

let root: string;
const write = (name: string, text: string): Promise<void> => writeFile(path.join(root, name), text);
const notes = (): Promise<string> => readFile(path.join(root, 'notes'), 'utf8');

beforeEach(async () => {
  root = await realpath(await mkdtemp(path.join(os.tmpdir(), 'unblocked-apart-')));
  await mkdir(path.join(root, 'node_modules'));
  await mkdir(path.join(root, 'others'));
  await write('package.json', '{ "type": "module", "dependencies": { "express": "5" } }');
  await write('server.js', SERVER);
  await write('store.js', STORE);
  await write('eslint.config.js', CONFIG);
  await write('preload.mjs', PRELOAD);
  await write('notes', '');
});

afterEach(async () => {
  await rm(root, { recursive: true });
});

/** So many files more. */
async function grow(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) await write(`others/${index}.js`, `export const number = ${index};\n`);
}

/** What ESLint's command line says of the server. */
async function messages(env: NodeJS.ProcessEnv = {}, ...more: string[]): Promise<string[]> {
  const preload = pathToFileURL(path.join(root, 'preload.mjs')).href;
  const args = ['--import', preload, eslint, '--format', 'json', 'server.js', ...more];
  const options = { cwd: root, env: { ...process.env, ...env, NOTES: path.join(root, 'notes') } };
  const { stdout } = await run(process.execPath, args, options).catch((error: unknown) => error as { stdout: string });
  const results = JSON.parse(stdout) as { messages: { message: string }[] }[];
  return results.flatMap((result) => result.messages.map(({ message }) => message));
}

describe('the analysis of a large project', () => {
  it('is the work of a process of its own, whose findings are the same as those without', async () => {
    await grow(300);
    const apart = await messages();
    expect(apart).toEqual([expect.stringContaining('it leads to `readFileSync()` at store.js:2')]);
    expect(await notes()).toMatch(/^\S+analysis-process\.js 0\n$/);
    await rm(path.join(root, 'node_modules/.cache'), { recursive: true });
    expect(await messages({ DENIED: '1' })).toEqual(apart);
  });

  it('is kept: the next run starts no process', async () => {
    await grow(300);
    const first = await messages();
    expect(await messages()).toEqual(first);
    expect((await notes()).split('\n')).toHaveLength(2);
  });

  it('is made once where ESLint works in several threads', async () => {
    await grow(300);
    expect(await messages({}, 'store.js', 'others/1.js', 'others/2.js', '--concurrency', '2')).toHaveLength(1);
    expect(await notes()).toMatch(/^\S+analysis-process\.js 0\n$/);
  });

  it('preloads nothing of what NODE_OPTIONS has', async () => {
    await grow(300);
    const options = `--import ${pathToFileURL(path.join(root, 'once.mjs')).href}`;
    await write(
      'once.mjs',
      "import { appendFileSync } from 'node:fs';\nappendFileSync(process.env.NOTES, 'preloaded\\n');\n",
    );
    await messages({ NODE_OPTIONS: options });
    expect((await notes()).split('\n')).toEqual(['preloaded', expect.stringMatching(/analysis-process\.js 0$/), '']);
  });

  it('is done at once where the project is small', async () => {
    expect(await messages()).toHaveLength(1);
    expect(await notes()).toBe('');
  });
});
