import type { ConditionalExpression, Expression, LogicalExpression } from 'oxc-parser';
import { demanding, demandsOf } from './demands.ts';
import { expression } from './expressions.ts';
import { isLazyAssignment, isLazyFallback, onceWhile } from './guards.ts';
import { isOutOfService } from './out-of-service.ts';
import type { SummaryBuilder } from './summary-builder.ts';
import type { TermId } from './summary.ts';

/** `test ? one : other`: either, each under its condition. */
export function conditional(b: SummaryBuilder, node: ConditionalExpression, nameHint: string): TermId {
  expression(b, node.test);
  const branch = (of: Expression, holds: boolean) =>
    onceWhile(b, isOutOfService(node.test, holds), () =>
      demanding(b, demandsOf(b, node.test, holds), () => expression(b, of, nameHint)),
    );
  return b.or(branch(node.consequent, true), branch(node.alternate, false));
}

/** `left && right`, `left || right`, `left ?? right`: either, the right one where the left one does not decide. */
export function logical(b: SummaryBuilder, { operator, left, right }: LogicalExpression, nameHint: string): TermId {
  const first = expression(b, left, nameHint);
  const isLazy = operator !== '&&' && (isLazyAssignment(b, left, right) || isLazyFallback(b, left));
  const isOut = operator !== '??' && isOutOfService(left, operator === '&&');
  const demands = operator === '??' ? [] : demandsOf(b, left, operator === '&&');
  const second = onceWhile(b, isLazy || isOut, () => demanding(b, demands, () => expression(b, right, nameHint)));
  if (operator === '&&') return b.or(first, second);
  return b.fallback(first, second, operator === '??' ? 'nullish' : 'falsy');
}
