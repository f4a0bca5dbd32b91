import { expect, test } from 'vitest';
import { program, run } from './scenario.ts';

interface Looks {
  seen: Record<string, string>;
  /** Node's own functions that samples enter. */
  entered: Record<string, string>;
  /** Files whose scripts carry a map. */
  maps: string[];
  requests: string[];
}

/**
 * Those of Node's own functions that may run while any other one is at work. What makes URLs, buffers or the status of a file
 * may not: it does so in two steps, with memory between them that belongs to all.
 */
const REENTRANT = [
  // They only read.
  /^node:_http_outgoing get$/,
  /^node:(?:async_hooks|internal\/async_local_storage\/\w+) getStore$/,
  /^node:internal\/async_context_frame activeCurrent$/,
  /^node:internal\/bootstrap\/node get$/,
  /^node:internal\/source_map\/source_map_cache getSourceMaps(?:Enabled|Support)$/,
  /^node:path isAbsolute$/,
  /^node:internal\/(?:validators|errors) (?:wrappedFn)?$/,
  // A clock that is read twice is later.
  /^node:internal\/process\/per_thread hrtimeBigInt$/,
  // V8 calls them in the midst of everything: for each stack that is read, each promise that is made.
  /^node:internal\/errors \w*[pP]repareStackTrace(?:Callback)?$/,
  /^node:internal\/async_hooks /,
  /^node:(?:async_hooks|internal\/async_local_storage\/\w+) (?:init|_propagate)$/,
  // Gives a module of Node's that was loaded at the start.
  /^node:internal\/modules\/helpers getBuiltinModule$/,
  /^node:internal\/bootstrap\/realm /,
  // A session of our own.
  /^node:inspector /,
  /^node:events /,
  /^node:internal\/per_context\/primordials /,
];

async function look(env: Record<string, string>, node: string[], args: string[] = []): Promise<Looks> {
  const { stdout, stderr } = await run(program('reentrancy.mjs'), {
    args,
    env: { UNBLOCKED_FORMAT: 'silent', UNBLOCKED_LOG: 'off', ...env },
    node,
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Looks;
}

test.each<[string, Record<string, string>, string[]]>([
  ['with requests in flight', { UNBLOCKED_CONTEXT: 'off' }, []],
  ['with a context', { UNBLOCKED_CONTEXT: 'on' }, []],
  ['with origins', { UNBLOCKED_CONTEXT: 'on', UNBLOCKED_ORIGIN: 'on' }, []],
  ['with maps that Node keeps', { UNBLOCKED_CONTEXT: 'on' }, ['--enable-source-maps']],
])('a sample calls nothing that the program, or Node, may stand in the midst of (%s)', async (_, env, node) => {
  const { seen, entered, maps, requests } = await look(env, node);
  expect(Object.keys(seen)).toHaveLength(11);
  expect(Object.keys(entered)).toContain('node:path isAbsolute');
  expect(Object.keys(entered).filter((each) => !REENTRANT.some((known) => known.test(each)))).toEqual([]);
  expect(Object.entries(seen).filter(([, match]) => match !== 'sentinel')).toEqual([]);
  expect(requests).toEqual(['/orders', '/orders/7']);
  expect(maps).toEqual(
    expect.arrayContaining([
      '/app/src/page.ts',
      '/app/src/chunk.tsx',
      expect.stringMatching(/^\/app\/vite\.config\.ts\./),
    ]),
  );
});

test('nor does one where `Error` is frozen', async () => {
  const { seen, entered, requests } = await look({ UNBLOCKED_CONTEXT: 'on', UNBLOCKED_ORIGIN: 'on' }, [], ['frozen']);
  expect(Object.keys(entered).filter((each) => !REENTRANT.some((known) => known.test(each)))).toEqual([]);
  expect(Object.entries(seen).filter(([, match]) => match !== 'sentinel')).toEqual([]);
  expect(requests).toEqual(['/orders', '/orders/7']);
});
