import type { FunctionNode, HandlerMark } from '../links/function-node.ts';
import { byPlace, type CallSite } from '../summaries/summary.ts';
import { type Culprit, culpritOf, culpritsBelow, nextWay, onePerCall, startOf, type Way } from './culprits.ts';
import { type IsFar, isWrittenIn } from './nearest-frontiers.ts';
import { chainTo, pollMark, polls } from './reach.ts';

/** What is reported at one frontier: the place where synchronous code is entered that leads to blocking calls. */
export interface Finding {
  file: string;
  /** The frontier: the blocking call itself, or the call that leads to it. */
  site: CallSite;
  /** `handler`: on a path from a handler; `unsure`: in an async function that nothing known calls. */
  state: 'handler' | 'unsure';
  handler: HandlerMark | undefined;
  /** Names from the handler to the function that the frontier stands in. */
  chain: string[];
  /** Heaviest first, then the shortest way. */
  culprits: Culprit[];
  /** An `await` may stand at the frontier: its own function is async. */
  canAwait: boolean;
}

/** Whether the frontier is the blocking call itself. A site is known by its place: findings may come from the disk. */
export function isAtFrontier({ file, site }: Culprit, finding: Finding): boolean {
  return file === finding.file && site.start === finding.site.start && site.end === finding.site.end;
}

const MAX_CULPRITS = 40;

/** The findings whose frontier stands in one of these functions. */
export function findingsIn(nodes: readonly FunctionNode[], isFar: IsFar): Finding[] {
  const findings: Finding[] = [];
  for (const node of nodes) {
    const { reach } = node;
    if (reach === undefined || (reach.state === 'startup' ? !polls(node) : !node.isEntry)) continue;
    const bySite = new Map<CallSite, AtSite>();
    const isPolled = reach.state === 'startup';
    frontiers(node, startOf(node), { bySite, inlined: new Set([node]), isFar, isPolled });
    if (bySite.size === 0) continue;
    const nodesToHere = chainTo(node);
    const [root = node] = nodesToHere;
    for (const [site, { culprits, canAwait }] of bySite) {
      findings.push({
        file: node.file.path,
        site,
        state: reach.state === 'unsure' ? 'unsure' : 'handler',
        handler: isPolled ? pollMark(node) : reach.state === 'handler' ? root.handler : undefined,
        chain: nodesToHere.map(({ label }) => label).filter((label, at) => at === 0 || label !== '(anonymous)'),
        culprits: onePerCall(culprits).slice(0, MAX_CULPRITS),
        canAwait,
      });
    }
  }
  return findings.sort((a, b) => byPlace(a.site, b.site));
}

interface AtSite {
  culprits: Culprit[];
  canAwait: boolean;
}

interface Search {
  bySite: Map<CallSite, AtSite>;
  /** The functions whose frontiers are the entry's own. */
  inlined: Set<FunctionNode>;
  isFar: IsFar;
  /** Only what stands in a loop that waits for work counts: the rest is start-up. */
  isPolled: boolean;
}

/** Frontiers of one entry function, seen through the callbacks that are written in place and run before the call returns. */
function frontiers(node: FunctionNode, way: Way, search: Search): void {
  const { bySite, inlined, isFar, isPolled } = search;
  const counts = (site: CallSite) => (!isPolled || site.polled === true) && node.excluded?.has(site) !== true;
  const add = (site: CallSite, culprit: Culprit) => {
    const known = bySite.get(site);
    if (!known) bySite.set(site, { culprits: [culprit], canAwait: node.summary.async });
    else known.culprits.push(culprit);
  };
  for (const sink of node.sinks)
    if (counts(sink.site)) add(sink.site, culpritOf(node, sink, [], { ...way, far: false }));
  for (const edge of node.edges) {
    if (edge.to.isEntry || edge.mode === 'later' || !counts(edge.site)) continue;
    const next = nextWay(node, edge, way);
    if (isWrittenIn(node, edge)) {
      if (inlined.has(edge.to)) continue;
      inlined.add(edge.to);
      frontiers(edge.to, next, search);
    } else
      for (const culprit of culpritsBelow({ file: node.file, edge }, next, isFar.bind(undefined, edge.site)))
        add(edge.site, culprit);
  }
}

/** For explaining: each call of one function that blocks, or leads to blocking calls through synchronous code. */
export function culpritsAt(node: FunctionNode): { site: CallSite; culprits: Culprit[] }[] {
  const way = startOf(node);
  const bySite = new Map<CallSite, Culprit[]>();
  const add = (site: CallSite, culprits: readonly Culprit[]) => {
    if (culprits.length > 0) bySite.set(site, [...(bySite.get(site) ?? []), ...culprits]);
  };
  for (const sink of node.sinks) add(sink.site, [culpritOf(node, sink, [], { ...way, far: false })]);
  for (const edge of node.edges) {
    if (edge.to.isEntry || edge.mode === 'later' || isWrittenIn(node, edge)) continue;
    const below = culpritsBelow({ file: node.file, edge }, nextWay(node, edge, way), () => false);
    add(edge.site, onePerCall(below));
  }
  return [...bySite].map(([site, culprits]) => ({ site, culprits }));
}
