import type { Expression, Node } from 'oxc-parser';
import { remembered } from './remembered.ts';
import { childrenOf } from './nodes.ts';
import type { SummaryBuilder } from './summary-builder.ts';

/** The place that a guard looks at, as text: `cache`, `this.config`, `cache[]`; undefined for what is not a kept place. */
export function place(node: Node): string | undefined {
  switch (node.type) {
    case 'Identifier':
      return node.name;
    case 'ThisExpression':
      return 'this';
    case 'ParenthesizedExpression':
    case 'ChainExpression':
    case 'TSNonNullExpression':
    case 'TSAsExpression':
      return place(node.expression);
    case 'MemberExpression': {
      const base = place(node.object);
      if (base === undefined) return undefined;
      return node.computed ? `${base}[]` : `${base}.${'name' in node.property ? node.property.name : ''}`;
    }
    case 'CallExpression': {
      // map.has(k), map.get(k): the place is the map's entries.
      const { callee } = node;
      if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier')
        return undefined;
      const base = ['has', 'get'].includes(callee.property.name) ? place(callee.object) : undefined;
      return base === undefined ? undefined : `${base}[]`;
    }
    default:
      return undefined;
  }
}

/** What a place holds that holds nothing. */
export function isEmptyLiteral(node: Node): boolean {
  return (
    (node.type === 'Literal' && (node.value === null || node.value === false)) ||
    (node.type === 'Identifier' && node.name === 'undefined')
  );
}

/** Own members that say that all is done. */
const DONE =
  /^(?:this|self|that|_this)\.(#?_?(?:(?:is|was|has)_?)?(?:ready|loaded|initiali[sz]ed|inited|prepared|bootstrapped|compiled))$/i;

/** Whether a place says so, whoever fills it (`if (!this.ready) await this.load()`), and nothing here takes it back. */
export function saysDone(b: SummaryBuilder, path: string): boolean {
  const [, name] = DONE.exec(path) ?? [];
  return name !== undefined && staysFilled(b, `this.${name}`);
}

/**
 * Whether code fills a place and leaves it so: `cache = `, `cache[k] = `, `cache.set(k, ...)`, however deep in blocks, or a
 * function of this file that does so whenever it is called (`if (!this.table) this.load()`). What is emptied again was no more
 * than a lock: `this.busy = true; ... finally { this.busy = false; }`.
 */
export function fills(b: SummaryBuilder, code: readonly Node[], path: string): boolean {
  const filled = fillingIn(code, path);
  if (filled) return !isReleased(code, filled);
  // What a member of another object holds, code of any file may take away.
  if (!/^(?:this\.)?#?\w+$/.test(path)) return false;
  return code.flatMap(ownCalls).some((callee) => {
    const body = bodyOf(b, callee) ?? [];
    const inside = alwaysFilled(b, body, path);
    return inside !== undefined && !isReleased(body, inside) && staysFilled(b, path);
  });
}

interface Filling {
  path: string;
  end: number;
  /** The key that a map or a set has from then on, where it is a name. */
  key: string | undefined;
}

/** The first filling of a place; what only a failure leaves there is none. */
function fillingIn(nodes: readonly Node[], path: string): Filling | undefined {
  for (const node of nodes) {
    const found = filling(node, path) ?? fillingIn(node.type === 'CatchClause' ? [] : childrenOf(node), path);
    if (found) return found;
  }
  return undefined;
}

function filling(node: Node, path: string): Filling | undefined {
  const { end } = node;
  if (node.type === 'AssignmentExpression' && place(node.left) === path)
    return isEmptyLiteral(node.right) ? undefined : { path, end, key: undefined };
  if (node.type !== 'CallExpression' || !isEntryCall(node, path, /^(?:set|add)$/)) return undefined;
  return { path, end, key: keyOf(node) };
}

/** `cache.set(...)`, where the place is the entries of `cache`. */
function isEntryCall({ callee }: Node & { type: 'CallExpression' }, path: string, name: RegExp): boolean {
  if (!path.endsWith('[]') || callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return false;
  return name.test(callee.property.name) && `${place(callee.object) ?? ''}[]` === path;
}

function keyOf({ arguments: [key] }: Node & { type: 'CallExpression' }): string | undefined {
  return key?.type === 'Identifier' ? key.name : undefined;
}

/** Whether code empties a place that it has filled, other than after a failure. */
function isReleased(nodes: readonly Node[], filled: Filling): boolean {
  return nodes.some(
    (node) =>
      (node.start >= filled.end && releases(node, filled)) ||
      (node.type !== 'CatchClause' && node.end > filled.end && isReleased(childrenOf(node), filled)),
  );
}

function releases(node: Node, { path, key }: Filling): boolean {
  if (node.type === 'AssignmentExpression') return place(node.left) === path && isEmptyLiteral(node.right);
  if (node.type === 'UnaryExpression') return node.operator === 'delete' && place(node.argument) === path;
  return (
    node.type === 'CallExpression' && isEntryCall(node, path, /^delete$/) && key !== undefined && keyOf(node) === key
  );
}

/** What code calls by a name alone, or as a method of `this`; many guards of a function look at the same. */
const ownCalls = remembered((node: Node): readonly Expression[] => {
  const calls: Expression[] = [];
  const walk = (each: Node): void => {
    if (each.type === 'CallExpression' && isOwnCall(each.callee)) calls.push(each.callee);
    childrenOf(each).forEach(walk);
  };
  walk(node);
  return calls;
});

const isOwnCall = (callee: Expression): boolean =>
  callee.type === 'Identifier' || (callee.type === 'MemberExpression' && callee.object.type === 'ThisExpression');

/** Whether no other code of the class or the module empties a place, other than after a failure. */
function staysFilled({ classBody, moduleBody }: SummaryBuilder, path: string): boolean {
  const code = path.startsWith('this.') ? classBody.filter((each) => !isConstructor(each)) : moduleBody;
  return !code.some((each) => empties(each, path));
}

const isConstructor = (node: Node): boolean => node.type === 'MethodDefinition' && node.kind === 'constructor';

function empties(node: Node, path: string): boolean {
  if (node.type === 'AssignmentExpression' && place(node.left) === path && isEmptyLiteral(node.right)) return true;
  return node.type !== 'CatchClause' && childrenOf(node).some((child) => empties(child, path));
}

/** The statements of a method of the same class, or of a function of the module. */
function bodyOf({ classBody, moduleBody }: SummaryBuilder, callee: Expression): readonly Node[] | undefined {
  if (callee.type === 'Identifier') return functionNamed(moduleBody, callee.name);
  if (callee.type !== 'MemberExpression' || callee.computed || callee.object.type !== 'ThisExpression')
    return undefined;
  const name = nameOf(callee.property);
  for (const element of classBody) {
    const isMember = element.type === 'MethodDefinition' || element.type === 'PropertyDefinition';
    if (isMember && !element.computed && nameOf(element.key) === name) return statementsOf(element.value);
  }
  return undefined;
}

function nameOf(key: Node): string | undefined {
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  return key.type === 'Identifier' ? key.name : undefined;
}

function functionNamed(nodes: readonly Node[], name: string): readonly Node[] | undefined {
  for (const each of nodes) {
    const node = each.type === 'ExportNamedDeclaration' ? each.declaration : each;
    if (node?.type === 'FunctionDeclaration' && node.id?.name === name) return statementsOf(node);
    if (node?.type !== 'VariableDeclaration') continue;
    const found = node.declarations.find(({ id }) => id.type === 'Identifier' && id.name === name);
    if (found) return statementsOf(found.init);
  }
  return undefined;
}

function statementsOf(node: Node | null): readonly Node[] | undefined {
  const isFunction =
    node?.type === 'FunctionDeclaration' ||
    node?.type === 'FunctionExpression' ||
    node?.type === 'ArrowFunctionExpression';
  return isFunction && node.body?.type === 'BlockStatement' ? node.body.body : undefined;
}

/** How many functions may stand between a guard and what fills its place. */
const MAX_CALLS = 2;

/** The filling that stands where every call of a function comes by, there or in what it calls itself. */
function alwaysFilled(b: SummaryBuilder, statements: readonly Node[], path: string, calls = 1): Filling | undefined {
  for (const node of statements) {
    const expression = node.type === 'ExpressionStatement' ? node.expression : undefined;
    const found =
      node.type === 'TryStatement'
        ? alwaysFilled(b, node.block.body, path, calls)
        : expression && (filling(expression, path) ?? filledByCall(b, expression, path, calls));
    if (found) return found;
  }
  return undefined;
}

function filledByCall(b: SummaryBuilder, node: Node, path: string, calls: number): Filling | undefined {
  const body = node.type === 'CallExpression' && calls < MAX_CALLS ? bodyOf(b, node.callee) : undefined;
  const inside = body && alwaysFilled(b, body, path, calls + 1);
  return body && inside && !isReleased(body, inside) ? { path, end: node.end, key: undefined } : undefined;
}
