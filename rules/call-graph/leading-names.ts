import type { FunctionNode } from './function-node.ts';
import type { LoadedFile } from './loaded-file.ts';

/** The names of functions whose call leads to a blocking call through synchronous code: only such calls matter to a caller. */
export function leadingNames(files: readonly LoadedFile[]): Set<string> {
  const callers = new Map<FunctionNode, FunctionNode[]>();
  const stack: FunctionNode[] = [];
  for (const { nodes } of files)
    for (const node of nodes) {
      if (node.sinks.length > 0) stack.push(node);
      for (const { to, mode } of node.edges) {
        if (mode === 'later') continue;
        const known = callers.get(to);
        if (known) known.push(node);
        else callers.set(to, [node]);
      }
    }
  const leading = new Set<FunctionNode>();
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (leading.has(node) || node.isEntry) continue;
    leading.add(node);
    stack.push(...(callers.get(node) ?? []));
  }
  return new Set([...leading].map(({ summary }) => summary.name.slice(summary.name.lastIndexOf('.') + 1)));
}
