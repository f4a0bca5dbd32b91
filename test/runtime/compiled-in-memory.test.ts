import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { StallRecord } from '../../runtime/stall-record.ts';
import { markedLines, noisy, recordsIn, register, root, run } from './scenario.ts';

const fixtures = `${root}fixtures/integrations`;
const required = fileURLToPath(register);

/** The stalls that blame a line of a file. */
const blaming = (records: StallRecord[], file: string): StallRecord[] =>
  records.filter(({ ongoing, culprit }) => !ongoing && culprit?.file === file);

/** What a stall in the marked line of a file must say: the original line, which is not the compiled one. */
function expectOriginal(records: StallRecord[], file: string): void {
  const [line] = markedLines(file, 'the culprit');
  const [stall] = blaming(records, file);
  expect(stall?.culprit).toMatchObject({ file, line, function: 'price' });
  expect(stall?.culprit?.text).toContain('// the culprit');
  expect(stall?.frames[0]?.generated?.line).not.toBe(line);
}

const byEsbuild = ['--import', './esbuild-hooks.mjs'];
const bySwc = ['--import', '@swc-node/register/esm-register'];
it.each([
  ['tsx', 'compiled-esm', ['--import', register, '--import', 'tsx']],
  ['tsx, preloaded before the watchdog', 'compiled-esm', ['--import', 'tsx', '--import', register]],
  ['esbuild in a loader hook', 'compiled-esm', ['--import', register, ...byEsbuild]],
  [
    'esbuild in a loader hook, source maps on',
    'compiled-esm',
    ['--enable-source-maps', '--import', register, ...byEsbuild],
  ],
  ['esbuild-register', 'compiled-cjs', ['--require', required, '--require', 'esbuild-register']],
  ['swc in a loader hook', 'compiled-esm', ['--import', register, ...bySwc]],
  ['swc in a loader hook, source maps on', 'compiled-esm', ['--enable-source-maps', '--import', register, ...bySwc]],
  ['swc in require', 'compiled-cjs', ['--require', required, '--require', '@swc-node/register']],
])('names the original line of code that %s compiles in memory', noisy, async (_, folder, node) => {
  const program = `${fixtures}/${folder}/program.ts`;
  const { records, otherErrors } = await run(program, { node, preload: false, cwd: `${fixtures}/${folder}` });
  expectOriginal(records, program);
  expect(otherErrors).not.toMatch(/debugger/i);
});

it.each([
  ['Vitest', 'vitest/vitest.mjs', ['run', '--root', '.', '--pool', 'forks']],
  ['Jest', 'jest/bin/jest.js', ['--no-cache', '--runInBand']],
  ['Jest in a worker', 'jest/bin/jest.js', ['--no-cache', '--maxWorkers', '2']],
])('names the original line of code that %s compiles', noisy, async (_, runner, args) => {
  const cwd = `${fixtures}/compiled-runners`;
  const directory = mkdtempSync(join(tmpdir(), 'unblocked-'));
  const env = { NODE_OPTIONS: `--import ${register}`, UNBLOCKED_LOG: join(directory, 'log.jsonl') };
  const { code } = await run(`${root}node_modules/${runner}`, { preload: false, args, cwd, env });
  const records = recordsIn(readFileSync(env.UNBLOCKED_LOG, 'utf8'));
  rmSync(directory, { recursive: true });
  expect(code).toBe(0);
  expectOriginal(records, `${cwd}/price.ts`);
});
