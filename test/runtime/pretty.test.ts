import { expect, test } from 'vitest';
import plugin from '../../rules/index.ts';
import { terminalColour } from '../../runtime/reporters/colour.ts';
import { terminalHyperlinks } from '../../runtime/reporters/hyperlinks.ts';
import { PrettyReport } from '../../runtime/reporters/pretty.ts';
import { ruleAddress } from '../../runtime/reporters/rule-docs.ts';
import type { StallRecord } from '../../runtime/stall-record.ts';

const culprit = {
  file: '/app/src/load.js',
  line: 2,
  column: 3,
  function: 'load',
  text: 'return readFileSync(file);',
  before: 'function load(file) {',
  after: '}',
  share: 0.98,
  origin: 'app' as const,
};

const RECORD: StallRecord = {
  version: 1,
  id: 'x',
  time: '2030-01-01T00:00:00.000Z',
  pid: 1,
  threadId: 0,
  ongoing: false,
  durationMs: 312.4,
  uncertaintyMs: 10,
  cause: 'native',
  evidence: 'The stacks stand in a synchronous built-in call.',
  context: { kind: 'request', name: 'GET /orders/:id', method: 'GET', route: '/orders/:id', id: 7 },
  candidates: [],
  culprit,
  caller: null,
  others: [],
  frames: [
    { function: 'readFileSync', file: 'node:fs', line: 1, column: 1, async: false, origin: 'node' },
    { function: 'load', file: '/app/src/load.js', line: 2, column: 3, async: false, origin: 'app' },
    { function: 'handler', file: '/app/src/main.js', line: 9, column: 9, async: true, origin: 'app' },
  ],
  catalog: { module: 'node:fs', member: 'readFileSync', kind: 'fs', weight: 'heavy', useInstead: 'await readFile()' },
  ruleId: 'no-blocking-fs',
  call: null,
  samples: 20,
  late: false,
  fingerprint: 'f',
  count: 1,
};

const SOURCE = ['function load(file) {', '  return readFileSync(file);', '}'];
const report = (hyperlinks: boolean, colour = false): PrettyReport =>
  new PrettyReport({ cwd: '/app', colour, hyperlinks, lines: () => SOURCE });

test('the report of a stall, as a person reads it', () => {
  expect(report(false).whole(RECORD)).toMatchInlineSnapshot(`
    "[unblocked] The event loop was stalled for 312 ms (± 10) by a native call in GET /orders/:id (request 7)
      The stacks stand in a synchronous built-in call.
      load  98 % of the time:
      src/load.js:2:3
          1 | function load(file) {
        > 2 |   return readFileSync(file);
            |   ^
          3 | }
      \`fs.readFileSync()\` blocks the event loop for every client while it runs.
      Use \`await readFile()\`.
      Found while you write by the rule no-blocking-fs, https://github.com/unblocked-js/unblocked/blob/main/docs/rules/no-blocking-fs.md
        ... 1 of node
        at load (src/load.js:2:3)
        awaited by handler (src/main.js:9:9)
    "
  `);
});

test("where the terminal shows links, places and the rule's name lead somewhere", () => {
  const text = report(true).whole(RECORD);
  const link = (shown: string, address: string): string => `\u001b]8;;${address}\u001b\\${shown}\u001b]8;;\u001b\\`;
  expect(text).toContain(link('src/load.js:2:3', 'file:///app/src/load.js'));
  expect(text).toContain(link('no-blocking-fs', ruleAddress('no-blocking-fs')));
});

test('a stall that no rule catches says so, unless nothing is blamed', () => {
  const uncaught: StallRecord = { ...RECORD, cause: 'code', catalog: null, ruleId: null };
  expect(report(false).whole(uncaught)).toContain('No rule catches this.');
  expect(report(false).whole({ ...uncaught, late: true })).not.toContain('No rule');
  expect(report(false).whole({ ...uncaught, cause: 'gc', culprit: null })).not.toContain('No rule');
});

test("a worker thread's stall and a GraphQL resolver are named", () => {
  const text = report(false).whole({ ...RECORD, threadId: 3, context: { ...RECORD.context, field: 'orders' } });
  expect(text).toContain('The event loop of worker thread 3 was stalled for 312 ms');
  expect(text).toContain('GET /orders/:id (request 7, resolver of orders)');
});

test('the address of a rule is the one that its finding shows', () => {
  for (const [name, rule] of Object.entries(plugin.rules)) expect(ruleAddress(name)).toBe(rule.meta.docs.url);
});

test.for<[NodeJS.ProcessEnv, boolean, boolean]>([
  [{ TERM_PROGRAM: 'vscode', TERM_PROGRAM_VERSION: '1.95.0' }, true, true],
  [{ TERM_PROGRAM: 'vscode', TERM_PROGRAM_VERSION: '1.60.0' }, true, false],
  [{ TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '3.4.2' }, true, true],
  [{ TERM_PROGRAM: 'Apple_Terminal' }, true, false],
  [{ VTE_VERSION: '6800' }, true, true],
  [{ TERM: 'xterm-kitty' }, true, true],
  [{ TERM: 'xterm-kitty', NO_COLOR: '1' }, true, false],
  [{ TERM: 'xterm-kitty', CI: '1' }, true, false],
  [{ TERM: 'xterm-kitty' }, false, false],
  [{ TERM: 'xterm-kitty', FORCE_COLOR: '1' }, false, false],
  [{ NO_COLOR: '1', FORCE_HYPERLINK: '1' }, false, true],
  [{ TERM: 'xterm-kitty', FORCE_HYPERLINK: '0' }, true, false],
])('links on a terminal with %j, terminal %s: %s', ([env, isTerminal, expected]) => {
  const stream = { isTTY: isTerminal };
  expect(terminalHyperlinks(env, stream, terminalColour(env, stream))).toBe(expected);
});
