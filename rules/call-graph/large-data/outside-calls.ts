import type { TermId } from '../summaries/summary.ts';
import type { Asked } from './data-flow.ts';

/** Functions of code outside the project: module to a pattern of member paths. */
export type OutsideCalls = ReadonlyMap<string, RegExp>;

/** Whether a callee is one of these. */
export function isCallOf({ file, evaluator }: Asked, callee: TermId, calls: OutsideCalls): boolean {
  const values = evaluator?.evaluate(file, callee) ?? [];
  return values.some((value) => value.k === 'external' && calls.get(value.module)?.test(value.path) === true);
}
