import type { Culprit, Finding } from '../call-graph/findings.ts';
import type { Project } from '../call-graph/project.ts';
import type { CallSite } from '../call-graph/summary.ts';
import { readSource } from '../call-graph/source-files.ts';
import type { Kind } from '../catalog/types.ts';
import { LineIndex, type Position } from './line-index.ts';
import { messageOf, shownPath } from './message.ts';
import type { RuleOptions } from './options.ts';
import { select } from './select.ts';

/** A culprit with its place, for formats that carry data. */
export interface ReportedCulprit {
  call: string;
  module: string;
  member: string;
  weight: string;
  /** Absolute path. */
  file: string;
  /** 1-based, both. */
  line: number;
  column: number;
  /** Names from the handler to the culprit. */
  chain: string[];
  useInstead: string;
}

/** What a rule reports at one place. */
export interface Report {
  kind: Kind;
  message: string;
  start: Position;
  end: Position;
  finding: Finding;
  culprits: ReportedCulprit[];
}

/** Turns findings into reports: positions, messages, places of culprits in other files. */
export class Reporter {
  readonly #project: Project;
  readonly #indexes = new Map<string, LineIndex>();

  constructor(project: Project) {
    this.#project = project;
  }

  /** The reports of one kind for one file, whose own text is given. */
  reports(findings: readonly Finding[], kind: Kind, options: RuleOptions, own: LineIndex): Report[] {
    const { root } = this.#project;
    return select(findings, kind, options, root).map((selected) => {
      const { finding, culprits } = selected;
      const placeOf = ({ file, site }: Culprit) => {
        const { line, column } = (file === finding.file ? own : this.#index(file)).position(site.at);
        return { file, line, column: column + 1 };
      };
      const place = (culprit: Culprit) => ({ ...placeOf(culprit), file: shownPath(root, culprit.file) });
      const span = spanOf(finding.site, own);
      return {
        kind,
        message: messageOf(selected, place),
        ...span,
        finding,
        culprits: culprits.map((culprit) => ({
          call: culprit.text,
          module: culprit.entry.module,
          member: culprit.entry.member,
          weight: culprit.entry.weight,
          ...placeOf(culprit),
          chain: [...finding.chain, ...culprit.through],
          useInstead: culprit.entry.useInstead,
        })),
      };
    });
  }

  #index(file: string): LineIndex {
    let index = this.#indexes.get(file);
    if (!index) this.#indexes.set(file, (index = new LineIndex(readSource(file))));
    return index;
  }
}

/** The callee as a person points at it: the whole of it on one line, else its last name. */
function spanOf(site: CallSite, index: LineIndex): { start: Position; end: Position } {
  const at = index.position(site.at);
  const start = index.position(site.start);
  return { start: start.line === at.line ? start : at, end: index.position(site.calleeEnd) };
}
