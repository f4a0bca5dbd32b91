import type { Directive, IfStatement, Statement, SwitchStatement, VariableDeclaration } from 'oxc-parser';
import { assignTo } from './assignments.ts';
import { bindPattern, hoistBlock } from './bindings.ts';
import { walkClass } from './classes.ts';
import { alwaysLeaves, demanding, demandsOf, equalityOf } from './demands.ts';
import { expression, textOf } from './expressions.ts';
import { walkFunction } from './functions.ts';
import { branchOf, isLazyBlock, isLazyElse, isLazyExit, noteLazyAlias, onceWhile } from './guards.ts';
import { loopHazard } from './hazards.ts';
import { isPollLoop, isWorkLoop, turnsOf, type Loop } from './loops.ts';
import { isMarkup } from './markup.ts';
import { moduleStatement } from './module-statements.ts';
import { isInDevelopment, isOutOfService } from './out-of-service.ts';
import { type SummaryBuilder, UNKNOWN } from './summary-builder.ts';
import type { Demand } from './summary.ts';
import { tryStatement } from './try-statements.ts';

/** A statement, wherever it stands. */
export type AnyStatement = Statement | Directive;

/** Walks the statements of one block; an early exit behind a lazy guard makes the rest of them lazy. */
export function statements(b: SummaryBuilder, body: readonly AnyStatement[]): void {
  const { once, inDevelopment, demands } = b;
  body.forEach((node, index) => {
    statement(b, node);
    if (isLazyExit(b, node, body.slice(index + 1))) b.once++;
    if (node.type !== 'IfStatement' || node.alternate || !alwaysLeaves(node.consequent)) return;
    b.demands = [...b.demands, ...demandsOf(b, node.test, false)];
    if (isOutOfService(node.test, false)) b.once++;
    b.inDevelopment ||= isInDevelopment(node.test, false);
  });
  Object.assign(b, { once, inDevelopment, demands });
}

/** Walks the statements of one block in a scope of their own. */
export function block(b: SummaryBuilder, body: readonly AnyStatement[]): void {
  b.pushScope(false);
  hoistBlock(b, body);
  statements(b, body);
  b.popScope();
}

/** A turn that waits, for work or for anything, is as a call of its function would be, whatever loops stand around it. */
function looped(b: SummaryBuilder, node: Loop, isPoll: boolean, walk: () => void): void {
  const { loop: outer } = b;
  const turns = isPoll ? 'waiting' : turnsOf(node);
  if (turns === 'waiting') b.loop = 0;
  else if (turns === 'adding-up') b.loop++;
  conditionally(b, walk);
  b.loop = outer;
}

/** Walks code that may not run. An exit in it makes all that follows in the function uncertain. */
function conditionally(b: SummaryBuilder, walk: () => void): void {
  b.conditions++;
  walk();
  b.conditions--;
}

/** Walks one statement. */
export function statement(b: SummaryBuilder, node: AnyStatement): void {
  switch (node.type) {
    case 'ExpressionStatement':
      expression(b, node.expression);
      return;
    case 'BlockStatement':
      block(b, node.body);
      return;
    case 'VariableDeclaration':
      declaration(b, node);
      return;
    case 'FunctionDeclaration': {
      const fn = walkFunction(b, node, {});
      const variable = node.id ? b.lookup(node.id.name) : undefined;
      if (variable !== undefined) b.assign(variable, b.term({ k: 'function', fn }));
      return;
    }
    case 'ClassDeclaration': {
      const term = b.term({ k: 'class', class: walkClass(b, node, '') });
      const variable = node.id ? b.lookup(node.id.name) : undefined;
      if (variable !== undefined) b.assign(variable, term);
      return;
    }
    case 'ReturnStatement': {
      if (b.conditions > 0) b.conditions++;
      if (!node.argument) return;
      const value = expression(b, node.argument);
      if (isMarkup(node.argument)) b.currentFunction().markup = true;
      const { returns } = b.currentFunction();
      if (value !== UNKNOWN && returns.length < 12 && !returns.includes(value)) returns.push(value);
      return;
    }
    case 'IfStatement':
      ifStatement(b, node);
      return;
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      loop(b, node);
      return;
    case 'TryStatement':
      tryStatement(b, node, block);
      return;
    case 'SwitchStatement':
      switchCases(b, node);
      return;
    case 'LabeledStatement':
    case 'WithStatement':
      statement(b, node.body);
      return;
    case 'ThrowStatement':
      expression(b, node.argument);
      if (b.conditions > 0) b.conditions++;
      return;
    default:
      moduleStatement(b, node);
  }
}

function ifStatement(b: SummaryBuilder, { test, consequent, alternate }: IfStatement): void {
  expression(b, test);
  const branch = (of: Statement, holds: boolean, isLazy: boolean) => {
    const walk = () => {
      demanding(b, demandsOf(b, test, holds), () => {
        statement(b, of);
      });
    };
    branchOf(b, test, holds, () => {
      onceWhile(b, isLazy, () => {
        conditionally(b, walk);
      });
    });
  };
  branch(consequent, true, isLazyBlock(b, test, consequent));
  if (alternate) branch(alternate, false, isLazyElse(b, test, consequent, alternate));
}

/** A case is for what it names and, behind cases that leave the switch, for anything but what those name. */
function switchCases(b: SummaryBuilder, { discriminant, cases }: SwitchStatement): void {
  expression(b, discriminant);
  const left: Demand[] = [];
  let group: Demand[] = [];
  let fallsThrough = false;
  for (const { test, consequent } of cases) {
    if (test) {
      expression(b, test);
      group.push(...equalityOf(b, discriminant, test, 'unequal'));
    }
    const own = test && !fallsThrough ? equalityOf(b, discriminant, test, 'equal') : [];
    conditionally(b, () => {
      demanding(b, [...left, ...own], () => {
        block(b, consequent);
      });
    });
    fallsThrough = !leavesSwitch(consequent);
    if (fallsThrough) continue;
    left.push(...group);
    group = [];
  }
}

function leavesSwitch(body: readonly Statement[]): boolean {
  const last = body.at(-1);
  if (last === undefined) return false;
  if (last.type === 'BlockStatement') return leavesSwitch(last.body);
  return last.type === 'BreakStatement' || alwaysLeaves(last);
}

function loop(b: SummaryBuilder, node: Loop): void {
  const isCounted = node.type === 'ForInStatement' || node.type === 'ForOfStatement';
  if (!isCounted) noteHazard(b, node);
  const outer = b.isPolling;
  const isPoll = node.type === 'ForOfStatement' ? isWorkLoop(node) : !isCounted && isPollLoop(node);
  b.isPolling ||= isPoll;
  b.turning++;
  b.pushScope(false);
  switch (node.type) {
    case 'ForStatement': {
      const { init, test, update } = node;
      if (init?.type === 'VariableDeclaration') {
        hoistBlock(b, [init]);
        declaration(b, init);
      } else if (init) expression(b, init);
      looped(b, node, isPoll, () => {
        if (test) expression(b, test);
        if (update) expression(b, update);
        statement(b, node.body);
      });
      break;
    }
    case 'ForInStatement':
    case 'ForOfStatement': {
      const source = expression(b, node.right);
      const element =
        source === UNKNOWN || node.type === 'ForInStatement' ? UNKNOWN : b.term({ k: 'element', of: source });
      if (node.left.type === 'VariableDeclaration') {
        hoistBlock(b, [node.left]);
        for (const { id } of node.left.declarations) bindPattern(b, id, element);
      } else assignTo(b, node.left, element);
      const walk = () => {
        statement(b, node.body);
      };
      if (b.isFixedList(source)) conditionally(b, walk);
      else looped(b, node, isPoll, walk);
      break;
    }
    default:
      looped(b, node, isPoll, () => {
        expression(b, node.test);
        statement(b, node.body);
      });
  }
  b.popScope();
  b.turning--;
  b.isPolling = outer;
}

/** A loop that blocks by itself counts as a call of the catalog's `hazard`. */
function noteHazard(b: SummaryBuilder, node: Parameters<typeof loopHazard>[0]): void {
  const name = loopHazard(node);
  if (name === undefined) return;
  const { start, end } = node;
  const callee = b.term({ k: 'hazard', name });
  const text = node.test ? `while (${textOf(node.test)})` : 'for (;;)';
  b.addCall({ start, end, at: start, calleeEnd: start + 'while'.length, callee, args: [], isNew: false, text });
}

function declaration(b: SummaryBuilder, node: VariableDeclaration): void {
  for (const { id, init } of node.declarations) {
    const name = id.type === 'Identifier' ? id.name : '';
    bindPattern(b, id, init ? expression(b, init, name) : UNKNOWN);
    if (name !== '' && init) noteLazyAlias(b, name, init);
  }
}
