import type { CallExpression, Expression, Node, Statement, Directive } from 'oxc-parser';
import { fills, isEmptyLiteral, place, saysDone } from './filled-places.ts';
import { isInDevelopment, isOutOfService } from './out-of-service.ts';
import type { SummaryBuilder } from './summary-builder.ts';

/**
 * Lazy guards: code that runs on the first call of its function only (or once per key), because its result is kept in
 * a place that outlives the call. `cache ??= f()`, `if (!cache) cache = f()`, `if (this.x !== null) return this.x`.
 */

/** The name of a callback that its function has run for itself, as the summary gives it. */
const OWN_CALLBACK =
  /\b(?:map|forEach|filter|reduce|some|every|find|findIndex|flatMap|sort|each|eachSeries|then|catch|finally|new Promise)\(\) callback$/;

/** Walks with `once` in force when `lazy` holds. */
export function onceWhile<T>(b: SummaryBuilder, lazy: boolean, walk: () => T): T {
  if (!lazy) return walk();
  b.once++;
  const result = walk();
  b.once--;
  return result;
}

/**
 * Walks a branch that runs when `test` holds, or does not. What is only registered in development is only called there, so
 * the functions in such a branch are out of service as well; what is registered before the program is installed stays.
 */
export function branchOf<T>(b: SummaryBuilder, test: Expression, holds: boolean, walk: () => T): T {
  if (!isOutOfService(test, holds)) return walk();
  const { inDevelopment } = b;
  b.inDevelopment ||= isInDevelopment(test, holds);
  const result = onceWhile(b, true, walk);
  b.inDevelopment = inDevelopment;
  return result;
}

/** Whether a place outlives the current call: a variable of an enclosing function or the module, or a property of `this`. */
function isKept(b: SummaryBuilder, path: string): boolean {
  const root = /^[^.[]+/.exec(path)?.[0] ?? '';
  if (root === 'this') return path !== 'this';
  const variable = b.lookup(root);
  if (variable === undefined) return root === 'global' || root === 'globalThis' || (root === 'module' && path !== root);
  const owner = b.summary.variables[variable]?.fn ?? 0;
  return owner !== ownerOfCall(b) && !isParameter(b, variable);
}

/** The function whose call the present code is a part of: around callbacks that run before it returns, or for it. */
function ownerOfCall(b: SummaryBuilder): number {
  let index = b.fn;
  while (index > 0 && OWN_CALLBACK.test(b.functionAt(index).name)) index = b.functionAt(index).parent;
  return index;
}

function isParameter(b: SummaryBuilder, variable: number): boolean {
  return (b.summary.variables[variable]?.values ?? []).some((value) => b.get(value).k === 'parameter');
}

/** The kept place that must be empty for a test to hold (`!x`, `x == null`, `!m.has(k)`). */
function emptyTest(b: SummaryBuilder, test: Expression, negated = false): string | undefined {
  switch (test.type) {
    case 'ParenthesizedExpression':
      return emptyTest(b, test.expression, negated);
    case 'UnaryExpression':
      return test.operator === '!' ? emptyTest(b, test.argument, !negated) : undefined;
    case 'BinaryExpression': {
      const isEqual = test.operator === '==' || test.operator === '===';
      const isDifferent = test.operator === '!=' || test.operator === '!==';
      if (test.operator === 'in' && negated) return kept(b, `${place(test.right) ?? ''}[]`);
      if (!(isEqual && !negated) && !(isDifferent && negated)) return undefined;
      if (isEmptyLiteral(test.right)) return keptOf(b, test.left);
      // typeof x === 'undefined'
      if (test.left.type === 'UnaryExpression' && test.left.operator === 'typeof') return keptOf(b, test.left.argument);
      return undefined;
    }
    case 'LogicalExpression':
      if (test.operator === (negated ? '||' : '&&'))
        return emptyTest(b, test.left, negated) ?? emptyTest(b, test.right, negated);
      return undefined;
    case 'CallExpression': {
      const [first] = test.arguments;
      if (first && !negated && isNothingTest(test)) return keptOf(b, first);
      return negated ? keptOf(b, test) : undefined;
    }
    default:
      return negated ? keptOf(b, test) : undefined;
  }
}

/** `isNil(x)`, `_.isUndefined(x)`. */
function isNothingTest({ callee, arguments: args }: CallExpression): boolean {
  const name = callee.type === 'MemberExpression' ? callee.property : callee;
  return args.length === 1 && name.type === 'Identifier' && /^is(?:Nil|Null|Undefined|Empty)$/.test(name.name);
}

function kept(b: SummaryBuilder, path: string): string | undefined {
  return /^[\w$#]/.test(path) && isKept(b, path) ? path : undefined;
}

function keptOf(b: SummaryBuilder, node: Node): string | undefined {
  const path = place(node);
  if (path === undefined) return undefined;
  return kept(b, path) ?? b.lazyAliases.get(path);
}

/** Whether `left ?? right`, `left ||= ...` or `left = left ?? ...` keeps its result in a place that outlives the call. */
export function isLazyAssignment(b: SummaryBuilder, left: Node, right?: Node): boolean {
  const path = keptOf(b, left);
  if (path === undefined) return false;
  if (right === undefined) return true;
  const inner = right.type === 'ParenthesizedExpression' ? right.expression : right;
  if (inner.type === 'AssignmentExpression') return place(inner.left) === path;
  if (inner.type === 'LogicalExpression') return inner.operator !== '&&' && place(inner.left) === path;
  return (
    inner.type === 'ConditionalExpression' && [inner.consequent, inner.alternate].some((each) => place(each) === path)
  );
}

/** Whether `left` in `left || compute()` reads a kept place that the function fills elsewhere: `cache.get(k) ?? read(k)`. */
export function isLazyFallback(b: SummaryBuilder, left: Expression): boolean {
  if (left.type === 'LogicalExpression') return isLazyFallback(b, left.right) || isLazyFallback(b, left.left);
  const path = keptOf(b, left);
  return path !== undefined && b.body !== undefined && fills(b, [b.body], path);
}

/** Whether the body of `if (test) body` fills the kept place that the test found empty. */
export function isLazyBlock(b: SummaryBuilder, test: Expression, body: Statement): boolean {
  const path = emptyTest(b, test);
  return (path !== undefined && (saysDone(b, path) || fills(b, [body], path))) || isEnsured(test, body);
}

/** Whether the `else` of `if (cache[key]) return cache[key]` fills the kept place that the test found empty. */
export function isLazyElse(b: SummaryBuilder, test: Expression, found: Statement, alternate: Statement): boolean {
  const path = alwaysLeaves(found) ? emptyTest(b, test, true) : undefined;
  return path !== undefined && fills(b, [alternate], path);
}

/** `if (!store.getOrder(id)) store.addOrder(id)`: adds what is not there yet, once for each. */
function isEnsured(test: Expression, body: Statement): boolean {
  if (test.type === 'LogicalExpression')
    return test.operator === '&&' && (isEnsured(test.left, body) || isEnsured(test.right, body));
  if (test.type !== 'UnaryExpression' || test.operator !== '!') return false;
  const [, noun] = /^(?:get|has|find)([A-Z]\w*)$/.exec(methodName(test.argument)) ?? [];
  const on = receiverOf(test.argument);
  return noun !== undefined && on !== undefined && adds(body, on, noun);
}

function methodName(node: Node): string {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return '';
  return node.callee.property.type === 'Identifier' ? node.callee.property.name : '';
}

function receiverOf(node: Node): string | undefined {
  return node.type === 'CallExpression' && node.callee.type === 'MemberExpression'
    ? place(node.callee.object)
    : undefined;
}

function adds(node: Statement, on: string, noun: string): boolean {
  if (node.type === 'BlockStatement') return node.body.some((each) => adds(each, on, noun));
  if (node.type !== 'ExpressionStatement') return false;
  const call = node.expression.type === 'AwaitExpression' ? node.expression.argument : node.expression;
  return (
    receiverOf(call) === on &&
    /^(add|create|set|register|insert)/.test(methodName(call)) &&
    methodName(call).endsWith(noun)
  );
}

/**
 * Whether what follows `if (test) return` runs only while a kept place is empty, and fills it: then everything
 * after the statement is lazy.
 */
export function isLazyExit(
  b: SummaryBuilder,
  node: Statement | Directive,
  rest: readonly (Statement | Directive)[],
): boolean {
  if (node.type !== 'IfStatement' || node.alternate || !alwaysLeaves(node.consequent)) return false;
  const path = emptyTest(b, node.test, true);
  return path !== undefined && (saysDone(b, path) || fills(b, rest, path));
}

function alwaysLeaves(node: Statement): boolean {
  if (node.type === 'ReturnStatement') return true;
  return node.type === 'BlockStatement' && node.body.at(-1)?.type === 'ReturnStatement';
}

/** `const hit = cache.get(k)`: testing `hit` is testing the kept place. */
export function noteLazyAlias(b: SummaryBuilder, name: string, init: Expression): void {
  const path = place(init);
  const target = path === undefined ? undefined : kept(b, path);
  if (target !== undefined) b.lazyAliases.set(name, target);
  else b.lazyAliases.delete(name);
}
