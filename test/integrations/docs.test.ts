import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkedTestOptions } from '../../runtime/integrations/test-options.ts';
import { noisy, root } from '../runtime/scenario.ts';
import { misjudged, Project } from './project.ts';
import { jest, nodeTest, vitest } from './runners.ts';

const text = readFileSync(`${root}docs/testing.md`, 'utf8');

/** The examples that name the file they stand in. */
const examples = [...text.matchAll(/```js\n\/\/ (\S+)\n(.*?)```/gs)].map(([, file = '', code = '']) => ({
  file,
  code,
}));

let project: Project;
beforeAll(() => {
  project = new Project('node-test');
  project.borrow('jest-environment-node');
  writeFileSync(project.path('package.json'), '{ "private": true, "type": "module" }');
  for (const { file, code } of examples) {
    mkdirSync(dirname(project.path(file)), { recursive: true });
    writeFileSync(project.path(file), code);
  }
});
afterAll(() => {
  project.remove();
});

test.for([
  ['Vitest', () => vitest(project, {}), 6],
  ['Jest', () => jest(project, {}, '--testMatch', '**/*.test.cjs'), 5],
  [
    'Jest with an environment that is wrapped',
    () => jest(project, {}, '--testMatch', '**/*.test.cjs', '--env', './environment.cjs'),
    5,
  ],
  ['node:test', () => nodeTest(project, './setup.js', 'report.test.js'), 5],
] as const)('the examples of docs/testing.md for %s do what their tests are named', noisy, async ([, run, count]) => {
  const outcomes = await run();
  expect(misjudged(outcomes)).toEqual([]);
  expect(outcomes).toHaveLength(count);
});

test('the options of docs/testing.md are those that are accepted', () => {
  const documented = [...text.matchAll(/^\| `(\w+)` /gm)].map(([, name]) => name);
  expect(() => checkedTestOptions({ no: 1 } as object)).toThrow(`accepted: ${documented.join(', ')}.`);
});
