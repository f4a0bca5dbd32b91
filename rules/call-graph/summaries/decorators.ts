import type { Decorator as DecoratorNode } from 'oxc-parser';
import { expression, textOf } from './expressions.ts';
import { provided } from './provisions.ts';
import { type SummaryBuilder, UNKNOWN } from './summary-builder.ts';
import type { Decorator, Term, TermId } from './summary.ts';

/** Walks what decorates something; a decorator with arguments is a call. */
export function decorators(b: SummaryBuilder, nodes: DecoratorNode[] | undefined): Decorator[] {
  return (nodes ?? []).map(({ expression: node }) => {
    const callee = expression(b, node);
    // A decorator with arguments was just walked as a call: what it decorates with is the callee.
    const made = node.type === 'CallExpression' ? callOf(b, callee) : undefined;
    return made ? { callee: made.callee, args: made.args } : { callee, args: [] };
  });
}

/** The call of `@app.get('/orders')`, which may also be a question to a container. */
function callOf(b: SummaryBuilder, id: TermId): (Term & { k: 'call' }) | undefined {
  const term = b.get(id);
  const terms = term.k === 'or' ? term.of.map((each) => b.get(each)) : [term];
  return terms.find((each) => each.k === 'call');
}

/** Whether a decorator says what is to be put in. */
export function isInjection({ expression: node }: DecoratorNode): boolean {
  return node.type === 'CallExpression' && /inject/i.test(textOf(node.callee));
}

/** `@Inject(Store) store`: what a field or a parameter is given by the class or the token that its decorator names. */
export function injected(b: SummaryBuilder, nodes: DecoratorNode[] | undefined): TermId {
  for (const decorator of nodes ?? []) {
    const { expression: node } = decorator;
    const [first] = node.type === 'CallExpression' ? node.arguments : [];
    const isName = first?.type === 'Identifier' || first?.type === 'MemberExpression' || first?.type === 'Literal';
    if (!isName || node.type !== 'CallExpression') continue;
    const token = expression(b, first);
    const type = first.type === 'Identifier' ? b.term({ k: 'typed', type: token }) : UNKNOWN;
    const held = isInjection(decorator) ? provided(b, token) : UNKNOWN;
    if (type !== UNKNOWN || held !== UNKNOWN) return b.or(type, held);
  }
  return UNKNOWN;
}
