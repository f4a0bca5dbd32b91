import type { Edge, FunctionNode } from '../links/function-node.ts';
import { siteThatTakes } from '../summaries/handed-to.ts';
import { byPlace, type TermId } from '../summaries/summary.ts';
import type { Evaluator } from '../values/evaluate.ts';
import type { LoadedFile } from '../values/loaded-file.ts';

interface Taken {
  from: FunctionNode;
  edge: Edge;
}

/**
 * Callbacks that are kept under a name, `hooks.on('start', load)`, are called by who asks for that name: `hooks.run('start')`.
 * Bars the edges to those whose name no handler asks for; whether the search would find less.
 */
export function barOtherKeys(nodes: readonly FunctionNode[], evaluator: Evaluator): boolean {
  const reached = nodes.filter(({ reach }) => reach?.state === 'handler');
  const keyed = reached.flatMap((from) =>
    from.edges.flatMap((edge) => {
      const key = keyOf(edge, evaluator);
      return key === undefined ? [] : [{ from, edge, key, asked: askedOf(from) }];
    }),
  );
  if (keyed.length === 0) return false;
  const callers = new Map<FunctionNode, Taken[]>(keyed.map(({ asked }) => [asked, []]));
  for (const from of reached) for (const edge of from.edges) callers.get(edge.to)?.push({ from, edge });
  let any = false;
  for (const { from, edge, key, asked } of keyed) {
    const ways = callers.get(asked) ?? [];
    if (asked.handler || ways.length === 0 || !ways.every((way) => asksForOther(way, key, evaluator))) continue;
    from.edges = from.edges.filter((each) => each !== edge);
    from.barred.push(edge);
    // What the search came to by another way it would come to again.
    any ||= edge.to.reach?.by?.edge === edge;
  }
  return any;
}

/** Puts back what the last search barred. */
export function unbar(nodes: readonly FunctionNode[]): void {
  for (const node of nodes) {
    if (node.barred.length === 0) continue;
    node.edges = [...node.edges, ...node.barred].sort(({ site: a }, { site: b }) => byPlace(a, b));
    node.barred = [];
  }
}

/** The name under which a function that is written in place was handed to what keeps it. */
function keyOf({ site, to, mode }: Edge, evaluator: Evaluator): string | undefined {
  if (mode !== 'call' || !to.summary.name.endsWith(' callback')) return undefined;
  const taken = siteThatTakes(to.file, to.index);
  return taken && taken !== site ? textOf(to.file, taken.args[0] ?? 0, evaluator) : undefined;
}

/** The function that is asked: not an inline callback of it (`listeners.forEach((listener) => listener())`). */
function askedOf(node: FunctionNode): FunctionNode {
  const { file, index, summary } = node;
  const around = siteThatTakes(file, index) ? file.node(summary.parent) : undefined;
  return around && around.index > 0 ? askedOf(around) : node;
}

function asksForOther({ from, edge }: Taken, key: string, evaluator: Evaluator): boolean {
  const asked = edge.mode === 'call' ? textOf(from.file, edge.site.args[0] ?? 0, evaluator) : undefined;
  return asked !== undefined && asked !== key;
}

function textOf(file: LoadedFile, id: TermId, evaluator: Evaluator): string | undefined {
  const [only, ...others] = evaluator.evaluate(file, id);
  return only?.k === 'literal' && typeof only.value === 'string' && others.length === 0 ? only.value : undefined;
}
