import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { StallRecord } from '../../runtime/stall-record.ts';

const program = fileURLToPath(new URL('../../fixtures/runtime/compiled-in-memory.ts', import.meta.url));
const culprit =
  readFileSync(program, 'utf8')
    .split('\n')
    .findIndex((line) => line.includes('// the culprit')) + 1;

/** The stalls of one run that blame a line of the program. */
function stalls(...args: string[]): StallRecord[] {
  const env = { ...process.env, UNBLOCKED_FORMAT: 'json', UNBLOCKED_LOG: 'off', NODE_OPTIONS: '' };
  const { stderr } = spawnSync(process.execPath, [...args, program], { encoding: 'utf8', env });
  const records = stderr
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as StallRecord);
  return records.filter((record) => record.cause === 'code' && !record.ongoing);
}

it.each([
  ['tsx, preloaded after the watchdog', ['--import', 'unblocked/register', '--import', 'tsx']],
  ['tsx, preloaded before the watchdog', ['--import', 'tsx', '--import', 'unblocked/register']],
])('names the original line of code that %s compiles in memory', { retry: 2 }, (_, args) => {
  const [stall] = stalls(...args);
  expect(stall?.culprit).toMatchObject({ file: program, line: culprit, function: 'price' });
});
