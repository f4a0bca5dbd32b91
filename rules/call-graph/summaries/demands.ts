import type { Node, Statement } from 'oxc-parser';
import { type SummaryBuilder, UNKNOWN } from './summary-builder.ts';
import type { Demand, TermId } from './summary.ts';

/**
 * What a function's own parameters must be for a part of its code to run: `if (options.sync) ...`, `kind === 'sync' ? ...`.
 * A caller that passes something else never gets there: see `excluded-branches.ts`.
 */

/** Walks with more demands in force. */
export function demanding<T>(b: SummaryBuilder, demands: readonly Demand[], walk: () => T): T {
  const outer = b.demands;
  if (demands.length > 0) b.demands = [...outer, ...demands];
  const result = walk();
  b.demands = outer;
  return result;
}

/** What parameters must be for a test to hold, or not to hold; nothing where other things decide it too. */
export function demandsOf(b: SummaryBuilder, test: Node, holds: boolean): readonly Demand[] {
  switch (test.type) {
    case 'ParenthesizedExpression':
      return demandsOf(b, test.expression, holds);
    case 'UnaryExpression':
      return test.operator === '!' ? demandsOf(b, test.argument, !holds) : [];
    case 'LogicalExpression':
      if (test.operator !== (holds ? '&&' : '||')) return [];
      return [...demandsOf(b, test.left, holds), ...demandsOf(b, test.right, holds)];
    case 'BinaryExpression': {
      const isEqual = test.operator === '===' || test.operator === '==';
      if (!isEqual && test.operator !== '!==' && test.operator !== '!=') return [];
      return equalityOf(b, test.left, test.right, isEqual === holds ? 'equal' : 'unequal');
    }
    default: {
      const of = testedTerm(b, test);
      return of === UNKNOWN ? [] : [{ of, is: holds ? 'truthy' : 'falsy' }];
    }
  }
}

/** The demand of a comparison with something that is written out. */
export function equalityOf(b: SummaryBuilder, left: Node, right: Node, is: 'equal' | 'unequal'): readonly Demand[] {
  const [value, other] = left.type === 'Literal' ? [left, right] : [right, left];
  if (value.type !== 'Literal' || !('value' in value)) return [];
  const to = value.value;
  if (typeof to !== 'string' && typeof to !== 'number' && typeof to !== 'boolean') return [];
  const of = testedTerm(b, other);
  return of === UNKNOWN ? [] : [{ of, is, to }];
}

/** What a test asks for: a parameter as it was given, where it may be given another value further below only. */
function testedTerm(b: SummaryBuilder, node: Node): TermId {
  const of = parameterTerm(b, node);
  const term = b.get(of);
  const [first, ...others] = term.k === 'variable' ? (b.summary.variables[term.variable]?.values ?? []) : [];
  if (first === undefined || others.length > 0 || b.turning > 0) return of;
  return b.get(first).k === 'parameter' ? first : of;
}

/** `options`, `options.sync`: a parameter of the function being walked, a part of one, or a member. */
function parameterTerm(b: SummaryBuilder, node: Node): TermId {
  if (node.type === 'ChainExpression' || node.type === 'ParenthesizedExpression')
    return parameterTerm(b, node.expression);
  if (node.type === 'MemberExpression') {
    if (node.computed || node.object.type !== 'Identifier') return UNKNOWN;
    return b.member(parameterTerm(b, node.object), (node.property as { name: string }).name);
  }
  if (node.type !== 'Identifier') return UNKNOWN;
  const variable = b.lookup(node.name);
  const known = variable === undefined ? undefined : b.summary.variables[variable];
  if (known?.fn !== b.fn || !known.values.some((id) => isOfParameter(b, id))) return UNKNOWN;
  return b.identifier(node.name);
}

function isOfParameter(b: SummaryBuilder, id: TermId): boolean {
  const term = b.get(id);
  if (term.k === 'boolean') return isOfParameter(b, term.of);
  if (term.k === 'or') return term.of.some((each) => isOfParameter(b, each));
  return term.k === 'parameter' || (term.k === 'member' && isOfParameter(b, term.of));
}

/** Whether control never goes on behind a statement, within its function. */
export function alwaysLeaves(node: Statement): boolean {
  if (node.type === 'ReturnStatement' || node.type === 'ThrowStatement') return true;
  const last = node.type === 'BlockStatement' ? node.body.at(-1) : undefined;
  return last !== undefined && alwaysLeaves(last);
}
