import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { resolveOptions } from '../../runtime/options.ts';
import { noisy, root, run } from './scenario.ts';

const text = readFileSync(`${root}docs/runtime.md`, 'utf8');

test('the options of docs/runtime.md are those of start()', () => {
  const documented = [...text.matchAll(/^\| `(\w+)` +\| `UNBLOCKED_(\w+)`/gm)].map(([, name = '', variable = '']) => [
    name,
    variable,
  ]);
  const names = Object.keys(resolveOptions({}, {}));
  expect(documented.map(([name]) => name).sort()).toEqual(names.sort());
  expect(documented.map(([, variable]) => variable)).toEqual(documented.map(([name]) => name?.toUpperCase()));
});

test('the example of docs/runtime.md does what it says', noisy, async () => {
  const example = /```js\n(.*?)```/s.exec(text)?.[1] ?? '';
  // Inside the checkout, so that the package finds itself by name.
  const directory = mkdtempSync(`${root}test/runtime/example-`);
  writeFileSync(`${directory}/example.mjs`, example);
  const { stdout, code } = await run(`${directory}/example.mjs`, { preload: false });
  rmSync(directory, { recursive: true });
  expect(code).toBe(0);
  expect(stdout).toContain('true while (performance.now() < end);');
  expect(Number(stdout.trim().split('\n').at(-1))).toBeGreaterThan(0);
});
