import type { Node } from 'oxc-parser';

/** `dev` alone may be a device, `prod` a product. */
const IN_DEVELOPMENT =
  /^(?:(?:is|in)_?dev(?:elopment)?(?:_?(?:mode|env|environment))?|dev(?:elopment)?_?mode|development|__dev__)$/i;
const IN_PRODUCTION =
  /^(?:(?:is|in)_?prod(?:uction)?(?:_?(?:mode|env|environment))?|prod(?:uction)?_?mode|production|__prod__)$/i;
/** Only of the whole program or its database: a client, a plug-in or a tool may never be there, or anew for each request. */
const INSTALLED =
  /^(?:is|has|was)(?:Already|Been)?(?:App|Application|Server|Service|System|Instance|Site|D[Bb]|Database|Schema)?(?:Initiali[sz]ed|Installed|SetUp|SetupCompleted?|UpToDate|Migrated)$/;

/** Whether a name says, by being true or not true, that the program is not in service. */
type Says = (name: string, holds: boolean) => boolean;

const saysDevelopment: Says = (name, holds) => (holds ? IN_DEVELOPMENT : IN_PRODUCTION).test(name);
const saysOutOfService: Says = (name, holds) => saysDevelopment(name, holds) || (!holds && INSTALLED.test(name));

/**
 * Whether a test that holds, or does not hold, says that the program is not in service: it runs in development, where no client
 * waits, or is not installed or up to date yet, which is once.
 */
export const isOutOfService = (test: Node, holds: boolean): boolean => tells(test, holds, saysOutOfService);

/** Whether a test that holds, or does not hold, says that the program runs in development. */
export const isInDevelopment = (test: Node, holds: boolean): boolean => tells(test, holds, saysDevelopment);

function tells(test: Node, holds: boolean, says: Says): boolean {
  switch (test.type) {
    case 'ParenthesizedExpression':
      return tells(test.expression, holds, says);
    case 'AwaitExpression':
      return tells(test.argument, holds, says);
    case 'UnaryExpression':
      return test.operator === '!' && tells(test.argument, !holds, says);
    case 'LogicalExpression':
      return (
        test.operator === (holds ? '&&' : '||') && [test.left, test.right].some((each) => tells(each, holds, says))
      );
    case 'BinaryExpression': {
      const isEqual = /^===?$/.test(test.operator) === holds;
      if (!/^[!=]==?$/.test(test.operator)) return false;
      const value = test.right.type === 'Literal' ? test.right.value : undefined;
      if (typeof value === 'boolean') return tells(test.left, isEqual === value, says);
      if (nameOf(test.left) !== 'NODE_ENV') return false;
      return isEqual ? value === 'development' : value === 'production';
    }
    case 'CallExpression':
      return test.arguments.length === 0 && tells(test.callee, holds, says);
    default:
      return says(nameOf(test), holds);
  }
}

/** The last name of a variable or a member. */
function nameOf(node: Node): string {
  if (node.type === 'ChainExpression') return nameOf(node.expression);
  if (node.type === 'MemberExpression' && !node.computed) return nameOf(node.property);
  return node.type === 'Identifier' ? node.name : '';
}
