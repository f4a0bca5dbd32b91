import type { CallSite } from '../summaries/summary.ts';
import type { CatalogCall } from '../values/externals.ts';
import type { Edge, FunctionNode } from './function-node.ts';

/** Adds an edge; a call of a function that is marked `@blocking` is a blocking call itself, and one of a `@nonblocking` one is none. */
export function addEdge(node: FunctionNode, edge: Edge): void {
  const { annotation } = edge.to.summary;
  if (annotation === 'nonblocking') return;
  if (annotation === 'blocking' && edge.mode === 'call') {
    const { site, to } = edge;
    node.sinks.push({ site, entry: annotated(to), text: site.text, loop: site.loop, once: site.once });
    return;
  }
  node.edges.push(edge);
}

/** Calls whose callback runs for each event from then on. */
const REGISTERS = /(?:^|\.)(?:on|addListener|prependListener|addEventListener|subscribe|setInterval)$/;

/** Adds an edge to a function that the event loop calls. */
export function linkLater(node: FunctionNode, site: CallSite, to: FunctionNode): void {
  addEdge(node, { site, to, mode: 'later', ...(REGISTERS.test(site.text) && { again: true as const }) });
}

/** Whether an edge is taken once only: it stands behind a lazy guard. What is registered there is called again and again. */
export const isOnce = ({ site, again }: Edge): boolean => site.once && again !== true;

function annotated(to: FunctionNode): CatalogCall {
  return {
    module: 'project',
    member: to.summary.name,
    kind: 'compute',
    weight: 'heavy',
    why: 'is marked `@blocking`',
    useInstead: 'a worker, or an asynchronous version of it',
  };
}
