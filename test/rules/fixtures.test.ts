import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import unblocked from '../../rules/index.ts';
import { casesOf, type FixtureCase, fixtureRules, type Mark, marksIn } from './fixture-case.ts';
import { engineFindings, eslintFindings, filesOf, type FixtureFinding } from './fixture-findings.ts';
import { KNOWN_SHORTFALLS } from './known-shortfalls.ts';
import { snapshotOf } from './message-snapshot.ts';

// The logs of `no-observed-stall` are of this day, and its messages say how long ago that is.
beforeAll(() => vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-22T12:00:00Z') }));
afterAll(() => vi.useRealTimers());

function marksOf(fixture: FixtureCase): Mark[] {
  return filesOf(fixture).flatMap((file) =>
    marksIn(path.relative(fixture.directory, file), fs.readFileSync(file, 'utf8'), fixture.rule),
  );
}

/** What differs between the marks and the findings, as text. */
function differences(marks: readonly Mark[], findings: readonly FixtureFinding[]): string[] {
  const left = [...findings];
  const missed = marks.filter((mark) => {
    const at = left.findIndex(
      ({ file, line, rule, message }) =>
        file === mark.file && line === mark.line && rule === mark.rule && message.includes(mark.text),
    );
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [
    ...missed.map(({ file, line, rule, text }) => `missed ${file}:${line} ${rule}: ${text}`),
    ...left.map(({ file, line, rule, message }) => `unexpected ${file}:${line} ${rule}: ${message}`),
  ];
}

const found = new Map<FixtureCase, FixtureFinding[]>();

function findingsOf(fixture: FixtureCase): FixtureFinding[] {
  const known = found.get(fixture) ?? engineFindings(fixture);
  found.set(fixture, known);
  return known;
}

describe.each(fixtureRules)('%s', (rule) => {
  const cases = casesOf(rule);

  it.each(cases)('$name: the command line finds what is marked', (fixture) => {
    const unequal = differences(marksOf(fixture), findingsOf(fixture));
    if (KNOWN_SHORTFALLS.has(`${rule}/${fixture.name}`)) expect(unequal).not.toEqual([]);
    else expect(unequal).toEqual([]);
  });

  it.each(cases)('$name: ESLint finds the same', (fixture) => {
    expect(eslintFindings(fixture)).toEqual(findingsOf(fixture));
  });

  it('says what the snapshot shows', async () => {
    const whole = cases.filter(({ name }) => !KNOWN_SHORTFALLS.has(`${rule}/${name}`));
    const text = whole.map((fixture) => snapshotOf(fixture, findingsOf(fixture))).join('\n');
    await expect(text).toMatchFileSnapshot(`__snapshots__/${rule}.txt`);
  });
});

describe('the fixtures', () => {
  it('have a folder for every rule, with at least one alarm and one silent file', () => {
    expect(fixtureRules).toEqual(Object.keys(unblocked.rules).sort());
    for (const rule of fixtureRules) {
      const cases = casesOf(rule);
      expect(cases.some((fixture) => marksOf(fixture).some((mark) => mark.rule === rule))).toBe(true);
      expect(cases.some(({ name }) => name.startsWith('silent'))).toBe(true);
    }
  });

  it('exist for every known shortfall', () => {
    const names = fixtureRules.flatMap((rule) => casesOf(rule).map(({ name }) => `${rule}/${name}`));
    expect([...KNOWN_SHORTFALLS.keys()].filter((name) => !names.includes(name))).toEqual([]);
  });
});
