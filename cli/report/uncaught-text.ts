import { duration, printable } from '../../rules/utils/stall-log-message.ts';
import { packageOf } from '../../runtime/records/stack.ts';
import type { StallFrame, StallRecord } from '../../runtime/stall-record.ts';
import type { CulpritGroup, Overview } from './overview.ts';
import { skippedText } from './skipped-lines.ts';
import type { View } from './summary-text.ts';
import { groupText, placeOf } from './words.ts';

const WIDTH = 120;

/** A call that the catalog could hold: a package's or Node's function that held the loop. */
export interface Candidate {
  /** The package, or `node:fs`. */
  module: string;
  /** As the stack names the function that the project's own code called; empty where it has no name. */
  member: string;
}

/** The culprits that no rule reports. */
export function uncaughtIn({ culprits }: Overview): CulpritGroup[] {
  return culprits.filter(({ worst }) => worst.ruleId === null);
}

/** The first function outside the project's own code that its stack entered; undefined where the code itself looped. */
export function candidateOf({ frames }: StallRecord): Candidate | undefined {
  const running = frames.filter(({ async }) => !async);
  const own = running.findIndex(({ origin }) => origin === 'app');
  const called = own === -1 ? running.at(-1) : running[own - 1];
  const module = called && moduleOf(called);
  return called && module !== undefined ? { module, member: called.function } : undefined;
}

function moduleOf({ file, origin }: StallFrame): string | undefined {
  if (origin === 'dependency') return packageOf(file);
  // V8's own functions have no file: what they run is the line's own work (`rows.map(...)`).
  return file.startsWith('node:') ? file.replace(/^node:internal\//, 'node:') : undefined;
}

/** What `--uncaught` prints. */
export function uncaughtText(overview: Overview, view: View): string {
  const { bold } = view.styles;
  const uncaught = uncaughtIn(overview);
  const skipped = skippedText(overview.skipped, view.root);
  const parts = skipped === '' ? [] : [skipped];
  if (uncaught.length === 0) return `${[...parts, 'A rule reports every culprit of this log.'].join('\n')}\n`;
  const calls = uncaught.filter(({ worst }) => candidateOf(worst));
  const own = uncaught.filter(({ worst }) => !candidateOf(worst));
  if (calls.length > 0)
    parts.push(
      bold('Calls that the catalog does not know: candidates for it, or for settings.unblocked.catalog'),
      ...calls.flatMap((group) => lines(group, view)),
    );
  if (own.length > 0)
    parts.push(bold('Your own code, which no catalog can know'), ...own.flatMap((group) => lines(group, view)));
  return `${parts.join('\n')}\n`;
}

function lines({ worst, ...group }: CulpritGroup, { root, styles }: View): string[] {
  if (worst.culprit === null) return [];
  const candidate = candidateOf(worst);
  const call = candidate && `${candidate.module}: ${candidate.member === '' ? '(anonymous)' : candidate.member}()`;
  const line = worst.caller ?? worst.culprit;
  const timed = worst.call ? [`    ${printable(worst.call.name, 60)}() took ${duration(worst.call.durationMs)}.`] : [];
  return [
    `  ${styles.bold(printable(call ?? placeOf(line, root), WIDTH))}  ${groupText({ worst, ...group })}`,
    `    ${printable(placeOf(line, root), WIDTH)}  ${styles.dim(printable(line.text, WIDTH))}`,
    ...timed,
    ...(worst.late ? ['    A native call was made from this line, or just before it.'] : []),
  ];
}
