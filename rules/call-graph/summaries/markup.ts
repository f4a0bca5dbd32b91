import type { Expression, JSXElement } from 'oxc-parser';
import type { SummaryBuilder } from './summary-builder.ts';

/** Whether an expression is JSX, perhaps under a condition. */
export function isMarkup(node: Expression): boolean {
  switch (node.type) {
    case 'JSXElement':
    case 'JSXFragment':
      return true;
    case 'ParenthesizedExpression':
      return isMarkup(node.expression);
    case 'ConditionalExpression':
      return isMarkup(node.consequent) || isMarkup(node.alternate);
    case 'LogicalExpression':
      return isMarkup(node.right);
    default:
      return false;
  }
}

/** Notes a component of the project's own that an element renders; those of HTML begin in lower case. */
export function noteRendered(b: SummaryBuilder, { openingElement: { name, start, end } }: JSXElement): void {
  if (name.type !== 'JSXIdentifier' || !/^[A-Z]/.test(name.name) || b.lookup(name.name) === undefined) return;
  const callee = b.identifier(name.name);
  const at = { start, end, at: name.start, calleeEnd: name.end };
  b.addCall({ ...at, callee, args: [], isNew: false, isRendered: true, text: name.name });
}
