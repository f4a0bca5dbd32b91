import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { markedLines, noisy, root } from '../runtime/scenario.ts';
import { messageOf, misjudged, Project } from './project.ts';
import { vitest } from './runners.ts';

const price = `${root}fixtures/integrations/vitest-typescript/price.ts`;
const [stallLine] = markedLines(price, 'the stall');
const [callLine] = markedLines(price, 'the blocking call');

let project: Project;
beforeAll(() => {
  project = new Project('vitest-typescript');
});
afterAll(() => {
  project.remove();
});

const preloaded = (): Record<string, string> => ({
  NODE_OPTIONS: `--import ${pathToFileURL(project.path('node_modules/unblocked/dist/runtime/register.js')).href}`,
  UNBLOCKED_FORMAT: 'silent',
  UNBLOCKED_LOG: 'off',
  UNBLOCKED_CONTEXT: 'on',
});

test.for<[string, string[], () => Record<string, string>]>([
  ['in a process', ['--pool', 'forks'], () => ({})],
  ['in a thread', ['--pool', 'threads'], () => ({})],
  ['in a process that is preloaded', ['--pool', 'forks'], preloaded],
  ['in a thread of a process that is preloaded', ['--pool', 'threads'], preloaded],
  ['with this package transformed', ['--pool', 'forks'], () => ({ INLINE: '1' })],
])('Vitest %s names the original lines of TypeScript', noisy, async ([, args, env]) => {
  const outcomes = await vitest(project, { folder: 'vitest-typescript', env: env() }, ...args);
  expect(misjudged(outcomes)).toEqual([]);
  expect(outcomes).toHaveLength(6);
  const stall = messageOf(outcomes, 'a stall');
  expect(stall).toContain(`price.ts:${stallLine}:`);
  expect(stall).toMatch(/> +\d+ \| +while \(ranMs\(\) < end\)/);
  expect(messageOf(outcomes, 'a blocking call')).toContain(`price.ts:${callLine}:`);
});
