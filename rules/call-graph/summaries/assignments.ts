import type { AssignmentExpression, AssignmentTarget, BindingPattern, MemberExpression } from 'oxc-parser';
import { bindPattern } from './bindings.ts';
import { expression, member } from './expressions.ts';
import { type SummaryBuilder, UNKNOWN } from './summary-builder.ts';
import { setterName, type Term, type TermId } from './summary.ts';

/** Records `target = value` where the value can later be found again: variables, exports, `this`, prototypes, members. */
export function assignTo(b: SummaryBuilder, target: AssignmentTarget, value: TermId): void {
  switch (target.type) {
    case 'Identifier': {
      const variable = b.lookup(target.name);
      if (variable !== undefined) b.assign(variable, value);
      else if (target.name === 'exports') exportValue(b, '=', value);
      return;
    }
    case 'ObjectPattern':
    case 'ArrayPattern':
      // Assignment and binding patterns differ in their leaves only, and a member as a leaf gives no name to bind.
      bindPattern(b, target as unknown as BindingPattern, value);
      return;
    case 'MemberExpression':
      assignMember(b, target, value);
      return;
    default:
      expression(b, target);
  }
}

/** Records what `text += part` or `text = text + part` adds to a variable; whether the assignment is one of these. */
export function assignSum(b: SummaryBuilder, { operator, left, right }: AssignmentExpression): boolean {
  if (left.type !== 'Identifier') return false;
  const isSum = operator === '=' && right.type === 'BinaryExpression' && right.operator === '+';
  const isOfItself = isSum && right.left.type === 'Identifier' && right.left.name === left.name;
  if (operator !== '+=' && !isOfItself) return false;
  const part = expression(b, isOfItself ? right.right : right);
  const term = b.get(part);
  const isNumber = term.k === 'literal' && typeof term.value !== 'string';
  // Literals are no more than separators: that there are any is enough.
  const added = term.k === 'literal' ? UNKNOWN : part;
  if (term.k !== 'unknown' && !isNumber) assignTo(b, left, b.term({ k: 'text', parts: [UNKNOWN, added], grows: true }));
  return true;
}

/** Records that a target has all members of some values: `Object.assign(target, value)`. */
export function assignMembers(b: SummaryBuilder, target: TermId, values: readonly TermId[]): void {
  const isExports = isModuleExports(b, target) || b.isGlobal(target, 'exports');
  for (const value of values)
    if (isExports) exportValue(b, '=', value);
    else b.pendingAssignments.push({ target, name: '*', value });
}

function assignMember(b: SummaryBuilder, node: MemberExpression, value: TermId): void {
  const target = member(b, node);
  const term = b.get(target);
  if (term.k !== 'member') return;
  const { of } = term;
  const name = term.name?.endsWith('*') === true ? null : term.name;
  if (name !== null) noteWrite(b, of, name, node);
  if (isModuleExports(b, target)) {
    exportValue(b, '=', value);
  } else assignNamed(b, of, name, value);
}

/** Records what something has under a name from now on; `null`: under one that cannot be read. */
export function assignNamed(b: SummaryBuilder, of: TermId, name: string | null, value: TermId): void {
  if (isModuleExports(b, of) || b.isGlobal(of, 'exports')) {
    if (name === null) exportComputed(b, value);
    else exportValue(b, name, value);
  } else if (!assignOnThis(b, b.get(of), name, value)) {
    b.pendingAssignments.push({ target: of, name, value });
  }
}

/** A write runs a setter, if there is one: it is kept beside the reads, under the setter's name. */
function noteWrite(b: SummaryBuilder, of: TermId, name: string, { start, end, property }: MemberExpression): void {
  b.addRead({ of, name: setterName(name), start, at: property.start, end });
}

/** Puts the members that were assigned anywhere in the file on the class, object or function that they belong to. */
export function settleAssignments(b: SummaryBuilder): void {
  for (const { target, name, value } of b.pendingAssignments) {
    if (name === '*') assignAll(b, target, value);
    else if (!assignOnPrototype(b, target, name, value)) assignOnValue(b, target, name, value);
  }
}

/** `Object.assign(this.hooks, hooks)`, where the field is made by other code of the class. */
function assignAll(b: SummaryBuilder, target: TermId, value: TermId): void {
  const term = b.get(target);
  const receiver = term.k === 'member' ? b.get(term.of) : undefined;
  const owner = receiver?.k === 'this' ? b.summary.classes[b.functionAt(receiver.fn).class] : undefined;
  const fields = owner && term.k === 'member' ? b.fieldValues(owner, term.name ?? '') : [];
  for (const field of fields.map((each) => b.get(each)))
    if (field.k === 'object') b.summary.objects[field.object]?.spreads.push(value);
  b.summary.memberAssignments.push({ target, name: '*', value });
}

function isModuleExports(b: SummaryBuilder, id: TermId): boolean {
  const term = b.get(id);
  return term.k === 'member' && term.name === 'exports' && b.isGlobal(term.of, 'module');
}

function exportValue(b: SummaryBuilder, name: string, value: TermId): void {
  // `exports = module.exports = X` hands the same value twice; `module.exports = exports` tells nothing.
  if (value === UNKNOWN || b.isGlobal(value, 'exports')) return;
  b.addExport(name, value);
  const term = b.get(value);
  if (term.k === 'function' && name !== '=') b.functionAt(term.fn).onExports = true;
}

/** `exports[path.basename(file)] = require(...)`: a module that has it under some name. */
function exportComputed(b: SummaryBuilder, value: TermId): void {
  const object = b.summary.objects.push({ props: [], spreads: [], computed: [value] }) - 1;
  exportValue(b, '=', b.term({ k: 'object', object }));
}

function assignOnThis(b: SummaryBuilder, term: Term, name: string | null, value: TermId): boolean {
  if (term.k !== 'this') return false;
  const fn = b.functionAt(term.fn);
  const owner = b.summary.classes[fn.class];
  if (name === null) return true;
  if (owner) b.addMember(owner, name, value, fn.static);
  else if (term.fn === 0) exportValue(b, name, value);
  else if (fn.object >= 0) addToObject(b, fn.object, name, value);
  else b.addFunctionMember(term.fn, name, value, true);
  return true;
}

/** `Foo.prototype.bar = value` and `Foo.prototype = { bar }`. */
function assignOnPrototype(b: SummaryBuilder, of: TermId, name: string | null, value: TermId): boolean {
  const term = b.get(of);
  if (term.k === 'member' && term.name === 'prototype' && name !== null) {
    const fn = functionOf(b, term.of);
    if (fn === undefined) return false;
    b.addFunctionMember(fn, name, value, true);
    adopt(b, value, fn);
    return true;
  }
  if (name !== 'prototype') return false;
  const fn = functionOf(b, of);
  if (fn === undefined) return false;
  b.addFunctionMember(fn, '*', value, true);
  return true;
}

/** A method put on a prototype has the constructor function's instances as `this`. */
function adopt(b: SummaryBuilder, value: TermId, constructor: number): void {
  const term = b.get(value);
  if (term.k !== 'function') return;
  b.functionAt(term.fn).prototypeOf = constructor;
}

function assignOnValue(b: SummaryBuilder, of: TermId, name: string | null, value: TermId): void {
  if (of === UNKNOWN || value === UNKNOWN) return;
  const entity = b.valueOf(of);
  // `const self = this; self.run = ...`
  if (entity && assignOnThis(b, entity, name, value)) return;
  if (name !== null) {
    if (entity?.k === 'object') {
      addToObject(b, entity.object, name, value);
      return;
    }
    if (entity?.k === 'function') {
      b.addFunctionMember(entity.fn, name, value, false);
      return;
    }
    const owner = entity?.k === 'class' ? b.summary.classes[entity.class] : undefined;
    if (owner) {
      b.addMember(owner, name, value, true);
      return;
    }
  } else if (entity?.k === 'object') {
    b.summary.objects[entity.object]?.computed.push(value);
    return;
  }
  b.summary.memberAssignments.push({ target: of, name: name ?? '[]', value });
}

function addToObject(b: SummaryBuilder, index: number, name: string, value: TermId): void {
  const object = b.summary.objects[index];
  if (object) b.addMember(object, name, value);
}

function functionOf(b: SummaryBuilder, id: TermId): number | undefined {
  const term = b.valueOf(id);
  return term?.k === 'function' ? term.fn : undefined;
}
