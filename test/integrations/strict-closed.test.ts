import { copyFile, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root, run } from '../runtime/scenario.ts';
import { writePackages } from './write-packages.ts';

const fixtures = `${root}fixtures/integrations/strict`;

let folder = '';
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'unblocked-closed-')));
  await writePackages(folder, {
    'isolated-vm/package.json': JSON.stringify({ version: '5.0.4', main: 'index.js' }),
    'isolated-vm/index.js': await readFile(`${fixtures}/closed-package.cjs`, 'utf8'),
  });
  await copyFile(`${fixtures}/closed.mjs`, join(folder, 'closed.mjs'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Answer {
  seen: object;
  met: string[];
  again: string[];
}

async function look(env: Record<string, string>): Promise<Answer> {
  const { stdout, stderr } = await run(join(folder, 'closed.mjs'), { cwd: folder, env });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Answer;
}

const of = (type: string, method: string): string => `isolated-vm.${type}.prototype.${method}`;

test('a package of native code that nobody can change is seen, and looks as it does without strict mode', async () => {
  const silent = { UNBLOCKED_FORMAT: 'silent' };
  const strict = await look({ ...silent, UNBLOCKED_STRICT: 'report' });
  const plain = await look({ ...silent, UNBLOCKED: 'off' });
  expect(Object.keys(plain.seen)).toHaveLength(21);
  expect(strict.seen).toEqual(plain.seen);
  expect(plain.met).toEqual([]);
  expect(strict.met).toEqual([
    of('Isolate', 'compileScriptSync'),
    of('Isolate', 'compileModuleSync'),
    of('Isolate', 'compileModuleSync'),
    of('Script', 'runSync'),
    of('Script', 'runSync'),
    of('Script', 'runSync'),
    of('Context', 'evalSync'),
    of('Context', 'evalSync'),
    of('Context', 'evalSync'),
    of('Context', 'evalSync'),
    of('Reference', 'applySync'),
    of('Context', 'evalSync'),
  ]);
  expect(strict.again).toEqual([of('Context', 'evalSync')]);
});
