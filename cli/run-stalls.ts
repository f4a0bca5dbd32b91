import { rmSync } from 'node:fs';
import path from 'node:path';
import { logFiles, readStallLogs } from '../rules/utils/stall-log.ts';
import type { Cause, StallRecord } from '../runtime/stall-record.ts';
import type { BaselineVerdict } from './run-baseline.ts';
import type { RunOptions } from './run-options.ts';

/** Causes that are not the program's fault: they never fail a run. */
const OUTSIDE: ReadonlySet<Cause> = new Set(['suspended', 'debugger', 'cpu-starvation']);

/** Lines that the summary names. */
const NAMED = 5;

/** The stalls of one run: the last record of each, whether it ended or was cut off. */
export function stallsOf(runId: string, { log, isLogHidden, startup }: RunOptions): StallRecord[] {
  const { records } = readStallLogs([log]);
  if (isLogHidden) for (const file of logFiles(log)) rmSync(file, { force: true });
  return records.filter(({ run, cause }) => run === runId && (startup || cause !== 'startup'));
}

/** The stalls that fail the run, unless a baseline knows them. */
export function failing(stalls: readonly StallRecord[], from: number): StallRecord[] {
  return stalls.filter(
    ({ offloaded, cause, durationMs }) => offloaded !== true && !OUTSIDE.has(cause) && durationMs >= from,
  );
}

/** What was seen, for a person. */
export function summaryOf(stalls: readonly StallRecord[]): string {
  const worst = stalls.toSorted((a, b) => b.durationMs - a.durationMs);
  const processes = new Set(stalls.map(({ pid }) => pid)).size;
  const head = `[unblocked] ${counted(stalls.length, 'stall')} in ${counted(processes, 'process', 'processes')}, ${Math.round(worst[0]?.durationMs ?? 0)} ms at worst`;
  const seen = new Set<string>();
  const lines = worst
    .filter(({ fingerprint }) => !seen.has(fingerprint) && seen.add(fingerprint))
    .slice(0, NAMED)
    .map((stall) => {
      const count = stalls.filter(({ fingerprint }) => fingerprint === stall.fingerprint).length;
      return stallLine(stall, `  ${String(count).padStart(3)} x`);
    });
  return [head, ...lines, ''].join('\n');
}

/** Why the run fails. */
export function failureText(stalls: readonly StallRecord[], { failFrom = 0, baseline }: RunOptions): string {
  const reached = failFrom > 0 ? ` of ${failFrom} ms or more` : '';
  if (baseline === undefined) return `[unblocked] failed: ${counted(stalls.length, 'stall')}${reached}.\n`;
  return [
    `[unblocked] failed: ${counted(stalls.length, 'new stall')}${reached}. Mend what ${baseline} does not know, or delete it and run again to make all known:`,
    ...stalls.toSorted((a, b) => b.durationMs - a.durationMs).map((stall) => stallLine(stall)),
    '',
  ].join('\n');
}

/** What the baseline has to say besides. */
export function baselineText({ isFirst, added, unseen, dropped }: BaselineVerdict, file: string): string {
  if (isFirst) return `[unblocked] ${file} is written: ${counted(added.length, 'known stall')}.\n`;
  const list = (keys: string[], what: string): string[] =>
    keys.length === 0
      ? []
      : [`[unblocked] ${file}: ${counted(keys.length, 'known stall')} ${what}`, ...keys.map((key) => `  ${key}`)];
  const lines = [
    ...list(dropped, 'dropped, for the code is gone:'),
    ...list(unseen, 'did not show in this run (delete the entry if it is mended):'),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function stallLine({ durationMs, context, culprit, cause, pid }: StallRecord, count = ''): string {
  const place = culprit ? `${path.relative(process.cwd(), culprit.file)}:${culprit.line}` : cause;
  return `  ${String(Math.round(durationMs)).padStart(6)} ms${count}  ${place}  ${context.name} (pid ${pid})`;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
