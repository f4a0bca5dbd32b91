import type { CallExpression, Expression, NewExpression, Node } from 'oxc-parser';
import { assignMembers } from './assignments.ts';
import { noteDefined } from './defined-properties.ts';
import { expression, member, textOf } from './expressions.ts';
import { giveElements, giveTypeArgument } from './given-parameters.ts';
import { givenPath, pathPattern } from './path-patterns.ts';
import { askedFor, noteProvision } from './provisions.ts';
import { type SummaryBuilder, UNKNOWN } from './summary-builder.ts';
import type { Term, TermId } from './summary.ts';
import { typedTerm } from './types.ts';

function argumentsOf(b: SummaryBuilder, node: CallExpression | NewExpression, callee: string): TermId[] {
  return node.arguments.map((argument) => expression(b, argument, `${callee}() callback`));
}

export function span(node: Node, callee: Node) {
  const inner =
    callee.type === 'ChainExpression' || callee.type === 'ParenthesizedExpression' ? callee.expression : callee;
  const at = inner.type === 'MemberExpression' ? inner.property.start : inner.start;
  return { start: node.start, end: node.end, at, calleeEnd: callee.end };
}

/** Methods that put all they are given into a list, and those that put their second argument under the first. */
const PUT_ALL = new Set(['push', 'unshift', 'add']);
const PUT_LAST = new Set(['set']);
/** Methods that give what they are asked for. */
const LOOK_UP = /^(get|resolve|inject|getInstance|getService)$/;
const COLLECTIONS = new Set(['Map', 'Set', 'WeakMap', 'WeakSet', 'Array', 'Collection']);

/** `Object.freeze(x)` and its like give their argument back; what `Object.create(x)` gives has all of it. */
const IDENTITIES = new Set(['create', 'freeze', 'seal', 'preventExtensions', 'defineProperty', 'defineProperties']);

/** A callee: its last member is called, not read. */
export function calleeTerm(b: SummaryBuilder, node: Expression): TermId {
  return node.type === 'MemberExpression' ? member(b, node) : expression(b, node);
}

export function call(b: SummaryBuilder, node: CallExpression): TermId {
  const written = calleeTerm(b, node.callee);
  const callee = isCreatedRequire(b, written) ? b.term({ k: 'global', name: 'require' }) : written;
  const text = textOf(node.callee);
  const isRequire = b.isGlobal(callee, 'require');
  const args = argumentsOf(b, node, text);
  const [first] = args;
  const firstTerm = first === undefined ? undefined : b.get(first);
  const called = b.get(callee);
  b.addCall({ ...span(node, node.callee), callee, args, isNew: false, text });
  if (isRequire && first !== undefined) return required(b, first, false);
  if (called.k === 'member') {
    if (called.name === 'bind') return called.of;
    giveElements(b, called.of, called.name, args);
    notePut(b, called.of, called.name, args);
    noteStore(b, called.of, called.name, args);
    if (called.name === 'getStore') return b.or(b.term({ k: 'call', callee, args }), b.member(called.of, STORE));
  }
  if (/(^|\.)inherits$/.test(text)) inherit(b, args);
  if (called.k === 'member' && called.name !== null && firstTerm?.k === 'literal' && args[1] !== undefined)
    noteDecoration(b, called.of, called.name, String(firstTerm.value), args[1]);
  giveTypeArgument(b, callee, called, args);
  if (called.k === 'member') {
    if (b.isGlobal(called.of, 'Object') && first !== undefined) {
      noteDefined(b, called.name, args);
      if (called.name === 'create' && firstTerm?.k === 'literal') return emptyObject(b);
      if (called.name !== null && IDENTITIES.has(called.name)) return first;
      if (called.name === 'assign') return assignObject(b, args);
    }
    // `const [a, b] = await Promise.all([...])`
    if (b.isGlobal(called.of, 'Promise') && called.name === 'all' && first !== undefined) return first;
  }
  noteProvision(b, node, called, args);
  return b.or(b.term({ k: 'call', callee, args }), namedResult(b, node, called), askedFor(b, node, called, args));
}

/** `app.decorate('store', store)`, `schema.method('check', fn)`: what they are called on has it from now on, or every request. */
function noteDecoration(b: SummaryBuilder, of: TermId, by: string, name: string, value: TermId): void {
  const isMethod = (by === 'method' || by === 'static') && b.get(value).k === 'function';
  if (by === 'decorate' || isMethod) b.pendingAssignments.push({ target: of, name, value });
  else if (by === 'decorateRequest' || by === 'decorateReply')
    b.summary.memberAssignments.push({ target: b.term({ k: 'global', name: 'request' }), name, value });
}

/** `container.get<Store>('store')`: what is asked for by its type. */
function namedResult(b: SummaryBuilder, node: CallExpression, called: Term): TermId {
  const [type, ...others] = node.typeArguments?.params ?? [];
  const isLookup = called.k === 'member' && called.name !== null && LOOK_UP.test(called.name);
  return type && others.length === 0 && isLookup ? typedTerm(b, type) : UNKNOWN;
}

/** What a path loads: one file, or any file that its known beginning leaves open. */
export function required(b: SummaryBuilder, path: TermId, dynamic: boolean): TermId {
  const term = b.get(path);
  if (term.k === 'literal')
    return typeof term.value === 'string' ? b.term({ k: 'require', import: b.import(term.value), dynamic }) : UNKNOWN;
  const pattern = pathPattern(b.summary, path);
  if (pattern === undefined) return givenFolder(b, path);
  return pattern.endsWith('*')
    ? b.term({ k: 'folder', import: b.import(pattern) })
    : b.term({ k: 'require', import: b.import(pattern), dynamic });
}

/** `require(path.join(folder, file))` of a function that is given the folder. */
function givenFolder(b: SummaryBuilder, path: TermId): TermId {
  const given = givenPath(b.summary, path);
  if (!given || given.rest.isWhole) return UNKNOWN;
  const { fn, index, rest } = given;
  return b.term({ k: 'given-folder', fn, index, rest: rest.text });
}

/** `list.push(value)`, `map.set(key, value)`: the value is one of what is in it from now on. */
function notePut(b: SummaryBuilder, of: TermId, name: string | null, args: readonly TermId[]): void {
  if (of === UNKNOWN || name === null) return;
  const values = PUT_ALL.has(name) ? args : PUT_LAST.has(name) ? args.slice(1, 2) : [];
  for (const value of values) {
    const { k } = b.get(value);
    if (k !== 'unknown' && k !== 'literal' && k !== 'text' && k !== 'array')
      b.pendingAssignments.push({ target: of, name: null, value });
  }
}

/** What an `AsyncLocalStorage` holds, as if it were a member of it. */
const STORE = '#store';

/** `storage.run(store, fn)`, `storage.enterWith(store)`: what `storage.getStore()` gives from then on. */
function noteStore(b: SummaryBuilder, of: TermId, name: string | null, args: readonly TermId[]): void {
  const [store = UNKNOWN, callback = UNKNOWN] = args;
  const isRun = name === 'run' && ['function', 'variable', 'parameter'].includes(b.get(callback).k);
  const { k } = b.get(store);
  const isStore = k === 'object' || k === 'new' || k === 'variable' || k === 'array' || k === 'call';
  if (isStore && (isRun || name === 'enterWith')) b.pendingAssignments.push({ target: of, name: STORE, value: store });
}

/** `util.inherits(Heir, Base)`, as in Node before there were classes. */
function inherit(b: SummaryBuilder, [heir = UNKNOWN, base = UNKNOWN]: readonly TermId[]): void {
  const term = b.valueOf(heir);
  if (term?.k === 'function' && base !== UNKNOWN) b.addFunctionMember(term.fn, '*', b.member(base, 'prototype'), true);
}

/** A variable that holds what `createRequire()` gave. */
function isCreatedRequire(b: SummaryBuilder, callee: TermId): boolean {
  const term = b.get(callee);
  if (term.k !== 'variable') return false;
  return (b.summary.variables[term.variable]?.values ?? []).some((value) => {
    const made = b.get(value);
    const by = made.k === 'call' ? b.valueOf(made.callee) : undefined;
    return (by?.k === 'import' || by?.k === 'member') && by.name === 'createRequire';
  });
}

/** `Object.create(null)`. */
function emptyObject(b: SummaryBuilder): TermId {
  return b.term({ k: 'object', object: b.summary.objects.push({ props: [], spreads: [], computed: [] }) - 1 });
}

/** `Object.assign(target, ...sources)`: the target has the sources' members from now on. */
function assignObject(b: SummaryBuilder, args: TermId[]): TermId {
  const [target = UNKNOWN, ...sources] = args;
  const term = b.get(target);
  if (term.k === 'object') b.summary.objects[term.object]?.spreads.push(...sources);
  else if (target !== UNKNOWN) assignMembers(b, target, sources);
  return b.or(target, ...sources);
}

export function construct(b: SummaryBuilder, node: NewExpression): TermId {
  const callee = expression(b, node.callee);
  const text = textOf(node.callee);
  const args = argumentsOf(b, node, `new ${text}`);
  b.addCall({ ...span(node, node.callee), at: node.start, callee, args, isNew: true, text: `new ${text}` });
  if (COLLECTIONS.has(text) && !isOwn(b, callee)) return collection(b, text, node, args);
  const made = b.term({ k: 'new', callee, args });
  // Whatever a proxy does beside it, it stands for what it is made of.
  return text === 'Proxy' ? b.or(args[0] ?? UNKNOWN, made) : made;
}

/** Whether a name stands for something of the project: a class of its own may be named `Collection`. */
function isOwn(b: SummaryBuilder, id: TermId): boolean {
  let term = b.valueOf(id);
  while (term?.k === 'member') term = b.valueOf(term.of);
  if (term?.k === 'import' || term?.k === 'require')
    return b.summary.imports[term.import]?.source.startsWith('.') === true;
  return term?.k === 'class' || term?.k === 'function';
}

/** A new `Map`, `Set` or the like, with what it is given at once or by its type. */
function collection(b: SummaryBuilder, name: string, node: NewExpression, args: readonly TermId[]): TermId {
  const isMap = name !== 'Set' && name !== 'WeakSet' && name !== 'Array';
  const [from = UNKNOWN] = name === 'Array' ? [] : args;
  const elementOf = (of: TermId) => (of === UNKNOWN ? UNKNOWN : b.term({ k: 'element', of }));
  const term = b.get(from);
  const written = term.k === 'array' ? term.items.map((item) => (isMap ? secondOf(b, item) : item)) : undefined;
  const type = node.typeArguments?.params.at(-1);
  const items = written ?? [isMap ? elementOf(elementOf(from)) : elementOf(from)];
  return b.list([...items, type ? typedTerm(b, type) : UNKNOWN].filter((id) => id !== UNKNOWN));
}

function secondOf(b: SummaryBuilder, pair: TermId): TermId {
  const term = b.get(pair);
  return term.k === 'array' ? (term.items[1] ?? UNKNOWN) : pair;
}
