import type { Expression, ForOfStatement, Node, Statement } from 'oxc-parser';
import type { HazardKind } from './summary.ts';

/**
 * Code that blocks without calling anything of the catalog: loops that wait for the clock, and loops without an end.
 * Only what is certain from the loop's own text counts.
 */

type Loop = Extract<Statement, { type: 'WhileStatement' | 'DoWhileStatement' | 'ForStatement' }>;

/** The hazard of one loop, if it is one. */
export function loopHazard(node: Loop): HazardKind | undefined {
  if (node.test?.type === 'BinaryExpression' && readsClock(node.test) && !some(node.body, isCallOrPause))
    return 'busy-wait';
  if (isEndless(node) && !hasExit(node.body)) return 'endless-loop';
  return undefined;
}

/** Calls that ask the person at a terminal. */
const ASKS = /^(?:ask(?:[A-Z]\w*)?|confirm|select)$|[pP]rompt|[qQ]uestion|readline/;

/**
 * A loop that waits for work, and does it, until the process ends: `for (;;) await handle(await queue.receive())`. One that
 * asks a person serves nobody else.
 */
export function isPollLoop(node: Loop): boolean {
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

/** `Date.now() < end`, `performance.now() - start < ms`, `new Date() - start < ms`, `process.hrtime(...)`. */
function readsClock(test: Expression): boolean {
  return some(test, (node) => {
    if (node.type === 'NewExpression') return node.callee.type === 'Identifier' && node.callee.name === 'Date';
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
    const { object, property } = node.callee;
    if (property.type !== 'Identifier') return false;
    const owner = object.type === 'Identifier' ? object.name : '';
    return (
      `${owner}.${property.name}` === 'Date.now' ||
      `${owner}.${property.name}` === 'performance.now' ||
      /^hrtime/.test(property.name)
    );
  });
}

function isEndless(node: Loop): boolean {
  if (node.type === 'ForStatement') return node.test === null;
  const { test } = node;
  return test.type === 'Literal' && (test.value === true || (typeof test.value === 'number' && test.value !== 0));
}

/** Whether control can leave the loop or let the event loop turn. */
function hasExit(body: Node): boolean {
  return (
    some(
      body,
      (node) => isPause(node) || ['BreakStatement', 'ReturnStatement', 'ThrowStatement'].includes(node.type),
    ) || some(body, isLeavingCall)
  );
}

/** `process.exit()`, `Atomics.wait()` and calls that may throw out of the loop are beyond certainty: any call may throw. */
function isLeavingCall(node: Node): boolean {
  return (
    node.type === 'CallExpression' &&
    node.callee.type === 'MemberExpression' &&
    node.callee.property.type === 'Identifier' &&
    ['exit', 'abort', 'wait'].includes(node.callee.property.name)
  );
}

function isPause(node: Node): boolean {
  return (
    node.type === 'AwaitExpression' || node.type === 'YieldExpression' || (node.type === 'ForOfStatement' && node.await)
  );
}

function isCallOrPause(node: Node): boolean {
  return isPause(node) || node.type === 'CallExpression' || node.type === 'NewExpression';
}

/** Whether a node below, in the same function, passes the test. */
function some(node: Node, test: (node: Node) => boolean): boolean {
  return test(node) || (!isOwnFunction(node) && childrenOf(node).some((child) => some(child, test)));
}

/** Whether the code below is another function's. */
const isOwnFunction = ({ type }: Node): boolean => /Function|^Class/.test(type);

function childrenOf(node: Node): Node[] {
  return Object.entries(node).flatMap(([key, child]: [string, unknown]) =>
    key === 'parent' ? [] : (Array.isArray(child) ? (child as unknown[]) : [child]).filter(isNode),
  );
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
