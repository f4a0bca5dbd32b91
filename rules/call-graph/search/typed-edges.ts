import type { FunctionNode } from '../links/function-node.ts';
import type { CallSite } from '../summaries/summary.ts';
import type { LoadedFile } from '../values/loaded-file.ts';

/** A call whose callee a type checker knows: where the call stands, and where the callee's body begins. */
export interface TypedCall {
  start: number;
  end: number;
  /** Absolute path of the callee's file. */
  file: string;
  body: number;
}

/** Gives the calls that a type checker resolves, of those with one of the names. */
export type AskTypes = (names: ReadonlySet<string>) => readonly TypedCall[];

/** Asks with the edges that a type checker knows beside those that are known without types, and takes them off again. */
export function withTypedEdges<T>(
  nodes: readonly FunctionNode[],
  typed: readonly TypedCall[],
  load: (path: string) => LoadedFile | undefined,
  ask: () => T,
): T {
  const before = new Map<FunctionNode, FunctionNode['edges']>();
  for (const call of typed) {
    const open = unresolvedCall(nodes, call);
    const to = open && functionAround(load(call.file)?.nodes ?? [], call.body);
    if (!to || to.summary.annotation !== undefined) continue;
    const { node, site } = open;
    if (!before.has(node)) before.set(node, node.edges);
    node.edges = [...node.edges, { site, to, mode: 'call' }];
  }
  try {
    return ask();
  } finally {
    for (const [node, edges] of before) node.edges = edges;
  }
}

function unresolvedCall(
  nodes: readonly FunctionNode[],
  { start, end }: TypedCall,
): { node: FunctionNode; site: CallSite } | undefined {
  for (const node of nodes) {
    const site = node.summary.calls.find((each) => each.start === start && each.end === end);
    if (!site) continue;
    const isKnown = node.edges.some((edge) => edge.site === site && edge.mode === 'call');
    return isKnown || node.sinks.some((sink) => sink.site === site) ? undefined : { node, site };
  }
  return undefined;
}

/** The innermost function that begins before an offset and ends after it. */
function functionAround(nodes: readonly FunctionNode[], offset: number): FunctionNode | undefined {
  let best: FunctionNode | undefined;
  for (const node of nodes) {
    const { start, end, kind } = node.summary;
    if (kind === 'module' || start >= offset || end <= offset) continue;
    if (!best || end - start < best.summary.end - best.summary.start) best = node;
  }
  return best;
}
