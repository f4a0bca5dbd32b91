import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DiskPace } from '../../rules/call-graph/sources/disk-pace.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('a run over many files looks for half a percent of the time', () => {
  const pace = new DiskPace();
  expect(pace.isDue('a.js', 10)).toBe(false);
  vi.advanceTimersByTime(1000); // 5 ms are half a percent of it
  expect(pace.isDue('b.js', 10)).toBe(true);
  pace.time(() => vi.advanceTimersByTime(20));
  vi.advanceTimersByTime(3999);
  expect(pace.isDue('c.js', 10)).toBe(false);
  vi.advanceTimersByTime(1);
  expect(pace.isDue('d.js', 10)).toBe(true);
});

test('a file that is asked for again is looked at with each question, but for 2 % of the time among many files', () => {
  const pace = new DiskPace();
  pace.isDue('a.js', 500);
  expect(pace.isDue('a.js', 500)).toBe(true);
  pace.time(() => vi.advanceTimersByTime(20));
  expect(pace.isDue('a.js', 500)).toBe(true);
  expect(pace.isDue('a.js', 501)).toBe(false);
  vi.advanceTimersByTime(1000);
  expect(pace.isDue('a.js', 501)).toBe(true);
});
