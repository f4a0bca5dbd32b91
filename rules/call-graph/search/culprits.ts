import { repeatsCallback } from '../links/callbacks.ts';
import type { Edge, FunctionNode, Sink } from '../links/function-node.ts';
import { isLightWay, weighed } from '../sql/sql-weights.ts';
import type { CallSite } from '../summaries/summary.ts';
import type { CatalogCall } from '../values/externals.ts';
import { deciding, isExcluded } from './excluded-branches.ts';
import type { Entrance } from './given-values.ts';

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
}

/** The functions that have been entered; what one way in finds light may be heavy by another. */
class Entries {
  readonly #closed = new Set<FunctionNode>();
  readonly #closedToLight = new Set<FunctionNode>();
  readonly #counts = new Map<FunctionNode, number>();
  readonly #waiting = new Map<FunctionNode, Step[]>();

  isOpen(to: FunctionNode, isLight: boolean): boolean {
    return !this.#closed.has(to) && !(isLight && this.#closedToLight.has(to));
  }

  /** Enters a function, for good unless it is opened again. */
  enter({ by, isLight }: Step): void {
    const { to } = by.edge;
    (isLight ? this.#closedToLight : this.#closed).add(to);
    this.#counts.set(to, (this.#counts.get(to) ?? 0) + 1);
  }

  /** Keeps a way into a function that is closed: it may be opened again. */
  wait(step: Step): void {
    const { to } = step.by.edge;
    const known = this.#waiting.get(to);
    if (known === undefined) this.#waiting.set(to, [step]);
    else if (known.length < ENTRIES) known.push(step);
  }

  /** Lets other calls enter a function, since this one did not get to all that it leads to; gives those that wait. */
  reopen(to: FunctionNode, isLight: boolean): Step[] {
    if ((this.#counts.get(to) ?? 0) < ENTRIES) (isLight ? this.#closedToLight : this.#closed).delete(to);
    const waiting = this.#waiting.get(to) ?? [];
    this.#waiting.delete(to);
    return waiting;
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
  let front: Step[] = [{ ...way, by: start }];
  let lazy: Step[] = [];
  while (front.length > 0) {
    const next: Step[] = [];
    for (const step of front) {
      const { by, isLight } = step;
      const node = by.edge.to;
      if (!entries.isOpen(node, isLight)) {
        entries.wait(step);
        continue;
      }
      entries.enter(step);
      const isTaken = ({ site }: { site: CallSite }) => {
        if (node.excluded?.has(site) === true) return false;
        if (!isExcluded(node, site, by)) return true;
        for (const each of deciding(node, site, by)) next.push(...entries.reopen(each, isLight));
        return false;
      };
      for (const sink of node.sinks.filter(isTaken))
        culprits.push(culpritOf(node, sink, namesOf(by), { ...step, far: isFar(node, sink, isLight) }));
      for (const edge of node.edges) {
        if (edge.mode === 'later' || edge.to.isEntry || !isTaken(edge)) continue;
        const on = { ...nextWay(node, edge, step), by: { file: node.file, edge, outer: by } };
        (edge.site.once ? lazy : next).push(on);
      }
    }
    front = next;
    if (front.length === 0) [front, lazy] = [lazy, []];
  }
  return culprits;
}

/** The names of the functions by which a search came to one, and its own. */
function namesOf(by: Entrance): string[] {
  const names: string[] = [];
  for (let each: Entrance | undefined = by; each; each = each.outer) names.push(each.edge.to.label);
  return names.reverse();
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
