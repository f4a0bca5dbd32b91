import type { FunctionNode } from '../links/function-node.ts';
import type { CallSite } from '../summaries/summary.ts';
import { contradicts, type Entrance, givenBy, valueOf } from './given-values.ts';

/**
 * Notes for each function what none of its callers gets to. The callers that count are those by which what the function is
 * for is decided: a handler's, where a handler reaches it.
 */
export function excludeBranches(nodes: readonly FunctionNode[]): void {
  const entrances = new Map<FunctionNode, Entrance[]>();
  for (const node of nodes)
    if (isDemanding(node) && node.reach && !node.handler && !node.calledLater) entrances.set(node, []);
  if (entrances.size === 0) return;
  for (const { file, edges, reach } of nodes)
    for (const edge of edges) if (edge.to.reach?.state === reach?.state) entrances.get(edge.to)?.push({ file, edge });
  for (const [node, ways] of entrances) {
    if (ways.length === 0) continue;
    const sites = [...node.edges, ...node.sinks].map(({ site }) => site);
    const excluded = sites.filter((site) => ways.every((way) => isExcluded(node, site, way)));
    if (excluded.length > 0) node.excluded = new Set(excluded);
  }
}

const hasDemands = ({ site }: { site: CallSite }) => site.demands !== undefined;

/** Whether something that a function leads to demands anything of its parameters. */
const isDemanding = ({ edges, sinks }: FunctionNode) => edges.some(hasDemands) || sinks.some(hasDemands);

/** Whether who comes into a function by a call never gets to a part of it: what the call passes decides against it. */
export function isExcluded(node: FunctionNode, { demands }: CallSite, by: Entrance): boolean {
  if (demands === undefined) return false;
  const call = givenBy(by);
  return call !== undefined && demands.some((demand) => contradicts(demand, valueOf(node, demand.of, call)));
}

/**
 * The functions that would get further if they were entered by other calls: the one that does not get to a site, and those
 * which only passed on what decided against it.
 */
export function* deciding(node: FunctionNode, site: CallSite, by: Entrance): Generator<FunctionNode> {
  yield node;
  for (let ways = [by]; ;) {
    const outermost = ways.at(-1)?.outer;
    if (outermost === undefined || isExcluded(node, site, nested(ways))) return;
    yield outermost.edge.to;
    ways = [...ways, outermost];
  }
}

/** The first of some ways, as if nothing were known beyond the last. */
function nested(ways: readonly Entrance[]): Entrance {
  return ways.reduceRight<Entrance | undefined>(
    (outer, { file, edge }) => ({ file, edge, outer }),
    undefined,
  ) as Entrance;
}
