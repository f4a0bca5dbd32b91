import path from 'node:path';
import ignore from 'ignore';
import type { Culprit } from '../call-graph/search/culprits.ts';
import type { Finding } from '../call-graph/search/findings.ts';
import type { Kind, Weight } from '../catalog/types.ts';
import type { RuleOptions } from './options.ts';

const RANK: Record<Weight, number> = { cheap: 0, heavy: 1, unbounded: 2 };

/** A finding with the culprits of one kind that the options ask for. */
export interface Selected {
  finding: Finding;
  kind: Kind;
  culprits: [Culprit, ...Culprit[]];
}

/** The culprits of one kind that a rule reports under its options. */
export function select(findings: readonly Finding[], kind: Kind, options: RuleOptions, root: string): Selected[] {
  const selected: Selected[] = [];
  for (const finding of findings) {
    if (finding.state === 'unsure' && !options.unsure) continue;
    const [first, ...rest] = finding.culprits.filter(
      (each) => each.entry.kind === kind && isReported(each, options, root),
    );
    if (first) selected.push({ finding, kind, culprits: [first, ...rest] });
  }
  return selected;
}

function isReported(culprit: Culprit, options: RuleOptions, root: string): boolean {
  return culpritSilence(culprit, options, root) === undefined;
}

/** Why the options keep silent about a culprit of a finding; undefined where it is reported. */
export function silenceOf(culprit: Culprit, finding: Finding, options: RuleOptions, root: string): string | undefined {
  if (finding.state === 'unsure' && !options.unsure) return 'no known handler calls it (--unsure reports it)';
  return culpritSilence(culprit, options, root);
}

function culpritSilence(culprit: Culprit, { weight, allow, once }: RuleOptions, root: string): string | undefined {
  if (culprit.far) return 'enough calls that are nearer to it are reported';
  if (culprit.once && !once)
    return 'it runs once, behind a lazy guard, or in development or installation only (--once reports it)';
  const own = culprit.entry.weight === 'cheap' && culprit.loop ? 'heavy' : culprit.entry.weight;
  if (RANK[own] < RANK[weight]) return `its weight is ${own} (--weight ${own} reports it)`;
  if (allow.calls?.some((call) => isCall(culprit, call)) === true) return 'allow.calls names it';
  return isInAllowedFile(culprit, allow, root) ? 'allow.files names its file' : undefined;
}

function isInAllowedFile({ file }: Culprit, { files }: RuleOptions['allow'], root: string): boolean {
  const relative = path.relative(root, file).replaceAll(path.sep, '/');
  if (!files || relative.startsWith('..')) return false;
  return ignore()
    .add([...files])
    .ignores(relative);
}

function isCall({ text, entry }: Culprit, call: string): boolean {
  const module = entry.module.replace(/^node:/, '');
  return [text, entry.member, `${entry.module}.${entry.member}`, `${module}.${entry.member}`].includes(call);
}
