import { expect, test } from 'vitest';
import { expectNoStall, type NoStallOptions, toNotStall } from '../../runtime/integrations/expectations.ts';
import type { Condition } from '../../rules/catalog/types.ts';
import { countsAgainst, isTestFile } from '../../runtime/integrations/test-findings.ts';
import { checkedTestOptions, type TestOptions } from '../../runtime/integrations/test-options.ts';
import unblocked from '../../runtime/integrations/vite.ts';
import type { StallFrame, StallRecord } from '../../runtime/stall-record.ts';
import { Allowed, isAllowEntry } from '../../runtime/strict/allowed.ts';
import { holds, holdsFor } from '../../runtime/strict/conditions.ts';
import { isLoading, siteOf } from '../../runtime/strict/site.ts';
import { ownWork, takeOwnWork } from '../../runtime/watched/own-work.ts';
import { SPANS_FILE } from '../../runtime/watched/spans.ts';

const large = 'x'.repeat(1_000_000);
test.for<[Condition, unknown[], boolean]>([
  [{ callback: false }, [16], true],
  [{ callback: false }, [16, () => 0], false],
  [{ callback: true }, [16, () => 0], true],
  [{ option: { at: 1, key: 'recursive', is: true } }, ['/', { recursive: true }], true],
  [{ option: { at: 1, key: 'recursive', is: true } }, ['/', null], false],
  [{ optionUnless: { at: 0, key: 'async', is: true } }, [{ async: true }], false],
  [{ optionUnless: { at: 0, key: 'async', is: true } }, [], true],
  [{ option: { at: 0, key: 'algorithm', is: ['RS256', 'PS256'] } }, [{ algorithm: 'PS256' }], true],
  [{ option: { at: 0, key: 'algorithm', is: ['RS256', 'PS256'] } }, [{ algorithm: 'HS256' }], false],
  [{ minArguments: 3 }, [1, 2], false],
  [{ maxArguments: 1 }, [1, 2], false],
  [{ largeInput: { at: 0 } }, [large], true],
  [{ largeInput: { at: 0 } }, [new Uint16Array(500_000)], true],
  [{ largeInput: { at: 0 } }, ['{}'], false],
  [{ largeInput: { at: 0 } }, [{ a: large }], false],
  [{ largeInput: { at: 0, from: 200 } }, ['a'.repeat(200)], true],
  [{ largeInput: { at: 0, from: 200 } }, ['a'.repeat(199)], false],
  [{ atLeast: { at: 0, value: 10 } }, [9], false],
  [{ atLeast: { at: 0, value: 10 } }, [10], true],
  [{ atLeast: { at: 0, value: 10 } }, ['unreadable'], true],
  [{ callback: false, minArguments: 2 }, [1], false],
])("the catalog's condition %j, read from the arguments", ([when, args, expected]) => {
  expect(holds(when, args)).toBe(expected);
});

test.for<[result: unknown, args: unknown[], expected: boolean]>([
  [large, [{ a: 1 }], true],
  [Buffer.alloc(1_000_000), [{ a: 1 }], true],
  ['{"a":1}', [{ a: 1 }], false],
  [undefined, [undefined], false],
  // that was known before
  [large, [large], false],
])('how much a call was shows in what it gave', ([result, args, expected]) => {
  expect(holdsFor(result, { largeInput: { at: 0 } }, args)).toBe(expected);
});

const cyclic: Record<string, unknown> = { name: 'a' };
cyclic['self'] = cyclic;

test.for<[what: string, value: unknown, expected: boolean]>([
  ['many values', Array.from({ length: 100_000 }, (_, index) => index), true],
  ['fewer values', Array.from({ length: 90_000 }, (_, index) => index), false],
  ['long text deep inside', { rows: [new Map([['a', new Set([large])]])] }, true],
  ['bytes', { bytes: new Uint8Array(1_000_000) }, true],
  ['an object in itself', cyclic, false],
  ['the same object many times', new Array(50_000).fill({ a: 1, b: 2, c: 3 }), false],
  ['nothing', undefined, false],
])('how large a copy is: %s', ([, value, expected]) => {
  const when = { largeInput: { at: 0, copied: true } };
  expect(holdsFor(structuredClone(value), when, [value])).toBe(expected);
});

const frame = (file: string, line = 1, extra: Partial<StallFrame> = {}): StallFrame => ({
  function: 'f',
  file,
  line,
  column: 1,
  async: false,
  origin: file.startsWith('node:') || file === '' ? 'node' : file.includes('node_modules') ? 'dependency' : 'app',
  ...extra,
});

test('an entry of `allow` is a call, a place, or both', () => {
  const at = (entry: string, file: string, line = 1): boolean =>
    new Allowed([entry], '/app').at('fs.readFileSync', [frame(file, line)]);
  expect(new Allowed(['node:fs.readFileSync'], '/app').everywhere('fs.readFileSync')).toBe(true);
  expect(new Allowed(['fs.readFileSync@src/a.ts'], '/app').everywhere('fs.readFileSync')).toBe(false);
  expect(at('src/a.ts', '/app/src/a.ts')).toBe(true);
  expect(at('src/a.ts', '/app/src/a.tsx')).toBe(false);
  expect(at('src/', '/app/src/deep/a.ts')).toBe(true);
  expect(at('src/a.ts:7', '/app/src/a.ts', 7)).toBe(true);
  expect(at('src/a.ts:7', '/app/src/a.ts', 8)).toBe(false);
  expect(at('fs.readFileSync@src/a.ts', '/app/src/a.ts')).toBe(true);
  expect(at('fs.statSync@src/a.ts', '/app/src/a.ts')).toBe(false);
  expect(at('node_modules/@scope/x', '/app/node_modules/@scope/x/index.js')).toBe(true);
  expect(at('node_modules/x', '/app/node_modules/xy/index.js')).toBe(false);
  for (const call of [
    'fs/promises.opendir',
    '@node-rs/bcrypt.hashSync',
    'sync-request',
    'sql.js.Database.prototype.exec',
  ])
    expect(new Allowed([call], '/app').everywhere(call)).toBe(true);
  expect(at('@node-rs/bcrypt.hashSync@src/a.ts', '/app/src/a.ts')).toBe(false);
  expect(at('node_modules/.pnpm/pino@9.0.0/lib', '/app/node_modules/.pnpm/pino@9.0.0/lib/a.js')).toBe(true);
  expect(['fs.readFileSync', './a', 'fs/promises.opendir@./a', 'require'].map(isAllowEntry)).not.toContain(false);
  expect(['', 7, 'read file', 'a b@./c'].map(isAllowEntry)).not.toContain(true);
});

test("a call of Node's own code, or of this package's, has no site", () => {
  const raw = (name: string, file: string): [string, string, number, number, 0] => [name, file, 1, 1, 0];
  expect(siteOf([raw('f', '/app/a.js')], '/own/', false)?.[0]?.file).toBe('/app/a.js');
  expect(siteOf([raw('Array.map', ''), raw('f', 'file:///app/a.js')], '/own/', false)?.[0]?.file).toBe('/app/a.js');
  expect(siteOf([raw('appendFileSync', 'node:fs'), raw('f', '/app/a.js')], '/own/', false)).toBeUndefined();
  expect(siteOf([raw('load', 'node:internal/modules/cjs/loader'), raw('f', '/app/a.js')], '/own/', true)).toHaveLength(
    1,
  );
  expect(siteOf([raw('g', '/own/monitor.js'), raw('f', '/app/a.js')], '/own/', false)).toBeUndefined();
  // What times a call only passes it on.
  expect(siteOf([raw('apply', SPANS_FILE), raw('f', '/app/a.js')], '/own/', false)?.[0]?.file).toBe('/app/a.js');
  expect(siteOf([raw('f', '/app/a.js'), raw('run', '/own/a.js')], '/own/', false)).toHaveLength(1);
  expect(siteOf([raw('listOnTimeout', 'node:internal/timers')], '/own/', false)).toBeUndefined();
});

const loader = frame('node:internal/modules/cjs/loader');
const evaluator = frame('/app/node_modules/vitest/dist/a.js', 1, { function: '_runInlinedModule' });
const awaiting = (from: StallFrame): StallFrame => ({ ...from, async: true });
test.for<[string, StallFrame[], boolean]>([
  ['a top level', [frame('/app/a.js'), loader], true],
  ['a handler', [frame('/app/a.js'), frame('node:events')], false],
  ['a top level that has waited', [frame('/app/a.js'), awaiting(evaluator), awaiting(frame('/app/a.test.js'))], true],
  ['a consumer that the top level awaits', [frame('/app/a.js'), awaiting(frame('/app/a.js')), awaiting(loader)], false],
  ['a handler that awaits a module', [frame('/app/a.js'), awaiting(frame('/app/b.js')), awaiting(evaluator)], false],
])('%s is loading: %s', ([, frames, expected]) => {
  expect(isLoading(frames)).toBe(expected);
});

test.for<[string, boolean]>([
  ['/app/own.js', true],
  ['/app/orders.test.ts', true],
  ['/app/orders.spec.mjs', true],
  ['/app/__tests__/build.js', true],
  ['/app/orders.js', false],
  ['/app/test/latest.js', false],
  ['/app/support/build.js', true],
])('%s is test code: %s', ([file, expected]) => {
  expect(isTestFile(file, '/app/own.js', /\/support\//)).toBe(expected);
});

const judge = {
  threshold: 100,
  all: false,
  lagOnly: false,
  isTestCode: (file: string): boolean => file === '/app/own.test.js',
};
const stall = (extra: Partial<StallRecord>): StallRecord =>
  ({
    durationMs: 200,
    cause: 'code',
    context: { kind: 'unknown', name: '' },
    frames: [frame('/app/orders.js'), frame('/app/own.test.js')],
    others: [],
    ...extra,
  }) as StallRecord;

test.for<[string, Partial<StallRecord>, boolean]>([
  ['code of the application', {}, true],
  ['less than the threshold', { durationMs: 99 }, false],
  ['garbage collection', { cause: 'gc' }, false],
  ['want of a CPU', { cause: 'cpu-starvation' }, false],
  ['nothing known', { cause: 'unknown', frames: [] }, false],
  ['test code', { frames: [frame('/app/own.test.js')] }, false],
  [
    'test code in a handler',
    { frames: [frame('/app/own.test.js')], context: { kind: 'request', name: 'GET /' } },
    true,
  ],
  [
    "a dependency's, called by test code",
    { frames: [frame('/app/node_modules/x/a.js'), frame('/app/own.test.js')] },
    false,
  ],
  [
    "a dependency's, called by the application",
    { frames: [frame('/app/node_modules/x/a.js'), frame('/app/a.js')] },
    true,
  ],
  ["the runner's own", { frames: [frame('/app/node_modules/vitest/a.js'), frame('node:internal/timers')] }, false],
  ['a module that is loaded', { frames: [frame('/app/a.js'), frame('node:internal/modules/cjs/loader')] }, false],
  ['many short tasks', { cause: 'many-short-tasks', frames: [], others: [frame('/app/a.js') as never] }, true],
])('a stall in a test, %s, counts: %s', ([, extra, expected]) => {
  expect(countsAgainst(stall(extra), judge)).toBe(expected);
});

test('where only the lag is known, every stall counts', () => {
  expect(countsAgainst(stall({ cause: 'unknown', frames: [] }), { ...judge, lagOnly: true })).toBe(true);
});

test.for<[unknown, string]>([
  [
    { treshold: 1 },
    "the name of an option is 'treshold'; accepted: threshold, strict, cheap, allow, include, testCode.",
  ],
  [{ threshold: '1' }, "option threshold is '1'; accepted: a number of milliseconds from 10 to 3600000."],
  [{ strict: true }, "option strict is true; accepted: 'report', 'throw', false."],
  [{ include: 'tests' }, "option include is 'tests'; accepted: 'handlers', 'all'."],
  [{ testCode: '(' }, "option testCode is '('; accepted: a regular expression, or its source as a text"],
  [{ testCode: {} }, 'option testCode is [object Object]; accepted: a regular expression, or its source as a text'],
  [7, 'the options is 7; accepted: an object.'],
])('a bad option of a test says what is accepted: %j', ([options, message]) => {
  expect(() => checkedTestOptions(options as TestOptions)).toThrow(message);
});

test.for<[object, object, string[] | undefined]>([
  [{}, {}, ['**/.unblocked/**']],
  [{ log: '/var/log/stalls.jsonl' }, { server: { watch: {} } }, ['/var/log/stalls.jsonl']],
  [{}, { server: { watch: null } }, undefined],
])('the dev server does not look at the log that it causes: %j %j', ([options, config, ignored]) => {
  const hook = unblocked(options).config as (
    config: object,
  ) => { server: { watch: { ignored: string[] } } } | undefined;
  expect(hook(config)?.server.watch.ignored).toEqual(ignored);
});

test('work of our own is counted once, however deep, and also where it throws', () => {
  takeOwnWork();
  const wait = (ms: number) => {
    const end = performance.now() + ms;
    while (performance.now() < end);
  };
  expect(ownWork(() => ownWork(() => (wait(20), 'done')))).toBe('done');
  expect(() =>
    ownWork(() => {
      throw new Error('failed');
    }),
  ).toThrow('failed');
  const spent = takeOwnWork();
  expect(spent).toBeGreaterThanOrEqual(19);
  expect(takeOwnWork()).toBe(0);
});

test.each<object>([{ include: 'all' }, { testCode: /x/ }])(
  'an option that a function looked at by itself does not have, %j, says which it has',
  async (options: NoStallOptions) => {
    const [name = ''] = Object.keys(options);
    const message = `unblocked: the name of an option is '${name}'; accepted: threshold, strict, cheap, allow.`;
    await expect(expectNoStall(() => 42, options)).rejects.toMatchObject({ code: 'UNBLOCKED_BAD_OPTION', message });
    await expect(toNotStall(() => 42, options)).rejects.toMatchObject({ code: 'UNBLOCKED_BAD_OPTION', message });
  },
);
