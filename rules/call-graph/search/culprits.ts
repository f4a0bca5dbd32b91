import { repeatsCallback } from '../links/callbacks.ts';
import type { Edge, FunctionNode, Sink } from '../links/function-node.ts';
import { isLightWay, weighed } from '../sql/sql-weights.ts';
import type { CallSite } from '../summaries/summary.ts';
import type { CatalogCall } from '../values/externals.ts';
import { type Entrance, isExcluded } from './excluded-branches.ts';

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

/** How a search gets to a function. */
export interface Way {
  loop: boolean;
  once: boolean;
  /** The function is given light SQL, as far as what it runs hangs on that. */
  isLight: boolean;
}

/** The beginning of a search in an entry. */
export const startOf = ({ reach, sql }: FunctionNode): Way => ({
  loop: false,
  once: reach?.once ?? false,
  isLight: sql?.always === true,
});

/** The way into a function that another one enters. */
export function nextWay(from: FunctionNode, edge: Edge, { loop, once, isLight }: Way): Way {
  return {
    loop: loop || edge.site.loop || (edge.mode === 'callback' && repeatsCallback(from.file, edge.site)),
    once: once || edge.site.once,
    isLight: isLightWay(edge, () => isLight),
  };
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

/** How often functions have been entered; what one way in finds light may be heavy by another. */
class Entries {
  readonly #counts = new Map<FunctionNode, number>();
  readonly #lightly = new Map<FunctionNode, number>();

  of(to: FunctionNode, isLight: boolean): number {
    const count = this.#counts.get(to) ?? 0;
    return isLight ? Math.max(count, this.#lightly.get(to) ?? 0) : count;
  }

  set(to: FunctionNode, isLight: boolean, count: number): void {
    (isLight ? this.#lightly : this.#counts).set(to, count);
  }
}

/** Every blocking call that synchronous code reaches by a call, each by the shortest way, lazy ways last. */
export function culpritsBelow(
  start: Entrance,
  way: Way,
  isFar: (node: FunctionNode, sink: Sink, isLight: boolean) => boolean,
): Culprit[] {
  const culprits: Culprit[] = [];
  const entries = new Entries();
  const step = (by: Entrance, through: string[], next: Way): Step => {
    const { to } = by.edge;
    return { ...next, by, through: [...through, to.label], entry: entries.of(to, next.isLight) + 1 };
  };
  const isOpen = ({ to, mode }: Edge, isLight: boolean) =>
    mode !== 'later' && !to.isEntry && entries.of(to, isLight) < ENTRIES;
  let front = [step(start, [], way)];
  let lazy: Step[] = [];
  while (front.length > 0) {
    const next: Step[] = [];
    for (const { by, through, entry, ...here } of front) {
      const node = by.edge.to;
      entries.set(node, here.isLight, ENTRIES);
      const isTaken = ({ site }: { site: CallSite }) =>
        node.excluded?.has(site) !== true && !isExcluded(node, site, by);
      const [sinks, edges] = [node.sinks.filter(isTaken), node.edges.filter(isTaken)];
      for (const sink of sinks)
        culprits.push(culpritOf(node, sink, through, { ...here, far: isFar(node, sink, here.isLight) }));
      for (const edge of edges) {
        const on = nextWay(node, edge, here);
        if (!isOpen(edge, on.isLight)) continue;
        (edge.site.once ? lazy : next).push(step({ file: node.file, edge }, through, on));
        if (!edge.site.once) entries.set(edge.to, on.isLight, ENTRIES);
      }
      if (sinks.length < node.sinks.length || edges.length < node.edges.length) entries.set(node, here.isLight, entry);
    }
    front = next;
    if (front.length === 0) {
      front = lazy.filter(({ by, isLight }) => isOpen(by.edge, isLight));
      for (const { by, isLight } of front) entries.set(by.edge.to, isLight, ENTRIES);
      lazy = [];
    }
  }
  return culprits;
}

/** What a blocking call of a function is, seen by a way that leads to it. */
export function culpritOf(node: FunctionNode, sink: Sink, through: string[], way: Way & { far: boolean }): Culprit {
  return {
    text: sink.text,
    entry: weighed(node, sink, way.isLight),
    file: node.file.path,
    site: sink.site,
    through: through.filter((name) => name !== '(anonymous)'),
    loop: sink.loop || (way.loop && sink.isSteady !== true),
    once: way.once || sink.once,
    far: way.far,
  };
}

const WEIGHTS = { unbounded: 0, heavy: 1, cheap: 2 };

/** Each blocking call once, by the way that makes most of it: heaviest first, then the shortest way. */
export function onePerCall(culprits: readonly Culprit[]): Culprit[] {
  const sorted = culprits.toSorted(
    (a, b) =>
      Number(a.far) - Number(b.far) ||
      Number(a.once) - Number(b.once) ||
      WEIGHTS[a.entry.weight] - WEIGHTS[b.entry.weight] ||
      a.through.length - b.through.length,
  );
  const seen = new Set<CallSite>();
  return sorted.filter(({ site }) => !seen.has(site) && seen.add(site));
}
