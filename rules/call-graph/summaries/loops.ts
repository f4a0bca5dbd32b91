import type { ForOfStatement, ForStatement, Node, Statement } from 'oxc-parser';
import { childrenOf, isOwnFunction, some } from './nodes.ts';

/** A loop as a statement. */
export type Loop = Extract<
  Statement,
  { type: 'ForStatement' | 'ForInStatement' | 'ForOfStatement' | 'WhileStatement' | 'DoWhileStatement' }
>;

/** Loops that end when a test says so. */
export type TestedLoop = Exclude<Loop, { type: 'ForInStatement' | 'ForOfStatement' }>;

/** A loop of so few turns makes nothing worse. */
const FEW_TURNS = 16;

/**
 * What the turns of a loop come to while the event loop stands: each waits for something, so that they do not add up; they are
 * few; or they add up.
 */
export function turnsOf(node: Loop): 'waiting' | 'few' | 'adding-up' {
  if ((node.type === 'ForOfStatement' && node.await) || waits(node.body)) return 'waiting';
  return node.type === 'ForStatement' && hasFewTurns(node) ? 'few' : 'adding-up';
}

/** `for (let attempt = 0; attempt < 3; attempt++)`. */
function hasFewTurns({ init, test }: ForStatement): boolean {
  if (init?.type !== 'VariableDeclaration' || test?.type !== 'BinaryExpression' || !/^<=?$/.test(test.operator))
    return false;
  const from = init.declarations[0]?.init;
  const to = test.right;
  if (from?.type !== 'Literal' || to.type !== 'Literal') return false;
  return typeof from.value === 'number' && typeof to.value === 'number' && to.value - from.value <= FEW_TURNS;
}

/** Whether code certainly comes to an `await` of its own function: one behind a condition or in an inner loop may not run. */
function waits(node: Node): boolean {
  if (node.type === 'AwaitExpression') return true;
  if (isOwnFunction(node)) return false;
  switch (node.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return waits(node.test) || (node.alternate !== null && waits(node.consequent) && waits(node.alternate));
    case 'LogicalExpression':
      return waits(node.left);
    case 'SwitchStatement':
      return waits(node.discriminant);
    case 'TryStatement':
      return waits(node.block) || (node.finalizer !== null && waits(node.finalizer));
    case 'ForOfStatement':
    case 'ForInStatement':
      return waits(node.right);
    case 'ForStatement':
      return node.init !== null && waits(node.init);
    case 'WhileStatement':
      return waits(node.test);
    default:
      return childrenOf(node).some((child) => waits(child));
  }
}

/** Calls that ask the person at a terminal. */
const ASKS = /^(?:ask(?:[A-Z]\w*)?|confirm|select)$|[pP]rompt|[qQ]uestion|readline/;

/**
 * A loop that waits for work, and does it, until the process ends: `for (;;) await handle(await queue.receive())`. One that
 * asks a person serves nobody else.
 */
export function isPollLoop(node: TestedLoop): boolean {
  return isEndless(node) && some(node.body, isPause) && !leaves(node.body) && !some(node.body, asks);
}

/** What gives work for as long as the process runs: a subscription, a consumer's messages, the events of an emitter. */
const WORK =
  /subscri|^subs?$|consum|^(?:messages?|events?|jobs?|tasks?|requests|connections|queue|inbox|on)$|changeStream/i;

/** `for await (const message of subscription)`: each message is work of its own. A file's lines or a list's pages are not. */
export function isWorkLoop({ await: waits, right }: ForOfStatement): boolean {
  if (!waits) return false;
  const source = right.type === 'AwaitExpression' ? right.argument : right;
  const named = source.type === 'CallExpression' ? source.callee : source;
  const name = named.type === 'MemberExpression' ? named.property : named;
  return name.type === 'Identifier' && WORK.test(name.name);
}

function asks(node: Node): boolean {
  if (node.type !== 'CallExpression') return false;
  const { callee } = node;
  const name = callee.type === 'MemberExpression' ? callee.property : callee;
  return name.type === 'Identifier' && ASKS.test(name.name);
}

/** Whether control can leave a loop with this body: a `break` of an inner loop or switch does not. */
function leaves(node: Node, isInner = false): boolean {
  if (node.type === 'ReturnStatement' || (node.type === 'BreakStatement' && (!isInner || node.label))) return true;
  if (isOwnFunction(node)) return false;
  const inner = isInner || /^(?:For\w*|While|DoWhile|Switch)Statement$/.test(node.type);
  return childrenOf(node).some((child) => leaves(child, inner));
}

/** `for (;;)`, `while (true)`. */
export function isEndless(node: TestedLoop): boolean {
  if (node.type === 'ForStatement') return node.test === null;
  const { test } = node;
  return test.type === 'Literal' && (test.value === true || (typeof test.value === 'number' && test.value !== 0));
}

/** Code that lets the event loop turn, or whoever iterates go on. */
export function isPause(node: Node): boolean {
  return (
    node.type === 'AwaitExpression' || node.type === 'YieldExpression' || (node.type === 'ForOfStatement' && node.await)
  );
}
