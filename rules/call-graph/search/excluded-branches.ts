import type { Edge, FunctionNode } from '../links/function-node.ts';
import { passedTo } from '../links/passed-arguments.ts';
import type { CallSite } from '../summaries/summary.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import { contradicts, valueOf } from './given-values.ts';

/** A way into a function: the call, and the file that it stands in. */
export interface Entrance {
  file: LoadedFile;
  edge: Edge;
}

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
export function isExcluded(node: FunctionNode, { demands }: CallSite, { file, edge }: Entrance): boolean {
  if (demands === undefined || edge.mode !== 'call' || edge.byName !== undefined) return false;
  const callee = file.summary.terms[edge.site.callee];
  if (callee?.k === 'member' && callee.name === 'apply') return false;
  const given = passedTo(node, file, edge.site);
  return demands.some((demand) => contradicts(demand, valueOf(node, demand.of, { file, given })));
}
