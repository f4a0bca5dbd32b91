import type { FunctionNode } from '../links/function-node.ts';

/**
 * Whether functions that came with an edit make no difference to a search over the project, if nothing else leads to them:
 * nothing in them blocks, and they call nothing but each other.
 */
export function areHarmless(added: readonly FunctionNode[]): boolean {
  const known = new Set(added);
  return added.every(
    ({ summary, edges, sinks }) =>
      summary.class < 0 && sinks.length === 0 && edges.every(({ to, mode }) => known.has(to) && mode !== 'later'),
  );
}
