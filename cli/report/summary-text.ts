import { duration, printable } from '../../rules/utils/stall-log-message.ts';
import type { Styles } from '../../runtime/reporters/colour.ts';
import type { CulpritGroup, Overview, StallGroup } from './overview.ts';
import { skippedText } from './skipped-lines.ts';
import { adviceOf, causeName, clock, count, placeOf, ruleOf, totalsText } from './words.ts';

/** How a report is printed: the folder that paths are shown from, and the terminal's styles. */
export interface View {
  root: string;
  styles: Styles;
}

/** Culprits and routes that are named. */
const CULPRITS = 10;
const ROUTES = 8;
const WIDTH = 120;

/** The report for a terminal. */
export function summaryText(overview: Overview, view: View): string {
  const { records, skipped, culprits, routes, causes } = overview;
  const { bold, dim } = view.styles;
  const [first] = records;
  const last = records.at(-1);
  const parts = [bold(totalsText(overview))];
  if (first && last) parts.push(dim(`From ${clock(first.time)} to ${clock(last.time)}.`));
  if (skipped.length > 0) parts.push(skippedText(skipped, view.root));
  if (culprits.length > 0) parts.push(`\n${bold('Culprits')}, the costliest first`);
  for (const group of culprits.slice(0, CULPRITS)) parts.push(...culpritLines(group, view));
  parts.push(...more(culprits.length - CULPRITS));
  parts.push(
    ...table(
      'Routes, messages and jobs',
      routes.slice(0, ROUTES).map((each) => [each.name, each]),
      view,
    ),
  );
  parts.push(...more(routes.length - ROUTES));
  parts.push(
    ...table(
      'Causes beside the code',
      causes.map((each) => [causeName(each.cause), each]),
      view,
    ),
  );
  if (records.length > 0) parts.push('', ...next(overview));
  return `${parts.join('\n')}\n`;
}

function more(rest: number): string[] {
  return rest > 0 ? [`  ... and ${rest} more`] : [];
}

/** `   312 ms   14 x    2.1 s in all`. */
function figures({ worst, count: stalls, totalMs }: StallGroup): string {
  return `${duration(worst.durationMs).padStart(9)} ${`${stalls} x`.padStart(7)} ${duration(totalMs).padStart(9)} in all`;
}

function culpritLines(group: CulpritGroup, { root, styles }: View): string[] {
  const { worst, contexts } = group;
  if (worst.culprit === null) return [];
  const { bold, dim } = styles;
  const place = printable(placeOf(worst.culprit, root), WIDTH);
  const named = contexts.slice(0, 2).map(([name]) => printable(name, 60));
  const routes = [...named, ...(contexts.length > 2 ? [`${contexts.length - 2} more`] : [])].join(', ');
  const rule = ruleOf(worst);
  const advice = adviceOf(worst);
  const lines = [
    `${figures(group)}  ${bold(place)}${routes === '' ? '' : `  ${routes}`}`,
    dim(`    ${printable(worst.culprit.text, WIDTH)}`),
    rule ? `    ${rule.name}: ${rule.url}` : '    No rule reports this.',
  ];
  if (worst.caller) lines.splice(1, 0, `    called by your code at ${printable(placeOf(worst.caller, root), WIDTH)}`);
  if (advice !== undefined) lines.push(`    ${printable(advice, WIDTH)}`);
  return lines;
}

function table(title: string, rows: readonly [name: string, group: StallGroup][], { styles }: View): string[] {
  if (rows.length === 0) return [];
  return [`\n${styles.bold(title)}`, ...rows.map(([name, group]) => `${figures(group)}  ${printable(name, WIDTH)}`)];
}

function next({ culprits }: Overview): string[] {
  const uncaught = culprits.filter(({ worst }) => worst.ruleId === null).length;
  const lines = ['As a page: npx unblocked report --output report.html'];
  if (uncaught > 0) lines.push(`No rule reports ${count(uncaught, 'culprit')}: npx unblocked report --uncaught`);
  return lines;
}
