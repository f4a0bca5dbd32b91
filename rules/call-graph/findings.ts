import { repeatsCallback } from './callbacks.ts';
import type { CatalogCall } from './externals.ts';
import { type Entrance, isExcluded } from './excluded-branches.ts';
import type { Edge, FunctionNode, HandlerMark, Sink } from './function-node.ts';
import { type IsFar, isWrittenIn } from './nearest-frontiers.ts';
import { chainTo, pollMark, polls } from './reach.ts';
import type { CallSite } from './summary.ts';

/** A blocking call on the way from a frontier. */
export interface Culprit {
  /** As a person would name it: `fs.readFileSync`. */
  text: string;
  entry: CatalogCall;
  file: string;
  site: CallSite;
  /** Names of the functions between the frontier's own and the culprit, the last being the one that holds it. */
  through: string[];
  /** Runs in a loop of the frontier's function or of one on the way. */
  loop: boolean;
  /** Runs once only. */
  once: boolean;
  /** Enough frontiers that are nearer tell of it. */
  far: boolean;
}

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
const WEIGHTS = { unbounded: 0, heavy: 1, cheap: 2 };

/** The findings whose frontier stands in one of these functions. */
export function findingsIn(nodes: readonly FunctionNode[], isFar: IsFar): Finding[] {
  const findings: Finding[] = [];
  for (const node of nodes) {
    const { reach } = node;
    if (reach === undefined || (reach.state === 'startup' ? !polls(node) : !node.isEntry)) continue;
    const bySite = new Map<CallSite, AtSite>();
    const isPolled = reach.state === 'startup';
    frontiers(node, { loop: false, once: reach.once }, { bySite, inlined: new Set([node]), isFar, isPolled });
    if (bySite.size === 0) continue;
    const nodesToHere = chainTo(node);
    const [root = node] = nodesToHere;
    for (const [site, { culprits, canAwait }] of bySite) {
      culprits.sort(
        (a, b) =>
          Number(a.far) - Number(b.far) ||
          Number(a.once) - Number(b.once) ||
          WEIGHTS[a.entry.weight] - WEIGHTS[b.entry.weight] ||
          a.through.length - b.through.length,
      );
      findings.push({
        file: node.file.path,
        site,
        state: reach.state === 'unsure' ? 'unsure' : 'handler',
        handler: isPolled ? pollMark(node) : reach.state === 'handler' ? root.handler : undefined,
        chain: nodesToHere.map(({ label }) => label).filter((label, at) => at === 0 || label !== '(anonymous)'),
        culprits: culprits.slice(0, MAX_CULPRITS),
        canAwait,
      });
    }
  }
  return findings.sort((a, b) => a.site.start - b.site.start || a.site.end - b.site.end);
}

interface AtSite {
  culprits: Culprit[];
  canAwait: boolean;
}

interface Way {
  loop: boolean;
  once: boolean;
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
    else if (!known.culprits.some((each) => each.site === culprit.site)) known.culprits.push(culprit);
  };
  for (const sink of node.sinks)
    if (counts(sink.site)) add(sink.site, culpritOf(node, sink, [], { ...way, far: false }));
  for (const edge of node.edges) {
    if (edge.to.isEntry || edge.mode === 'later' || !counts(edge.site)) continue;
    const next = { loop: way.loop || repeats(node, edge), once: way.once || edge.site.once };
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
  const way = { loop: false, once: node.reach?.once ?? false };
  const bySite = new Map<CallSite, Culprit[]>();
  const add = (site: CallSite, culprits: readonly Culprit[]) => {
    if (culprits.length > 0) bySite.set(site, [...(bySite.get(site) ?? []), ...culprits]);
  };
  for (const sink of node.sinks) add(sink.site, [culpritOf(node, sink, [], { ...way, far: false })]);
  for (const edge of node.edges) {
    if (edge.to.isEntry || edge.mode === 'later' || isWrittenIn(node, edge)) continue;
    const next = { loop: repeats(node, edge), once: way.once || edge.site.once };
    add(
      edge.site,
      culpritsBelow({ file: node.file, edge }, next, () => false),
    );
  }
  return [...bySite].map(([site, culprits]) => ({ site, culprits }));
}

function repeats(node: FunctionNode, edge: Edge): boolean {
  return edge.site.loop || (edge.mode === 'callback' && repeatsCallback(node.file, edge.site));
}

/** So often a function is entered where the calls before did not get to all parts of it. */
const ENTRIES = 4;

/** A function on the way of a search, and how it was entered. */
interface Step extends Way {
  by: Entrance;
  through: string[];
  /** The first time, the second ... */
  entry: number;
}

/** Every blocking call that synchronous code reaches by a call, each by the shortest way, lazy ways last. */
function culpritsBelow(start: Entrance, way: Way, isFar: (node: FunctionNode, sink: Sink) => boolean): Culprit[] {
  const culprits: Culprit[] = [];
  const entered = new Map<FunctionNode, number>();
  const step = (by: Entrance, from: Way & { through: string[] }): Step => {
    const { to } = by.edge;
    const entry = (entered.get(to) ?? 0) + 1;
    return { by, through: [...from.through, to.label], loop: from.loop, once: from.once, entry };
  };
  const isOpen = ({ to, mode }: Edge) => mode !== 'later' && !to.isEntry && (entered.get(to) ?? 0) < ENTRIES;
  let front = [step(start, { ...way, through: [] })];
  let lazy: Step[] = [];
  while (front.length > 0) {
    const next: Step[] = [];
    for (const { by, through, loop, once, entry } of front) {
      const node = by.edge.to;
      entered.set(node, ENTRIES);
      const isTaken = ({ site }: { site: CallSite }) =>
        node.excluded?.has(site) !== true && !isExcluded(node, site, by);
      const [sinks, edges] = [node.sinks.filter(isTaken), node.edges.filter(isTaken)];
      for (const sink of sinks) culprits.push(culpritOf(node, sink, through, { loop, once, far: isFar(node, sink) }));
      for (const edge of edges.filter(isOpen)) {
        const entrance = { file: node.file, edge };
        if (edge.site.once) lazy.push(step(entrance, { through, loop: loop || repeats(node, edge), once: true }));
        else {
          next.push(step(entrance, { through, loop: loop || repeats(node, edge), once }));
          entered.set(edge.to, ENTRIES);
        }
      }
      if (sinks.length < node.sinks.length || edges.length < node.edges.length) entered.set(node, entry);
    }
    front = next;
    if (front.length === 0) {
      front = lazy.filter(({ by }) => isOpen(by.edge));
      for (const { by } of front) entered.set(by.edge.to, ENTRIES);
      lazy = [];
    }
  }
  return culprits;
}

function culpritOf(node: FunctionNode, sink: Sink, through: string[], way: Way & { far: boolean }): Culprit {
  return {
    text: sink.text,
    entry: sink.entry,
    file: node.file.path,
    site: sink.site,
    through: through.filter((name) => name !== '(anonymous)'),
    loop: sink.loop || (way.loop && sink.isSteady !== true),
    once: way.once || sink.once,
    far: way.far,
  };
}
