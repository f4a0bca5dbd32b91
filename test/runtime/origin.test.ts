import { expect, test } from 'vitest';
import { markedLines, noisy, program, root, run, scenario } from './scenario.ts';

const env = { UNBLOCKED_ORIGIN: 'on' };

test.for(['plain', 'own', 'deleted', 'frozen'])(
  'with origin on, the settings of Error stay as the program has them (%s)',
  noisy,
  async (kind) => {
    const { stdout, code } = await run(program('error-settings.mjs'), { args: [kind], env });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ broken: 0, sameKeys: true });
  },
);

test('the report for a person says where the stalled callback was scheduled', noisy, async () => {
  const file = scenario('origin-timer.mjs');
  const { stderr } = await run(file, { env: { ...env, UNBLOCKED_FORMAT: 'pretty' } });
  const [line] = markedLines(file, 'origin');
  const place = `${file.slice(root.length)}:${line}`;
  expect(stderr).toContain('  scheduled\n');
  expect(stderr.slice(stderr.indexOf('  scheduled\n'))).toContain(`at scheduleReminder (${place}`);
});

test('without the option no record has an origin', noisy, async () => {
  const { records } = await run(scenario('origin-timer.mjs'));
  expect(records.length).toBeGreaterThan(0);
  expect(records.filter(({ origin }) => origin !== undefined)).toEqual([]);
});
