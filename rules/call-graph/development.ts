import type { Node } from 'oxc-parser';

/** `dev` alone may be a device, `prod` a product. */
const NAMED =
  /^(?:(?:is|in)_?dev(?:elopment)?(?:_?(?:mode|env|environment))?|dev(?:elopment)?_?mode|development|__dev__)$/i;
const NAMED_PRODUCTION =
  /^(?:(?:is|in)_?prod(?:uction)?(?:_?(?:mode|env|environment))?|prod(?:uction)?_?mode|production|__prod__)$/i;

/** Whether a test that holds, or does not hold, says that the program runs in development: no client waits there. */
export function isDevelopment(test: Node, holds: boolean): boolean {
  switch (test.type) {
    case 'ParenthesizedExpression':
      return isDevelopment(test.expression, holds);
    case 'UnaryExpression':
      return test.operator === '!' && isDevelopment(test.argument, !holds);
    case 'LogicalExpression':
      return (
        test.operator === (holds ? '&&' : '||') && [test.left, test.right].some((each) => isDevelopment(each, holds))
      );
    case 'BinaryExpression': {
      const isEqual = /^===?$/.test(test.operator) === holds;
      if (!/^[!=]==?$/.test(test.operator)) return false;
      const mode = test.right.type === 'Literal' ? test.right.value : undefined;
      if (nameOf(test.left) !== 'NODE_ENV') return false;
      return isEqual ? mode === 'development' : mode === 'production';
    }
    case 'CallExpression':
      return test.arguments.length === 0 && isDevelopment(test.callee, holds);
    default:
      return (holds ? NAMED : NAMED_PRODUCTION).test(nameOf(test));
  }
}

/** The last name of a variable or a member. */
function nameOf(node: Node): string {
  if (node.type === 'ChainExpression') return nameOf(node.expression);
  if (node.type === 'MemberExpression' && !node.computed) return nameOf(node.property);
  return node.type === 'Identifier' ? node.name : '';
}
