import { expect, test } from 'vitest';
import type { Suspect } from '../../runtime/records/culprit.ts';
import { hazardAt } from '../../runtime/records/hazards.ts';
import type { Cause, StallFrame } from '../../runtime/stall-record.ts';

const frame = (name: string, line: number, origin: StallFrame['origin'] = 'app'): StallFrame => ({
  function: name,
  file: origin === 'app' ? '/app/a.js' : '',
  line,
  column: 1,
  async: false,
  origin,
});

/** A line that samples blame, with what stands innermost on their stacks. */
function suspect(line: number, { name = 'work', inside = '', frames = false } = {}): Suspect {
  const own = frame(name, line);
  const stack = inside === '' ? [own] : [frame(inside, 0, 'node'), own];
  return {
    frame: own,
    caller: undefined,
    catalog: undefined,
    weight: 100,
    lateWeight: 0,
    samples: [{ sample: {} as never, span: undefined, frames: stack, blamed: undefined, weight: 100, late: false }],
    ...(frames && { frames: stack }),
  };
}

const hazard = (cause: Cause, text: string, line = 1, how: Parameters<typeof suspect>[1] = {}): string | undefined =>
  hazardAt(cause, suspect(line, how), text.split('\n'))?.member;

test.for<[string, number, string | undefined]>([
  ['while (performance.now() < end);', 1, 'busy-wait'],
  ['while (Date.now() - start < 300) {\n  count += 1;\n}', 2, 'busy-wait'],
  ['for (let at = Date.now(); Date.now() < at + 50; ) {\n  if (count) count += 1;\n}', 1, 'busy-wait'],
  ['while (Date.now() < end) step();', 1, undefined],
  ['while (Date.now() < end) {\n  await pause;\n}', 1, undefined],
  ['for (const start = Date.now(); index < rows.length; index += 1) {\n  sum += index;\n}', 2, undefined],
  ['while (index < rows.length) index += 1;', 1, undefined],
  ['while (true) {\n  count += 1;\n}', 2, 'endless-loop'],
  ['for (;;) {\n  count += 1;\n}', 1, 'endless-loop'],
  ['while (true) {\n  if (count > 9) break;\n  count += 1;\n}', 3, undefined],
  ['for (const row of rows) {\n  sum += row;\n}', 2, undefined],
  ['while (Date.now() < end) ;\nsum(rows);', 2, undefined],
])('the loop %j, seen in line %i, is %s', ([text, line, expected]) => {
  expect(hazard('code', text, line)).toBe(expected);
});

test('a pattern that runs nearly all the time and repeats without bound is a hazard', () => {
  const inside = 'RegExp.test';
  expect(hazard('code', 'return /^(a+)+$/.test(text);', 1, { inside })).toBe('super-linear-regex');
  expect(hazard('code', 'return pattern.test(text);', 1, { inside })).toBe('super-linear-regex');
  expect(hazard('code', 'return /^[ab]$/.test(text);', 1, { inside })).toBeUndefined();
  expect(hazard('code', 'return /^(a+)+$/.test(text);')).toBeUndefined();
});

test('a callback that queues itself is a hazard where microtasks starved the loop', () => {
  const text = 'const again = () => process.nextTick(again);';
  expect(hazard('microtasks', text, 1, { name: 'again' })).toBe('tick-recursion');
  expect(hazard('microtasks', text, 1, { name: 'other' })).toBeUndefined();
  expect(hazard('code', text, 1, { name: 'again' })).toBeUndefined();
  expect(hazard('microtasks', 'if (more) queueMicrotask(again);', 1, { name: 'again' })).toBeUndefined();
});

test('a call that only the profiler saw is known by its name', () => {
  expect(hazard('native', 'return JSON.parse(text).length;', 1, { frames: true })).toBe('JSON.parse');
  expect(hazard('native', 'return structuredClone(rows);', 1, { frames: true })).toBe('structuredClone');
  expect(hazard('native', 'return JSON.parse(text).length;')).toBeUndefined();
  expect(hazard('native', 'return other.structuredClone(rows);', 1, { frames: true })).toBeUndefined();
});
