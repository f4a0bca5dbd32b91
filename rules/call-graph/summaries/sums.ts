import type { BinaryExpression, Expression, PrivateInExpression } from 'oxc-parser';
import { expression } from './expressions.ts';
import { type SummaryBuilder, UNKNOWN } from './summary-builder.ts';
import type { TermId } from './summary.ts';

/** With two operands, of which the left one may be the name of a private member. */
type Operation = BinaryExpression | PrivateInExpression;

/**
 * `left + right`: a text, where one of them is one. A sum of thousands of texts, as programs write them that write programs, is
 * walked in a loop, and its literals are put together before they become a term.
 */
export function sum(b: SummaryBuilder, node: Operation): TermId {
  const operations: Operation[] = [];
  let first: Expression = node;
  for (; first.type === 'BinaryExpression'; first = first.left as Expression) operations.push(first);
  let parts = [partOf(b, expression(b, first))];
  for (const { operator, right } of operations.reverse()) {
    const part = partOf(b, expression(b, right));
    const last = parts.at(-1);
    if (operator !== '+' || !(parts.length > 1 || isText(b, last) || isText(b, part))) parts = [UNKNOWN];
    else if (typeof last === 'string' && typeof part === 'string') parts.splice(-1, 1, last + part);
    else parts.push(part);
  }
  const terms = parts.map((part) => (typeof part === 'string' ? b.term({ k: 'literal', value: part }) : part));
  return terms.length === 1 ? (terms[0] ?? UNKNOWN) : b.term({ k: 'text', parts: terms });
}

/** The text of a literal, or any other term. */
function partOf(b: SummaryBuilder, id: TermId): TermId | string {
  const term = b.get(id);
  return term.k === 'literal' && typeof term.value === 'string' ? term.value : id;
}

const isText = (b: SummaryBuilder, part: TermId | string | undefined): boolean =>
  typeof part === 'string' || (part !== undefined && b.get(part).k === 'text');
