import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { markedLines, noisy, root } from '../runtime/scenario.ts';
import { messageOf, misjudged, Project, type Outcome } from './project.ts';
import { jest, nodeTest, vitest } from './runners.ts';

const orders = `${root}fixtures/integrations/app/orders.js`;
const [stallLine] = markedLines(orders, 'the stall');
const [callLine] = markedLines(orders, 'the blocking call');

let project: Project;
beforeAll(() => {
  project = new Project('app', 'vitest', 'jest', 'node-test');
});
afterAll(() => {
  project.remove();
});

const [major = 0] = process.versions.node.split('.').map(Number);
const runners: [string, () => Promise<Outcome[]>, number][] = [
  ['Vitest, forks', () => vitest(project, {}, '--pool', 'forks'), 23],
  ['Vitest, threads', () => vitest(project, {}, '--pool', 'threads'), 23],
  ['Vitest, forks with vm contexts', () => vitest(project, {}, '--pool', 'vmForks'), 23],
  ['Vitest, threads with vm contexts', () => vitest(project, {}, '--pool', 'vmThreads'), 23],
  ['Vitest, forks that are not isolated', () => vitest(project, {}, '--pool', 'forks', '--no-isolate'), 23],
  ['Jest, in one process', () => jest(project, {}, '--runInBand'), 23],
  ['Jest, in workers', () => jest(project, {}, '--maxWorkers', '2'), 23],
  ['node --test', () => nodeTest(project, './setup.mjs', 'stalls.test.mjs', 'strict.test.mjs'), 20],
  ...(major >= 24
    ? [
        [
          'node --test without isolation',
          () => nodeTest(project, './setup.mjs', '--test-isolation=none', 'stalls.test.mjs', 'strict.test.mjs'),
          20,
        ] as [string, () => Promise<Outcome[]>, number],
      ]
    : []),
];

describe.each(runners)('%s', (_, run, count) => {
  test('fails what stalls the loop, with the line, and nothing else', noisy, async () => {
    const outcomes = await run();
    expect(misjudged(outcomes)).toEqual([]);
    expect(outcomes.filter(({ name }) => /^(?:fails|passes): /.test(name))).toHaveLength(count);
    const called = messageOf(outcomes, 'a handler that is called');
    expect(called).toMatch(/The event loop (?:of worker thread \d+ )?was stalled for \d+ ms/);
    expect(called).toContain(`orders.js:${stallLine}:`);
    expect(called).toMatch(/> +\d+ \| +while \(ranMs\(\) < end\) for .*; \/\/ the stall/);
    expect(messageOf(outcomes, 'a handler behind a server')).toMatch(/was stalled for \d+ ms \(± 10\) in GET \/slow/);
    expect(messageOf(outcomes, 'a handler under fake timers')).toContain(`orders.js:${stallLine}:`);
    expect(messageOf(outcomes, 'expectNoStall')).toContain('in expectNoStall()');
    expect(messageOf(outcomes, 'a wrong option')).toContain(
      "the name of an option is 'treshold'; accepted: threshold, strict,",
    );
    expect(messageOf(outcomes, 'what is no function')).toContain(
      'expectNoStall() expects a function that it can call, and received 42.',
    );
    const blocking = messageOf(outcomes, 'a blocking call in what is called');
    expect(blocking).toContain(
      '`fs.readFileSync()` blocks the event loop for every client while it runs (test "fails:',
    );
    expect(blocking).toContain(`orders.js:${callLine}:13). Use \`await fs.promises.readFile()\`.`);
    expect(messageOf(outcomes, 'a blocking call behind a server')).toContain('(GET /read -> ');
    expect(messageOf(outcomes, 'a blocking call that is thrown')).toContain('blocks the event loop');
  });
});

test('a file of Jest whose environment does not watch it says so', async () => {
  const [outcome] = await jest(project, {}, '--testMatch', '**/unwatched.js');
  expect(outcome?.message).toContain("Set testEnvironment to 'unblocked/jest'");
});

test('a test of node:test that runs others is judged by its own stalls and calls only', noisy, async () => {
  const outcomes = await nodeTest(project, './setup.mjs', 'subtests.test.mjs');
  expect(misjudged(outcomes)).toEqual([]);
  expect(outcomes).toHaveLength(6);
  expect(messageOf(outcomes, 'around a quick test')).toMatch(/was stalled for/);
  expect(messageOf(outcomes, 'strict again')).toContain('`fs.readFileSync()` blocks');
});
