import type { Culprit } from '../call-graph/search/culprits.ts';
import type { Finding } from '../call-graph/search/findings.ts';
import type { CachedProject } from '../call-graph/cached-project.ts';
import type { CallSite } from '../call-graph/summaries/summary.ts';
import { readSource } from '../call-graph/sources/source-files.ts';
import type { Kind } from '../catalog/types.ts';
import { LineIndex, type Position } from './line-index.ts';
import { messageOf, shownPath } from './message.ts';
import type { RuleOptions } from './options.ts';
import { select } from './select.ts';
import { observedSentence } from './stall-log-message.ts';
import type { ObservedStall } from './stall-log-lines.ts';
import type { Observation, StallObservations } from './stall-log-observations.ts';

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
  readonly #project: CachedProject;
  readonly #observations: StallObservations;
  readonly #indexes = new Map<string, LineIndex>();
  readonly #observed = new Map<string, readonly Observation[]>();

  constructor(project: CachedProject, observations: StallObservations) {
    this.#project = project;
    this.#observations = observations;
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
        message: [messageOf(selected, place), ...this.#observedText(culprits, own, finding.file)].join(' '),
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

  /** What was observed of the culprits' own lines. */
  #observedText(culprits: readonly Culprit[], own: LineIndex, ownFile: string): string[] {
    const stalls = new Set<ObservedStall>();
    for (const { file, site } of culprits) {
      if (!this.#observations.mayKnow(file)) continue;
      const index = file === ownFile ? own : this.#index(file);
      const { line } = index.position(site.at);
      const here = this.#observedIn(file, index.text).filter((observation) => observation.line === line);
      for (const stall of here.flatMap((observation) => observation.stalls)) stalls.add(stall);
    }
    const [first, ...rest] = stalls;
    return first ? [observedSentence([first, ...rest])] : [];
  }

  #observedIn(file: string, text: string): readonly Observation[] {
    let observed = this.#observed.get(file);
    if (!observed) this.#observed.set(file, (observed = this.#observations.in(file, text)));
    return observed;
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
