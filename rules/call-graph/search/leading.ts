import type { FunctionNode } from '../links/function-node.ts';

/** The last part of a function's name: `load` of `Store.load`. */
export const lastName = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/**
 * Whether a chain leads from a function to a blocking call, or to one that leads on to such a call. `fruitless` are functions of
 * which it is known that none does.
 */
export function leadsToSink(
  start: FunctionNode,
  fruitless: Set<FunctionNode>,
  leadsOn: (node: FunctionNode) => boolean,
): boolean {
  const seen = new Set([start]);
  for (const node of seen) {
    if (node.sinks.length > 0 || leadsOn(node)) return true;
    for (const { to } of node.edges) if (!fruitless.has(to)) seen.add(to);
  }
  for (const node of seen) fruitless.add(node);
  return false;
}

/** The functions from which a chain of synchronous code leads to a blocking call, and that no `await` can stand in. */
function leading(nodes: readonly FunctionNode[]): Set<FunctionNode> {
  const callers = new Map<FunctionNode, FunctionNode[]>();
  for (const node of nodes)
    for (const { mode, to } of node.edges) {
      if (mode === 'later') continue;
      const known = callers.get(to);
      if (known) known.push(node);
      else callers.set(to, [node]);
    }
  const found = new Set<FunctionNode>();
  const stack = nodes.filter(({ sinks }) => sinks.length > 0);
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (found.has(node) || node.isEntry) continue;
    found.add(node);
    stack.push(...(callers.get(node) ?? []));
  }
  return found;
}

/** The names of functions whose call leads to a blocking call through synchronous code: only such calls matter to a caller. */
export function leadingNames(nodes: readonly FunctionNode[]): Set<string> {
  return new Set([...leading(nodes)].map(({ summary }) => lastName(summary.name)));
}
