import type { Node } from 'oxc-parser';

/** `dev` alone may be a device, `prod` a product. */
const IN_DEVELOPMENT =
  /^(?:(?:is|in)_?dev(?:elopment)?(?:_?(?:mode|env|environment))?|dev(?:elopment)?_?mode|development|__dev__)$/i;
const IN_PRODUCTION =
  /^(?:(?:is|in)_?prod(?:uction)?(?:_?(?:mode|env|environment))?|prod(?:uction)?_?mode|production|__prod__)$/i;
/** Only of the whole program or its database: a client, a plug-in or a tool may never be there, or anew for each request. */
const INSTALLED =
  /^(?:is|has|was)(?:Already|Been)?(?:App|Application|Server|Service|System|Instance|Site|D[Bb]|Database|Schema)?(?:Initiali[sz]ed|Installed|SetUp|SetupCompleted?|UpToDate|Migrated)$/;

/**
 * Whether a test that holds, or does not hold, says that the program is not in service: it runs in development, where no client
 * waits, or is not installed or up to date yet, which is once.
 */
export function isOutOfService(test: Node, holds: boolean): boolean {
  switch (test.type) {
    case 'ParenthesizedExpression':
      return isOutOfService(test.expression, holds);
    case 'AwaitExpression':
      return isOutOfService(test.argument, holds);
    case 'UnaryExpression':
      return test.operator === '!' && isOutOfService(test.argument, !holds);
    case 'LogicalExpression':
      return (
        test.operator === (holds ? '&&' : '||') && [test.left, test.right].some((each) => isOutOfService(each, holds))
      );
    case 'BinaryExpression': {
      const isEqual = /^===?$/.test(test.operator) === holds;
      if (!/^[!=]==?$/.test(test.operator)) return false;
      const value = test.right.type === 'Literal' ? test.right.value : undefined;
      if (typeof value === 'boolean') return isOutOfService(test.left, isEqual === value);
      if (nameOf(test.left) !== 'NODE_ENV') return false;
      return isEqual ? value === 'development' : value === 'production';
    }
    case 'CallExpression':
      return test.arguments.length === 0 && isOutOfService(test.callee, holds);
    default: {
      const name = nameOf(test);
      return holds ? IN_DEVELOPMENT.test(name) : IN_PRODUCTION.test(name) || INSTALLED.test(name);
    }
  }
}

/** The last name of a variable or a member. */
function nameOf(node: Node): string {
  if (node.type === 'ChainExpression') return nameOf(node.expression);
  if (node.type === 'MemberExpression' && !node.computed) return nameOf(node.property);
  return node.type === 'Identifier' ? node.name : '';
}
