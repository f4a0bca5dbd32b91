import type { Function as FunctionNode, Node, Statement } from 'oxc-parser';
import { childrenOf, some } from './nodes.ts';
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

/** `null`, `false`, `undefined`: what a place holds while it is empty. */
export function isEmptyLiteral(node: Node): boolean {
  return (
    (node.type === 'Literal' && (node.value === null || node.value === false)) ||
    (node.type === 'Identifier' && node.name === 'undefined')
  );
}

/** Whether a statement assigns the place: `cache = `, `cache[k] = `, `cache.set(k, ...)`, however deep in blocks. */
export function fills(node: unknown, path: string): boolean {
  if (node === null || typeof node !== 'object') return false;
  if (Array.isArray(node)) return node.some((each) => fills(each, path));
  const typed = node as Node;
  if (typed.type === 'AssignmentExpression' && place(typed.left) === path) return !isEmptyLiteral(typed.right);
  if (typed.type === 'CallExpression' && typed.callee.type === 'MemberExpression' && path.endsWith('[]')) {
    const { object, property } = typed.callee;
    if (property.type === 'Identifier' && ['set', 'add'].includes(property.name) && `${place(object) ?? ''}[]` === path)
      return true;
  }
  for (const key in typed) {
    if (key === 'type' || key === 'start' || key === 'end') continue;
    if (fills((typed as unknown as Record<string, unknown>)[key], path)) return true;
  }
  return false;
}

/** How many functions may stand between a guard and what fills its place. */
const MAX_CALLS = 2;

/**
 * Whether a body calls a method of the same class, or a function of the same file, that fills the place: `if (!this.loaded)
 * this.load()`. Where other code empties it again, it is filled again.
 */
export function fillsByCall(b: SummaryBuilder, body: Statement, path: string): boolean {
  // What a member of another object holds, code of any file may take away: `if (!store.loaded) load()`.
  const owner = path.startsWith('this.') ? b.classBody : /^[^.]+$/.test(path) ? b.program : undefined;
  return owner !== undefined && callsWhatFills(owner, body, path, MAX_CALLS) && !isEmptied(owner, path);
}

function callsWhatFills(owner: readonly Node[], body: Node, path: string, depth: number): boolean {
  return some(body, (node) => {
    const name = node.type === 'CallExpression' ? ownName(node.callee, path.startsWith('this.')) : undefined;
    const called = name === undefined ? undefined : functionNamed(owner, name)?.body;
    if (!called) return false;
    return fills(called, path) || (depth > 1 && callsWhatFills(owner, called, path, depth - 1));
  });
}

/** The name by which a method of the same object, or else a function, is called. */
function ownName(callee: Node, isMethod: boolean): string | undefined {
  if (!isMethod) return callee.type === 'Identifier' ? callee.name : undefined;
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'ThisExpression' || callee.computed)
    return undefined;
  return 'name' in callee.property ? callee.property.name : undefined;
}

function functionNamed(owner: readonly Node[], name: string): FunctionNode | undefined {
  for (const each of owner) {
    const node = each.type === 'ExportNamedDeclaration' ? each.declaration : each;
    if (node?.type === 'MethodDefinition' && 'name' in node.key && node.key.name === name) return node.value;
    if (node?.type === 'FunctionDeclaration' && node.id?.name === name) return node;
  }
  return undefined;
}

/** Whether code empties the place: an object does so as it is made, and not after the place was filled. */
function isEmptied(owner: readonly Node[], path: string): boolean {
  return owner.some(
    (node) => !(node.type === 'MethodDefinition' && node.kind === 'constructor') && empties(node, path),
  );
}

function empties(node: Node, path: string): boolean {
  if (node.type === 'AssignmentExpression' && place(node.left) === path && isEmptyLiteral(node.right)) return true;
  return childrenOf(node).some((child) => empties(child, path));
}
