import type { Evaluator } from '../values/evaluate.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import type { FunctionNode } from './function-node.ts';

/** A class with more ancestors is one of itself. */
const MAX_ANCESTORS = 12;

/** The functions that `new` of a class runs: its constructor, or the inherited one, and the field initialisers. */
export function constructorsOf(evaluator: Evaluator, file: LoadedFile, index: number, depth = 0): FunctionNode[] {
  const owner = file.summary.classes[index];
  if (!owner || depth > MAX_ANCESTORS) return [];
  const own = [owner.construct, owner.fields].flatMap((fn) => (fn < 0 ? [] : (file.node(fn) ?? [])));
  if (owner.construct >= 0) return own;
  const inherited = evaluator
    .evaluate(file, owner.superClass)
    .flatMap((each) => (each.k === 'class' ? constructorsOf(evaluator, each.file, each.class, depth + 1) : []));
  return [...own, ...inherited];
}
