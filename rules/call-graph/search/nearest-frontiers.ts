import type { Edge, FunctionNode, Sink } from '../links/function-node.ts';
import { byPlace, type CallSite } from '../summaries/summary.ts';
import { isExcluded } from './excluded-branches.ts';
import type { Entrance } from './given-values.ts';

/** So many frontiers tell of a blocking call; others would only repeat them. */
const ENOUGH = 10;

/** Whether a frontier of a blocking call in `node` only repeats nearer ones. */
export type IsFar = (frontier: CallSite, node: FunctionNode, sink: Sink, isLight: boolean) => boolean;

interface Caller {
  from: FunctionNode;
  edge: Edge;
}

/** A function that a search upwards has come to. */
interface Place {
  node: FunctionNode;
  /** Whether what blocks below is given light SQL; undefined where the function's own callers decide it. */
  isLight: boolean | undefined;
  /** What the function does on the way down, and what is done after that; nothing where it blocks itself. */
  down: Descent | undefined;
}

/** A shortest way down to what blocks. */
interface Descent {
  edge: Edge;
  from: FunctionNode;
  on: Descent | undefined;
}

/** How far from a blocking call its frontiers are still worth a report: a helper that all code calls is one fault, not hundreds. */
export class NearestFrontiers {
  readonly #nodes: readonly FunctionNode[];
  #callers: ReadonlyMap<FunctionNode, readonly Caller[]> | undefined;
  /** The frontiers that tell of a blocking call, by light ways and by others; undefined where there are not more than enough. */
  readonly #telling = new Map<CallSite, ReadonlySet<CallSite> | undefined>();
  readonly #tellingOfLight = new Map<CallSite, ReadonlySet<CallSite> | undefined>();

  /** `nodes` are those of the whole project, after `reach`. */
  constructor(nodes: readonly FunctionNode[]) {
    this.#nodes = nodes;
  }

  readonly isFar: IsFar = (frontier, node, sink, isLight) => {
    const telling = isLight ? this.#tellingOfLight : this.#telling;
    if (!telling.has(sink.site)) {
      const leans = (node.sql?.sinks.get(sink)?.length ?? 0) > 0;
      telling.set(
        sink.site,
        this.#search({ node, isLight: leans ? undefined : isLight, down: undefined }, sink.site, isLight),
      );
    }
    return telling.get(sink.site)?.has(frontier) === false;
  };

  /**
   * The nearest frontiers of what blocks in `start`; of equally near ones, the first by file and place. Those that pass what decides
   * against the shortest way do not count.
   */
  #search(start: Place, blocking: CallSite, isLight: boolean): ReadonlySet<CallSite> | undefined {
    const telling = new Set<CallSite>();
    const seen = { leaning: new Set<FunctionNode>(), decided: new Set<FunctionNode>() };
    const isNew = (place: Place) => {
      const known = place.isLight === undefined ? seen.leaning : seen.decided;
      return !known.has(place.node) && known.add(place.node);
    };
    isNew(start);
    for (let front = [start]; front.length > 0;) {
      const callers = front
        .flatMap((place) => this.#waysTo(place))
        .filter((way) => (way.isLight ?? isLight) === isLight);
      for (const way of callers.filter((each) => this.#isFrontier(each, isLight)).sort(byFileAndPlace)) {
        const { site } = way.edge;
        if (telling.has(site) || isContradicted(way, blocking)) continue;
        if (telling.size >= ENOUGH) return telling;
        telling.add(site);
      }
      front = callers
        .map(({ from, edge, on, isLight }) => ({ node: from, isLight, down: { edge, from, on } }))
        .filter(({ node }) => !node.isEntry)
        .filter(isNew);
    }
    return undefined;
  }

  /** The calls that enter a function, each with what it decides. */
  #waysTo({ node, isLight, down }: Place): (Caller & Pick<Place, 'isLight'> & Pick<Descent, 'on'>)[] {
    return this.#callersOf(node).map((caller) => {
      const lightIf = node.sql?.ways.get(caller.edge);
      return {
        ...caller,
        on: down,
        isLight: isLight ?? (lightIf && lightIf.length > 0 ? undefined : lightIf !== undefined),
      };
    });
  }

  /** Who calls what is looked up once there is a question: most files hold no call that leads to a blocking one. */
  #callersOf(node: FunctionNode): readonly Caller[] {
    this.#callers ??= callersIn(this.#nodes);
    return this.#callers.get(node) ?? [];
  }

  #isFrontier({ from, edge, isLight }: Caller & Pick<Place, 'isLight'>, asked: boolean): boolean {
    return !isWrittenIn(from, edge) && (isLight ?? from.sql?.always === true) === asked && this.#holdsFrontiers(from);
  }

  /** An entry, or a callback that is written in one and runs before the call that takes it returns. */
  #holdsFrontiers(node: FunctionNode): boolean {
    if (node.isEntry) return true;
    return this.#callersOf(node).some(({ from, edge }) => isWrittenIn(from, edge) && this.#holdsFrontiers(from));
  }
}

/** Whether what a way down begins with passes something that decides against the rest of it. */
function isContradicted(way: Descent, blocking: CallSite): boolean {
  let by: Entrance | undefined;
  for (let each: Descent | undefined = way; each; each = each.on) {
    const { edge, from, on }: Descent = each;
    by = { file: from.file, edge, outer: by };
    if (isExcluded(edge.to, on?.edge.site ?? blocking, by)) return true;
  }
  return false;
}

/** The calls by which handlers get from one function into another before they return. */
function callersIn(nodes: readonly FunctionNode[]): Map<FunctionNode, Caller[]> {
  const callers = new Map<FunctionNode, Caller[]>();
  for (const from of nodes.filter(({ reach }) => reach?.state === 'handler')) {
    for (const edge of from.edges) {
      if (edge.mode === 'later' || edge.site.once || edge.to.isEntry) continue;
      const known = callers.get(edge.to);
      if (known) known.push({ from, edge });
      else callers.set(edge.to, [{ from, edge }]);
    }
  }
  return callers;
}

function byFileAndPlace(a: Caller, b: Caller): number {
  const [one, other] = [a.from.file.path, b.from.file.path];
  if (one !== other) return one < other ? -1 : 1;
  return byPlace(a.edge.site, b.edge.site);
}

/** Whether a call runs a callback that is written in place. */
export function isWrittenIn(from: FunctionNode, { mode, to }: Edge): boolean {
  return mode === 'callback' && to.isInside(from);
}
