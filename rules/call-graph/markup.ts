import type { Expression } from 'oxc-parser';

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
