import { afterAll, beforeAll, expect, test } from 'vitest';
import { markedLines, noisy, root } from '../runtime/scenario.ts';
import { misjudged, Project, type Outcome } from './project.ts';
import { jest, vitest } from './runners.ts';

let project: Project;
beforeAll(() => {
  project = new Project('app', 'vitest-files', 'jest-files');
  project.borrow('@jest');
});
afterAll(() => {
  project.remove();
});

const folder = 'vitest-files';
const files = ['first.test.mjs', 'second.test.mjs'];

test.each<[string, () => Promise<Outcome[]>]>([
  ['Vitest, forks', () => vitest(project, { folder }, '--pool', 'forks', ...files)],
  ['Vitest, threads', () => vitest(project, { folder }, '--pool', 'threads', ...files)],
  ['Jest, in one process', () => jest(project, { folder: 'jest-files' }, '--runInBand')],
  ['Jest, in workers', () => jest(project, { folder: 'jest-files' }, '--maxWorkers', '2')],
])('a file is judged by its own options, whatever files came before it: %s', noisy, async (_, run) => {
  const outcomes = await run();
  expect(misjudged(outcomes)).toEqual([]);
  expect(outcomes).toHaveLength(5);
});

test('a test that never ends is named while it hangs', noisy, async () => {
  const [line] = markedLines(`${root}fixtures/integrations/vitest-files/third.test.mjs`, 'the hang');
  // Threads: they end with the process that is killed.
  const vitestHere = ['../node_modules/vitest/vitest.mjs', 'run', '--pool', 'threads', 'third.test.mjs'];
  const { output } = await project.run(folder, vitestHere, {}, /still is[^]*third\.test\.mjs:\d+/);
  expect(output).toMatch(/The event loop of worker thread \d+ has been stalled for 1\d\.\d s and still is/);
  expect(output).toContain(`third.test.mjs:${line}:`);
});
