import { expect, test } from 'vitest';
import { resolveOptions, type Options } from '../../runtime/options.ts';
import type { BlockingCall } from '../../runtime/strict/record.ts';
import { markedLines, root, run } from '../runtime/scenario.ts';

const folder = `${root}fixtures/integrations/strict`;
const store = `${folder}/store.mjs`;
const server = `${folder}/server.mjs`;

/** What strict mode said of one request. */
interface Answer {
  met: BlockingCall[];
  status: number;
  error: Record<string, unknown> | null;
}

/** Runs the server with one request for each route. */
async function serve(env: Record<string, string>, ...routes: string[]): Promise<Record<string, Answer>> {
  const { stdout, otherErrors, code } = await run(server, {
    args: routes,
    cwd: folder,
    env: { UNBLOCKED_STRICT: 'report', UNBLOCKED_FORMAT: 'silent', ...env },
  });
  expect({ code, otherErrors }).toEqual({ code: 0, otherErrors: '' });
  return JSON.parse(stdout) as Record<string, Answer>;
}

const callsOf = (answers: Record<string, Answer>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(answers).map(([route, { met }]) => [route, met.map(({ call }) => call)]));

test('reports blocking calls in handlers, once each, and nothing else', async () => {
  const answers = await serve({});
  expect(callsOf(answers)).toEqual({
    '/named': ['fs.readFileSync'],
    '/module': ['fs.readFileSync'],
    '/await': ['fs.readFileSync'],
    '/array': ['fs.readFileSync'],
    '/twice': ['fs.readFileSync', 'fs.readFileSync'],
    '/gzip': ['zlib.gzipSync'],
    '/exec': ['child_process.execFileSync'],
    '/derive': ['crypto.pbkdf2Sync'],
    '/append': ['fs.appendFileSync'],
    '/parse-small': [],
    '/write-out-small': [],
    '/write-out-large': ['JSON.stringify'],
    '/parse-large': ['JSON.parse'],
    '/random-callback': [],
    '/random-large': [],
    '/exists': [],
    '/realpath-native': [],
    '/require': ['require'],
    '/require-again': [],
    '/import': [],
    '/allowed': [],
    '/wait': ['Atomics.wait'],
    '/free': [],
    // A name given by hand, and an interval; a timeout that comes once may be a part of the start-up.
    others: ['fs.readFileSync', 'fs.readFileSync'],
    stopped: [],
  });
  const [line] = markedLines(store, 'by name');
  expect(answers['/await']?.met[0]).toMatchObject({
    call: 'fs.readFileSync',
    kind: 'fs',
    weight: 'heavy',
    ruleId: 'no-blocking-fs',
    context: { kind: 'request', name: 'GET /await' },
    culprit: { file: store, line, function: 'readByName', text: "return readFileSync(file, 'utf8'); // by name" },
    chain: ['GET /await', expect.stringMatching(/^server\.mjs:\d+$/), 'afterAwait', 'readByName'],
    advice: 'Use `await fs.promises.readFile()`.',
  });
});

test('counts cheap calls where it is told to', async () => {
  const answers = await serve({ UNBLOCKED_CHEAP: '1' }, '/exists', '/realpath-native', '/random-large', '/free');
  expect(callsOf(answers)).toMatchObject({
    '/exists': ['fs.existsSync'],
    '/realpath-native': ['fs.realpathSync.native'],
    '/random-large': ['crypto.randomBytes'],
    '/free': [],
  });
});

test('throws at the call, before it is made', async () => {
  const answers = await serve({ UNBLOCKED_STRICT: 'throw' }, '/named', '/await', '/require', '/require', '/allowed');
  const [line] = markedLines(store, 'by name');
  expect(answers['/named']).toMatchObject({
    status: 500,
    error: {
      name: 'BlockingCallError',
      code: 'UNBLOCKED_BLOCKING_CALL',
      call: 'fs.readFileSync',
      chain: ['GET /named', expect.any(String), '/named', 'readByName'],
      advice: 'Use `await fs.promises.readFile()`.',
    },
  });
  expect(answers['/named']?.error?.['firstLine']).toContain(`at readByName (file://${store}:${line}:10)`);
  const message = String(answers['/await']?.error?.['message']);
  expect(message).toMatch(
    /^`fs\.readFileSync\(\)` blocks the event loop for every client while it runs \(GET \/await -> server\.mjs:\d+ -> afterAwait -> readByName, /,
  );
  expect(message).toContain(`store.mjs:${line}:10). Use \`await fs.promises.readFile()\`.`);
  expect(answers['/require']).toMatchObject({ status: 500, error: { call: 'require' } });
  expect(answers['/allowed']).toMatchObject({ status: 200 });
});

const readByName = `${markedLines(store, 'by name')[0]}`;
test.for([
  ['fs.readFileSync', { '/named': [], '/module': [], '/gzip': ['zlib.gzipSync'] }],
  ['node:fs.readFileSync', { '/named': [], '/module': [] }],
  ['./store.mjs', { '/named': [], '/module': [], '/gzip': ['zlib.gzipSync'] }],
  [`./store.mjs:${readByName}`, { '/named': [], '/module': ['fs.readFileSync'] }],
  ['store.mjs', { '/named': [], '/module': [], '/gzip': ['zlib.gzipSync'] }],
  [`store.mjs:${readByName}`, { '/named': [], '/module': ['fs.readFileSync'] }],
  [store, { '/named': [] }],
  [folder, { '/named': [], '/gzip': [] }],
  ['zlib.gzipSync@./store.mjs, zlib.gzipSync@./server.mjs', { '/named': ['fs.readFileSync'], '/gzip': [] }],
  ['node_modules/express', { '/named': ['fs.readFileSync'] }],
] as const)('lets pass what is allowed: %s', async ([allow, expected]) => {
  const answers = await serve({ UNBLOCKED_ALLOW: allow }, '/named', '/module', '/gzip');
  expect(callsOf(answers)).toMatchObject(expected);
});

test('prints a line once, for a person or as JSON', async () => {
  const env = { UNBLOCKED_STRICT: 'report', UNBLOCKED_FORMAT: 'pretty', NO_COLOR: '1' };
  const pretty = await run(server, { args: ['/named', '/twice'], cwd: folder, env });
  expect(pretty.stderr.match(/\[unblocked\] `fs\.readFileSync\(\)`/g)).toHaveLength(1);
  expect(pretty.stderr).toContain("      > return readFileSync(file, 'utf8'); // by name\n");
  const json = await run(server, {
    args: ['/named', '/twice'],
    cwd: folder,
    env: { ...env, UNBLOCKED_FORMAT: 'json' },
  });
  const calls = json.otherErrors.split('\n').filter((line) => line.startsWith('{"type":"blocking-call"'));
  expect(calls.map((line) => (JSON.parse(line) as BlockingCall).context.name)).toEqual(['GET /named']);
});

test('knows the handler of a WebSocket message by its frames', async () => {
  const { stdout } = await run(`${folder}/websocket.mjs`, { preload: false });
  expect(JSON.parse(stdout)).toEqual([
    {
      call: 'fs.readFileSync',
      context: { kind: 'websocket', name: 'WebSocket message' },
      chain: ['WebSocket message', 'onMessage'],
    },
  ]);
});

const [major = 0] = process.versions.node.split('.').map(Number);
test.runIf(major >= 24)('sees a database that is loaded after the start', async () => {
  const { stdout } = await run(`${folder}/sqlite.mjs`, { preload: false, args: ['cheap'] });
  expect(JSON.parse(stdout)).toEqual({
    met: [
      'sqlite.DatabaseSync cheap',
      'sqlite.DatabaseSync.prototype.exec heavy',
      'sqlite.DatabaseSync.prototype.prepare cheap',
      'sqlite.StatementSync.prototype.run heavy',
      'sqlite.DatabaseSync.prototype.prepare cheap',
      'sqlite.StatementSync.prototype.all heavy',
    ],
    result: [true, 1],
  });
});

test('its wrappers cannot be told from the originals, and are gone after the stop', async () => {
  const { stdout } = await run(`${folder}/invisible.mjs`, { preload: false });
  const { wrapped, compared, ...differences } = JSON.parse(stdout) as Record<string, unknown>;
  expect(differences).toEqual({ under: [], after: [], left: [] });
  expect(wrapped).toBeGreaterThan(40);
  expect(compared).toBeGreaterThan(300);
});

test.for<[Options, NodeJS.ProcessEnv, string]>([
  [{ strict: 'warn' as 'report' }, {}, "option strict is 'warn'; accepted: 'report', 'throw', false."],
  [{ strict: 'throw', context: 'off' }, {}, "option context is 'off'; accepted: 'auto' or 'on' in strict mode."],
  [
    { allow: ['read file'] },
    {},
    "option allow is read file; accepted: a list of calls ('fs.readFileSync', 'bcrypt.hashSync'),",
  ],
  [{ allow: 'fs.readFileSync' as unknown as string[] }, {}, "option allow is 'fs.readFileSync'; accepted: a list of"],
  [{}, { UNBLOCKED_STRICT: 'yes' }, "UNBLOCKED_STRICT is 'yes'; accepted: 'report', 'throw', false."],
  [{}, { UNBLOCKED_ALLOW: 'a,,b' }, "UNBLOCKED_ALLOW is 'a,,b'; accepted:"],
])('a bad option says what is accepted: %j %j', ([options, env, message]) => {
  expect(() => resolveOptions(options, env)).toThrow(message);
});

test('strict mode turns contexts on', () => {
  expect(resolveOptions({ strict: 'report' }, {})).toMatchObject({ context: true, strict: 'report', allow: [] });
  expect(resolveOptions({}, { UNBLOCKED_STRICT: 'off' })).toMatchObject({ strict: false });
  expect(resolveOptions({}, { UNBLOCKED_STRICT: 'throw', UNBLOCKED_ALLOW: 'a.b, ./c.js:3' })).toMatchObject({
    strict: 'throw',
    allow: ['a.b', './c.js:3'],
  });
});
