import type { Edge, FunctionNode } from './function-node.ts';

/** The last part of a function's name: `load` of `Store.load`. */
export const lastName = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** The functions from which a chain leads to a blocking call: over edges of which `follows` holds, not beyond where `ends` does. */
export function leading(
  nodes: readonly FunctionNode[],
  follows: (edge: Edge) => boolean = () => true,
  ends: (node: FunctionNode) => boolean = () => false,
): Set<FunctionNode> {
  const callers = new Map<FunctionNode, FunctionNode[]>();
  for (const node of nodes)
    for (const edge of node.edges) {
      if (!follows(edge)) continue;
      const known = callers.get(edge.to);
      if (known) known.push(node);
      else callers.set(edge.to, [node]);
    }
  const found = new Set<FunctionNode>();
  const stack = nodes.filter(({ sinks }) => sinks.length > 0);
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (found.has(node) || ends(node)) continue;
    found.add(node);
    stack.push(...(callers.get(node) ?? []));
  }
  return found;
}

/** The names of functions whose call leads to a blocking call through synchronous code: only such calls matter to a caller. */
export function leadingNames(nodes: readonly FunctionNode[]): Set<string> {
  const found = leading(
    nodes,
    ({ mode }) => mode !== 'later',
    ({ isEntry }) => isEntry,
  );
  return new Set([...found].map(({ summary }) => lastName(summary.name)));
}
