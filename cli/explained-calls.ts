import path from 'node:path';
import type { CachedProject } from '../rules/call-graph/cached-project.ts';
import type { Culprit } from '../rules/call-graph/search/culprits.ts';
import { culpritsAt, type Finding } from '../rules/call-graph/search/findings.ts';
import type { FunctionNode } from '../rules/call-graph/links/function-node.ts';
import { readSource } from '../rules/call-graph/sources/source-files.ts';
import type { CallSite } from '../rules/call-graph/summaries/summary.ts';
import { ruleName } from '../rules/catalog/rule-name.ts';
import { LineIndex } from '../rules/utils/line-index.ts';
import { silenceOf } from '../rules/utils/select.ts';
import { suppressions } from './disable-comments.ts';
import type { LintOptions } from './lint-options.ts';

/** Places that are named before the rest is only counted. */
const MOST = 8;
const EXCLUDED = 'No caller gets to it: what they pass decides against the branch that it stands in.';
/** Stands for the names of rules. */
const RULES = '\0';

interface Explained {
  /** What there is to say, a row each. */
  calls: string[];
  /** The function that they stand in. */
  holder: FunctionNode | undefined;
}

/** Says of the calls on one line what they lead to, and where and by which rule that is reported, or why it is not. */
export class ExplainedCalls {
  readonly #project: CachedProject;
  readonly #findings: readonly Finding[];
  readonly #options: LintOptions;
  readonly #cwd: string;
  readonly #indexes = new Map<string, LineIndex>();

  constructor(project: CachedProject, findings: readonly Finding[], options: LintOptions, cwd: string) {
    this.#project = project;
    this.#findings = findings;
    this.#options = options;
    this.#cwd = cwd;
  }

  onLine(nodes: readonly FunctionNode[], index: LineIndex, line: number): Explained {
    const rows: string[] = [];
    let holder: FunctionNode | undefined;
    for (const node of nodes) {
      for (const { site, culprits } of culpritsAt(node)) {
        if (index.position(site.at).line !== line) continue;
        holder ??= node;
        rows.push(...this.#call(node, site, culprits));
      }
    }
    return { calls: rows, holder };
  }

  /** One call: what it is, or what it leads to. */
  #call(node: FunctionNode, site: CallSite, culprits: readonly Culprit[]): string[] {
    const [first] = culprits;
    if (!first) return [];
    const excluded = node.excluded?.has(site) === true ? [EXCLUDED] : [];
    const shown = [...this.#shownAt(node, site, culprits), ...excluded];
    if (first.site === site) return [`\`${first.text}()\` is a blocking call: ${factsOf(first)}.`, ...shown];
    const count = culprits.length === 1 ? 'a blocking call' : `${culprits.length} blocking calls`;
    const list = culprits
      .slice(0, MOST)
      .map((each) => `  \`${each.text}()\` at ${this.#place(each)}: ${factsOf(each)}`);
    return [`\`${site.text}()\` leads to ${count}:`, ...list, ...more(culprits.length), ...shown];
  }

  /** The findings that speak of a call of this line, each with its verdict. */
  #shownAt(node: FunctionNode, site: CallSite, culprits: readonly Culprit[]): string[] {
    const isOfLine = (culprit: Culprit) => culprits.some((each) => isSameSite(each, culprit));
    const isOwn = ({ file, site: own }: Culprit) => file === node.file.path && isSameSpan(own, site);
    const isThisWay = (culprit: Culprit) => isOwn(culprit) || culprit.through.includes(node.label);
    // Rules that say the same.
    const rules = new Map<string, Set<string>>();
    for (const finding of this.#findings) {
      const isHere = finding.file === node.file.path && isSameSpan(finding.site, site);
      if (!isHere && !finding.culprits.some((each) => isOfLine(each) && isThisWay(each))) continue;
      for (const culprit of finding.culprits.filter(isOfLine)) {
        const rule = ruleName(culprit.entry.kind);
        const said = this.#verdict(finding, culprit, isHere, rule);
        rules.set(said, (rules.get(said) ?? new Set()).add(rule));
      }
    }
    const verdicts = [...rules].map(([said, names]) => said.replace(RULES, [...names].sort().join(', ')));
    return [...verdicts.slice(0, MOST), ...more(verdicts.length)];
  }

  #verdict(finding: Finding, culprit: Culprit, isHere: boolean, rule: string): string {
    const where = isHere ? '' : ` at ${this.#place(finding)}`;
    const chain = [...finding.chain, ...culprit.through].join(' -> ');
    const silence = this.#silence(finding, culprit, rule);
    const verdict = silence === undefined ? `Reported${where} by ${RULES}` : `Silent${where}, since ${silence}`;
    return `${verdict}: ${chain}`;
  }

  #silence(finding: Finding, culprit: Culprit, rule: string): string | undefined {
    const { rule: options, severities } = this.#options;
    if (severities.get(rule) === 'off') return `--rule ${rule}=off`;
    const silence = silenceOf(culprit, finding, options, this.#project.root);
    if (silence !== undefined) return silence;
    const index = this.#index(finding.file);
    const { line, column } = index.position(finding.site.start);
    const comment = suppressions(finding.file, index.text)({ line, column: column + 1 }, `unblocked/${rule}`);
    return comment && 'a comment switches the rule off there';
  }

  #place({ file, site }: { file: string; site: CallSite }): string {
    const relative = path.relative(this.#cwd, file).replaceAll(path.sep, '/');
    return `${relative}:${this.#index(file).position(site.at).line}`;
  }

  #index(file: string): LineIndex {
    let index = this.#indexes.get(file);
    if (!index) this.#indexes.set(file, (index = new LineIndex(readSource(file))));
    return index;
  }
}

function factsOf({ entry, loop }: Culprit): string {
  const module = entry.module === 'global' ? 'a global' : entry.module;
  return `${module}, kind ${entry.kind}, weight ${entry.weight}${loop ? ', in a loop' : ''}`;
}

function more(count: number): string[] {
  return count > MOST ? [`  and ${count - MOST} more.`] : [];
}

/** Sites are known by their place: findings may come from the disk. */
function isSameSite(a: Culprit, b: Culprit): boolean {
  return a.file === b.file && isSameSpan(a.site, b.site);
}

function isSameSpan(a: CallSite, b: CallSite): boolean {
  return a.start === b.start && a.end === b.end;
}
