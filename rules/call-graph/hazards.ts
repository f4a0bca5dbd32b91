import type { Expression, Node, Statement } from 'oxc-parser';
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
function some(node: unknown, test: (node: Node) => boolean): boolean {
  if (node === null || typeof node !== 'object') return false;
  if (Array.isArray(node)) return node.some((each) => some(each, test));
  const typed = node as Node;
  if (typeof typed.type !== 'string') return false;
  if (test(typed)) return true;
  if (/Function|ArrowFunction|^Class/.test(typed.type)) return false;
  return Object.entries(typed).some(([key, child]) => key !== 'parent' && some(child, test));
}
