import { expect, test } from 'vitest';
import { program, run } from './scenario.ts';

interface Looks {
  seen: Record<string, string>;
  originals: [file: string, line: number, column: number][];
  requests: string[];
}

async function look(env: Record<string, string>, node: string[], args: string[] = []): Promise<Looks> {
  const { stdout, stderr } = await run(program('last-match.mjs'), {
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
])('a sample matches no regular expression: the program may stand in one (%s)', async (_, env, node) => {
  const { seen, originals, requests } = await look(env, node);
  expect(Object.keys(seen)).toHaveLength(11);
  expect(Object.entries(seen).filter(([, match]) => match !== 'sentinel')).toEqual([]);
  expect(requests).toEqual(['/orders', '/orders/7']);
  expect(originals.map(([file]) => file)).toEqual(
    expect.arrayContaining(['/app/src/page.ts', expect.stringMatching(/\/src\/page\.tsx$/), '/app/vite.config.ts']),
  );
});

test('nor does one where `Error` is frozen', async () => {
  const { seen, requests } = await look({ UNBLOCKED_CONTEXT: 'on', UNBLOCKED_ORIGIN: 'on' }, [], ['frozen']);
  expect(Object.entries(seen).filter(([, match]) => match !== 'sentinel')).toEqual([]);
  expect(requests).toEqual(['/orders', '/orders/7']);
});
