import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, expect, test } from 'vitest';
import { filePathOf } from '../../runtime/addresses.ts';
import { resolveOptions, type Options } from '../../runtime/options.ts';
import { blame } from '../../runtime/records/blame.ts';
import { catalogMatch } from '../../runtime/records/catalog-match.ts';
import { isStartup } from '../../runtime/records/cause.ts';
import { SourceLines } from '../../runtime/records/source-lines.ts';
import { SourceMaps } from '../../runtime/records/source-maps.ts';
import { originOf, packageOf, parseText } from '../../runtime/records/stack.ts';
import { pathOf, routeOf } from '../../runtime/requests/routes.ts';
import type { StallFrame } from '../../runtime/stall-record.ts';
import { ReceivedMaps } from '../../runtime/watchdog/received-maps.ts';
import { FullCollections } from '../../runtime/watched/full-collections.ts';

const directory = mkdtempSync(join(tmpdir(), 'unblocked-'));
afterAll(() => {
  rmSync(directory, { recursive: true });
});

test('options: argument, then environment, then default', () => {
  const env = { UNBLOCKED_THRESHOLD: '70', UNBLOCKED_LOG: 'off', UNBLOCKED_CONTEXT: 'on', UNBLOCKED_STARTUP: '1' };
  expect(resolveOptions({}, {}, false)).toMatchObject({
    threshold: 50,
    format: 'json',
    log: '.unblocked/stalls.jsonl',
  });
  expect(resolveOptions({}, { NODE_ENV: 'production' }, true)).toMatchObject({
    threshold: 100,
    format: 'pretty',
    log: false,
  });
  expect(resolveOptions({}, env, true)).toMatchObject({ threshold: 70, log: false, context: true, startup: true });
  expect(resolveOptions({ threshold: 90, context: undefined } as unknown as Options, env, true)).toMatchObject({
    threshold: 90,
    context: true,
  });
});

test.for<[Options, NodeJS.ProcessEnv, string]>([
  [{ threshold: 0 }, {}, 'option threshold is 0; accepted: a number of milliseconds from 10 to 3600000.'],
  [{ format: 'xml' as 'json' }, {}, "option format is 'xml'; accepted: 'pretty', 'json', 'silent'."],
  [{ treshold: 5 } as Options, {}, "the name of an option is 'treshold'; accepted: threshold,"],
  [
    {},
    { UNBLOCKED_HEARTBEAT: 'fast' },
    "UNBLOCKED_HEARTBEAT is 'fast'; accepted: a number of milliseconds from 5 to 1000.",
  ],
  [{}, { UNBLOCKED_STARTUP: 'maybe' }, "UNBLOCKED_STARTUP is 'maybe'; accepted: true or false."],
])('a bad option fails with its name, its value and what is accepted: %j %j', ([options, env, message]) => {
  expect(() => resolveOptions(options, env)).toThrow(message);
  expect(() => resolveOptions(options, env)).toThrow(expect.objectContaining({ code: 'UNBLOCKED_BAD_OPTION' }));
});

test.for([
  ['/orders/7?token=x', '/orders/7'],
  ['/a#b?c', '/a'],
  ['http://user:password@host/a?b', '/a'],
  ['http://host?b', '/'],
  [undefined, '/'],
])('the path of %s', ([target, path]) => {
  expect(pathOf(target)).toBe(path);
});

test('the pattern of an Express request', () => {
  expect(routeOf({ route: { path: '/:id' }, baseUrl: '/orders' })).toBe('/orders/:id');
  expect(routeOf({ route: { path: '/' }, baseUrl: '/orders' })).toBe('/orders');
  expect(routeOf({ route: { path: /^\/a/ } })).toBe('/^\\/a/');
  expect(routeOf({})).toBeUndefined();
});

test('whose code a file is', () => {
  expect(['/app/a.js', '/app/node_modules/x/a.js', 'node:fs', '', 'wasm://wasm/1'].map(originOf)).toEqual([
    'app',
    'dependency',
    'node',
    'node',
    'node',
  ]);
  expect(packageOf('/app/node_modules/.pnpm/x@1/node_modules/@scope/name/dist/a.js')).toBe('@scope/name');
  expect(packageOf('/app/a.js')).toBeUndefined();
});

test('reads the text of a stack', () => {
  const text = [
    'Error: a message',
    '    at Object.readFileSync (node:fs:440:20)',
    '    at JSON.parse (<anonymous>)',
    '    at load (file:///app/a b (c).mjs:3:7)',
    '    at async /app/main.js:9:3',
  ].join('\n');
  expect(parseText(text)).toEqual([
    ['Object.readFileSync', 'node:fs', 440, 20, 0],
    ['JSON.parse (<anonymous>)', '', 0, 0, 0],
    ['load', 'file:///app/a b (c).mjs', 3, 7, 0],
    ['', '/app/main.js', 9, 3, 1],
  ]);
});

const frame = (name: string, file: string, line = 1, async = false): StallFrame => ({
  function: name,
  file,
  line,
  column: 1,
  async,
  origin: originOf(file),
});

const sources = new SourceLines(new SourceMaps('/'));

test('blames the call nearest to the built-in, and names its entry', () => {
  const frames = [
    frame('tryReadSync', 'node:fs'),
    frame('readFileSync', 'node:fs'),
    frame('load', '/app/load.js', 7),
    frame('handler', '/app/main.js'),
  ];
  expect(blame(frames, sources)).toMatchObject({
    frame: { file: '/app/load.js', line: 7 },
    caller: undefined,
    catalog: { module: 'node:fs', member: 'readFileSync' },
  });
});

test('a report reads a file once, however many samples stand in it, and again when the file has changed', () => {
  const directory = mkdtempSync(join(tmpdir(), 'unblocked-'));
  const file = join(directory, 'bundle.js');
  const read: string[] = [];
  class CountingMaps extends SourceMaps {
    override text(path: string): string | undefined {
      read.push(path);
      return super.text(path);
    }
  }
  const lines = new SourceLines(new CountingMaps('/'));
  writeFileSync(file, 'first\nsecond\n');
  expect([1, 2, 1].map((line) => lines.line(file, line))).toEqual(['first', 'second', 'first']);
  expect(lines.at(file, 2)).toMatchObject({ text: 'second', before: 'first', after: '' });
  expect(read).toEqual([file]);
  writeFileSync(file, 'other\n');
  utimesSync(file, 1, 1);
  expect(lines.line(file, 1)).toBe('other');
  rmSync(directory, { recursive: true });
});

test("blames a dependency's line and keeps the nearest line of the application, also where it awaits", () => {
  const frames = [frame('crunch', '/app/node_modules/x/a.js', 3), frame('handler', '/app/main.js', 9, true)];
  expect(blame(frames, sources)).toMatchObject({
    frame: { line: 3 },
    caller: { file: '/app/main.js', line: 9 },
    catalog: undefined,
  });
});

test('a frame of another module with the same function name is not the entry', () => {
  expect(catalogMatch(frame('readFileSync', 'node:net'))).toBeUndefined();
  expect(catalogMatch(frame('readFileSync', '/app/a.js'))).toBeUndefined();
});

test('a require in a handler is not start-up', () => {
  const loader = frame('Module._compile', 'node:internal/modules/cjs/loader');
  expect(isStartup([frame('', '/app/a.js'), loader, frame('', 'node:internal/main/run_main_module')])).toBe(true);
  expect(
    isStartup([frame('', '/app/big.js'), loader, frame('handler', '/app/main.js'), frame('emit', 'node:events')]),
  ).toBe(false);
});

/** A file whose third line, column 5, comes from line 40 of the source. */
function generated(name: string, source: string, extra: Partial<SourceMapPayload>, place: 'inline' | 'beside'): string {
  const mappings = ';;IAuCE'; // third line, column 5 <- first source, line 40, column 3
  const map = { version: 3, sources: [source], names: [], mappings, ...extra };
  expect(new SourceMap(map as unknown as SourceMapPayload).findEntry(2, 4)).toMatchObject({
    originalLine: 39,
    originalColumn: 2,
  });
  const file = join(directory, name);
  const json = JSON.stringify(map);
  if (place === 'beside') writeFileSync(`${file}.map`, json);
  const address =
    place === 'beside' ? `${name}.map` : `data:application/json;base64,${Buffer.from(json).toString('base64')}`;
  writeFileSync(file, `\n\n    call();\n//# sourceMappingURL=${address}\n`);
  return file;
}

test.for([
  ['inline', 'a.ts', {}, join(directory, 'a.ts')],
  ['beside', '../src/a.ts', {}, join(directory, '../src/a.ts')],
  ['beside', 'a.ts', { sourceRoot: '/src' }, '/src/a.ts'],
  ['inline', 'webpack://app/./src/a.ts', {}, '/cwd/src/a.ts'],
  ['inline', 'file:///elsewhere/a.ts', {}, '/elsewhere/a.ts'],
] as const)('a source map %s with the source %s', ([place, source, extra, expected]) => {
  const file = generated(`${place}-${source.replace(/\W/g, '')}.js`, source, extra, place);
  const maps = new SourceMaps('/cwd');
  expect(maps.original({ file, line: 3, column: 5 })).toEqual({ file: expected, line: 40, column: 3 });
  expect(maps.original({ file, line: 1, column: 1 })).toBeUndefined();
});

test('an index map, and a source that only the map carries', () => {
  const map = { version: 3, sources: ['only-in-map.ts'], sourcesContent: ['one\ntwo'], names: [], mappings: ';;IACE' };
  const file = join(directory, 'index.js');
  writeFileSync(`${file}.map`, JSON.stringify({ version: 3, sections: [{ offset: { line: 0, column: 0 }, map }] }));
  writeFileSync(file, '\n\n    call();\n//# sourceMappingURL=index.js.map\n');
  const maps = new SourceMaps('/cwd');
  const original = maps.original({ file, line: 3, column: 5 });
  expect(original).toMatchObject({ line: 2, column: 3 });
  expect(maps.text(original?.file ?? '')).toBe('one\ntwo');
});

test('the map that a loaded script carries goes before what lies on disk', () => {
  const file = generated('carried.js', 'disk.ts', {}, 'inline');
  const map = { version: 3, sources: ['memory.ts'], sourcesContent: ['one\ntwo'], names: [], mappings: ';;IACE' };
  const carried = new Map<string, string>();
  const maps = new SourceMaps('/cwd', carried);
  expect(maps.original({ file, line: 3, column: 5 })?.file).toBe(join(directory, 'disk.ts'));
  carried.set(file, `data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString('base64')}`);
  expect(maps.original({ file, line: 3, column: 5 })).toEqual({
    file: join(directory, 'memory.ts'),
    line: 2,
    column: 3,
  });
  carried.set(file, 'data:application/json,{');
  expect(maps.original({ file, line: 3, column: 5 })).toBeUndefined();
});

test('maps that two samples bring, as both were asked for before the first came, are counted once', () => {
  const maps = new ReceivedMaps();
  maps.addSampled(0, 0, [['/a.ts', 'data:a']]);
  maps.addSampled(0, 0, [['/a.ts', 'data:a']]);
  maps.add([['/b.ts', 'data:b']]);
  expect([maps.known(0), maps.known(1)]).toEqual([1, 0]);
  expect([...maps.byFile]).toEqual([
    ['/a.ts', 'data:a'],
    ['/b.ts', 'data:b'],
  ]);
});

test.each(['/app/a.ts', '/with space/ä%20#?.ts', "/a'b(c)[d]/e\\f.mjs", '/%25/%', '/a;b@c=d&e+f.ts'])(
  'the path of a script, %s, is the one that Node makes of its address',
  (path) => {
    const { href } = pathToFileURL(path);
    expect(filePathOf(href)).toBe(path);
    expect(filePathOf(`${href}?t=1#a`)).toBe(fileURLToPath(`${href}?t=1#a`));
    expect(filePathOf(path)).toBe(path);
  },
);

test('on Windows, too', () => {
  expect(filePathOf('file:///C:/my%20app/a.ts?v=1', true)).toBe(String.raw`C:\my app\a.ts`);
  expect(filePathOf('file://server/share/a.ts', true)).toBe(String.raw`\\server\share\a.ts`);
  expect(() => filePathOf('file:///%E0%A4%A', true)).toThrow(URIError);
});

test('a broken map leaves the generated position', () => {
  const file = join(directory, 'broken.js');
  writeFileSync(file, 'call();\n//# sourceMappingURL=data:application/json;base64,e30K\n');
  expect(new SourceMaps('/cwd').original({ file, line: 1, column: 1 })).toBeUndefined();
});

test('every full collection of one callback is told, and no other moment', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const full = new FullCollections();
  full.restart();
  await new Promise(setImmediate); // what a callback has made lives until it ends
  const told = [false, true, true, false, true].map((hasCollected) => {
    if (hasCollected) collect();
    return full.hasEnded();
  });
  expect(told).toEqual([false, true, true, false, true]);
  full.restart();
  expect(full.hasEnded()).toBe(false);
});
