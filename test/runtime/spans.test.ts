import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { noisy, program, run } from './scenario.ts';

test('timed calls cannot be told from the originals: results, errors, side effects, properties, named imports', async () => {
  const { stdout, otherErrors, code } = await run(program('differential.mjs'), {
    preload: false,
    node: ['--disable-warning=ExperimentalWarning'], // node:sqlite is one in Node 22
  });
  expect({ code, otherErrors }).toEqual({ code: 0, otherErrors: '' });
  const { calls, differences } = JSON.parse(stdout) as { calls: number; differences: string[] };
  expect(differences).toEqual([]);
  expect(calls).toBeGreaterThan(100);
});

test.runIf(process.platform !== 'win32')(
  'a native call that never returns is named while it lasts, with its request',
  noisy,
  async () => {
    const directory = mkdtempSync(join(tmpdir(), 'unblocked-'));
    const { records } = await run(program('native-hang.cjs'), {
      args: [directory],
      watch: (child, output) => {
        if (output.includes('"ongoing":true')) child.kill('SIGKILL');
      },
    });
    rmSync(directory, { recursive: true });
    expect(records.at(-1)).toMatchObject({
      ongoing: true,
      cause: 'native',
      context: { name: 'GET /file', path: '/file' },
      call: { name: 'readFileSync' },
      catalog: { module: 'node:fs', member: 'readFileSync' },
      ruleId: 'no-blocking-fs',
    });
  },
);

test('the errors of calls that strict mode looks at have the stacks of the originals', async () => {
  const { stdout, otherErrors, code } = await run(program('strict-stacks.mjs'), { preload: false });
  expect([otherErrors, code]).toEqual(['', 0]);
  expect(JSON.parse(stdout)).toEqual({ frames: [true, true, true, true, true], differing: [] });
});
