import type { Expression, Node } from 'oxc-parser';
import { isEndless, isPause, type TestedLoop } from './loops.ts';
import { some } from './nodes.ts';
import type { HazardKind } from './summary.ts';

/**
 * Code that blocks without calling anything of the catalog: loops that wait for the clock, and loops without an end.
 * Only what is certain from the loop's own text counts.
 */

/** The hazard of one loop, if it is one. */
export function loopHazard(node: TestedLoop): HazardKind | undefined {
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

function isCallOrPause(node: Node): boolean {
  return isPause(node) || node.type === 'CallExpression' || node.type === 'NewExpression';
}
