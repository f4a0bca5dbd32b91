import unblocked from '../../rules/index.ts';
import { adviceSentence } from '../../rules/catalog/advice.ts';
import { docsUrl } from '../../rules/utils/create-rule.ts';
import { duration } from '../../rules/utils/stall-log-message.ts';
import type { Cause, Culprit, StallRecord } from '../../runtime/stall-record.ts';
import type { Overview, StallGroup } from './overview.ts';
import { shownFile } from './source-excerpt.ts';

const CAUSES = new Map<Cause, string>([
  ['code', 'JavaScript'],
  ['native', 'native call'],
  ['microtasks', 'microtasks'],
  ['many-short-tasks', 'many short tasks'],
  ['gc', 'garbage collection'],
  ['startup', 'start-up'],
  ['cpu-starvation', 'no CPU'],
  ['suspended', 'suspended process'],
  ['debugger', 'debugger'],
  ['unknown', 'unknown'],
]);

/** Every cause with its name for a person. */
export const causes: readonly (readonly [Cause, string])[] = [...CAUSES];

/** A cause for a person; one that is not known here is unknown. */
export function causeName(cause: Cause): string {
  return CAUSES.get(cause) ?? 'unknown';
}

/** `1 stall`, `3 stalls`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}

/** `lib/orders.js:14`. */
export function placeOf({ file, line }: Culprit, root: string): string {
  return `${shownFile(root, file)}:${line}`;
}

/** `2026-11-22 10:00:04` of the machine that reports. */
export function clock(time: string): string {
  const date = new Date(time);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')}`;
}

/** The rule that reports a stall's culprit, with its page; undefined where no rule does. */
export function ruleOf({ ruleId }: StallRecord): { name: string; url: string } | undefined {
  return ruleId !== null && Object.hasOwn(unblocked.rules, ruleId) ? { name: ruleId, url: docsUrl(ruleId) } : undefined;
}

/** What to do instead, where the catalog knows it. */
export function adviceOf({ catalog }: StallRecord): string | undefined {
  return catalog === null || catalog.useInstead === '' ? undefined : adviceSentence(catalog.useInstead);
}

/** What all stalls of a log cost, in sentences. */
export function totalsText({ records, processes, totalMs, offloaded }: Overview): string {
  const worst = records.reduce((most, { durationMs }) => Math.max(most, durationMs), 0);
  const totals =
    records.length === 0
      ? 'No stalls.'
      : `${count(records.length, 'stall')} in ${count(processes, 'process', 'processes')}: ${duration(worst)} at worst, ${duration(totalMs)} in all.`;
  const beside = `${count(offloaded, 'stall')} of worker threads that nobody waited for ${offloaded === 1 ? 'is' : 'are'} left out.`;
  return offloaded === 0 ? totals : `${totals} ${beside}`;
}

/** `312 ms at worst, 14 stalls, 2104 ms in all`. */
export function groupText({ worst, totalMs, count: stalls }: StallGroup): string {
  return `${duration(worst.durationMs)} at worst, ${count(stalls, 'stall')}, ${duration(totalMs)} in all`;
}
