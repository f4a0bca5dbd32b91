import type { ConditionalExpression, Expression, LogicalExpression } from 'oxc-parser';
import { demanding, demandsOf } from './demands.ts';
import { expression } from './expressions.ts';
import { branchOf, isLazyAssignment, isLazyFallback, onceWhile } from './guards.ts';
import type { SummaryBuilder } from './summary-builder.ts';
import type { TermId } from './summary.ts';

/** `test ? one : other`: either, each under its condition. */
export function conditional(b: SummaryBuilder, node: ConditionalExpression, nameHint: string): TermId {
  expression(b, node.test);
  const branch = (of: Expression, holds: boolean) =>
    branchOf(b, node.test, holds, () =>
      demanding(b, demandsOf(b, node.test, holds), () => expression(b, of, nameHint)),
    );
  return b.or(branch(node.consequent, true), branch(node.alternate, false));
}

/** `left && right`, `left || right`, `left ?? right`: either, the right one where the left one does not decide. */
export function logical(b: SummaryBuilder, { operator, left, right }: LogicalExpression, nameHint: string): TermId {
  const first = expression(b, left, nameHint);
  const isLazy = operator !== '&&' && (isLazyAssignment(b, left, right) || isLazyFallback(b, left));
  const demands = operator === '??' ? [] : demandsOf(b, left, operator === '&&');
  const walk = () => onceWhile(b, isLazy, () => demanding(b, demands, () => expression(b, right, nameHint)));
  const second = operator === '??' ? walk() : branchOf(b, left, operator === '&&', walk);
  if (operator === '&&') return b.or(first, second);
  return b.fallback(first, second, operator === '??' ? 'nullish' : 'falsy');
}
