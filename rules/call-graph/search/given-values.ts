import type { FunctionNode } from '../links/function-node.ts';
import { type Demand, setterName, type Term, type TermId } from '../summaries/summary.ts';
import type { LoadedFile } from '../values/loaded-file.ts';

/** What one call passes: terms of the caller's file. */
export interface Given {
  file: LoadedFile;
  given: readonly TermId[];
}

/**
 * What is known of a value: which literal it is, what it is written as, that it is something, or nothing. `isOlder`: it was written
 * before, so that it may have more by now.
 */
type Known =
  | { literal: string | number | boolean | null | undefined }
  | { is: 'object'; file: LoadedFile; object: number; isOlder: boolean }
  | { is: 'made'; constructor: FunctionNode; by: Given }
  | { is: 'list'; length: number }
  | { is: 'thing' }
  | undefined;

const ABSENT: Known = { literal: undefined };
const THING: Known = { is: 'thing' };

const isAbsent = (value: Known): boolean => value !== undefined && 'literal' in value && value.literal === undefined;

/** Whether a value is not what is demanded of it. */
export function contradicts({ is, to }: Demand, known: Known): boolean {
  if (known === undefined) return false;
  if (is === 'truthy' || is === 'falsy') return isTruthy(known) !== (is === 'truthy');
  const isEqual = 'literal' in known && known.literal === to;
  return isEqual !== (is === 'equal');
}

const isTruthy = (known: NonNullable<Known>): boolean => !('literal' in known) || Boolean(known.literal);

/** What a term of a function's parameters is for one call of it. */
export function valueOf(node: FunctionNode, id: TermId, call: Given): Known {
  const { summary } = node.file;
  const term = summary.terms[id];
  switch (term?.k) {
    case 'parameter':
      return term.fn === node.index ? argumentOf(call, term.index) : undefined;
    case 'member': {
      const { of, name } = term;
      // What the function itself puts there is not the caller's.
      if (name === null || [...node.file.assigned(of, name), ...node.file.assignedAny(of)].length > 0) return undefined;
      return memberOf(valueOf(node, of, call), name);
    }
    case 'variable': {
      const only = onlyValue(node.file, term.variable);
      return only === undefined ? undefined : valueOf(node, only, call);
    }
    case 'boolean': {
      const value = valueOf(node, term.of, call);
      return value && { literal: isTruthy(value) };
    }
    case 'or':
      return eitherOf(node, term, call);
    default:
      return undefined;
  }
}

/** A parameter with a default, or a value with a fallback, which stands for it where it is nothing. */
function eitherOf(node: FunctionNode, { of, instead }: Term & { k: 'or' }, call: Given): Known {
  const [first = 0, otherwise = 0, ...others] = of.filter((each) => !isType(node.file, each));
  const value = valueOf(node, first, call);
  if (otherwise === 0) return value;
  if (!value || others.length > 0 || instead === undefined) return undefined;
  const isNone =
    isAbsent(value) ||
    (instead === 'nullish' && 'literal' in value && value.literal === null) ||
    (instead === 'falsy' && !isTruthy(value));
  return isNone ? written(node.file, otherwise) : value;
}

function argumentOf({ file, given }: Given, index: number): Known {
  // After a spread nobody knows which argument is which.
  if (given.slice(0, index + 1).some((each) => file.summary.terms[each]?.k === 'element')) return undefined;
  return index < given.length ? written(file, given[index] ?? 0) : ABSENT;
}

function memberOf(owner: Known, name: string): Known {
  if (isAbsent(owner)) return ABSENT; // Without `?.` it would throw.
  if (!owner || 'literal' in owner) return undefined;
  if (owner.is === 'list') return name === 'length' ? { literal: owner.length } : undefined;
  if (owner.is === 'made') return fieldOf(owner.constructor, name, owner.by);
  const object = owner.is === 'object' ? owner.file.summary.objects[owner.object] : undefined;
  if (owner.is !== 'object' || !object || object.spreads.length > 0 || object.computed.length > 0) return undefined;
  if (owner.isOlder && writes(owner.file, name)) return undefined;
  const ids = object.props.find(([key]) => key === name)?.[1];
  if (ids === undefined) return owner.isOlder ? undefined : ABSENT;
  return ids.length === 1 ? written(owner.file, ids[0] ?? 0) : undefined;
}

/** What a constructor makes a field of what it is given, where nothing that is in view writes the field afterwards. */
function fieldOf(constructor: FunctionNode, name: string, by: Given): Known {
  const { file, index, summary } = constructor;
  const members = file.summary.classes[summary.class]?.members ?? [];
  const ids = (file.index(members).get(name) ?? []).filter((id) => !isType(file, id));
  if (ids.length !== 1 || writes(file, name, index) || (by.file !== file && writes(by.file, name))) return undefined;
  return valueOf(constructor, ids[0] ?? 0, by);
}

/** Whether any function of a file writes a member of that name, but for one of them. */
function writes(file: LoadedFile, name: string, except = -1): boolean {
  const setter = setterName(name);
  return file.summary.functions.some(({ reads }, fn) => fn !== except && reads.some((read) => read.name === setter));
}

/** What is written in place: a literal, a constant that is one, an object, a list, a function. */
function written(file: LoadedFile, id: TermId): Known {
  const { summary } = file;
  const term = summary.terms[id];
  switch (term?.k) {
    case 'literal':
      return { literal: term.value };
    case 'object':
      return { is: 'object', file, object: term.object, isOlder: false };
    case 'array':
      return term.fixed === true || term.items.length === 0 ? { is: 'list', length: term.items.length } : THING;
    case 'new':
      return made(file, term) ?? THING;
    case 'function':
    case 'class':
    case 'regex':
      return THING;
    case 'global':
      return term.name === 'undefined' ? ABSENT : undefined;
    case 'variable': {
      const only = onlyValue(file, term.variable);
      const value = only === undefined || summary.terms[only]?.k === 'variable' ? undefined : written(file, only);
      if (value === undefined || 'literal' in value || value.is === 'made') return value;
      // What a variable holds may have been changed since.
      return value.is === 'object' ? { ...value, isOlder: true } : THING;
    }
    default:
      return undefined;
  }
}

/** What `new` of a class of the project makes: its constructor, and what that is given. */
function made(file: LoadedFile, { callee, args }: Term & { k: 'new' }): Known {
  const constructors = file.nodes.flatMap(({ edges }) =>
    edges.filter(
      ({ site, to }) =>
        site.isNew && site.callee === callee && site.args.join() === args.join() && to.summary.kind === 'constructor',
    ),
  );
  const found = new Set(constructors.map(({ to }) => to));
  const [only] = found;
  return only && found.size === 1 ? { is: 'made', constructor: only, by: { file, given: args } } : undefined;
}

/** The only value of a variable, beside what its annotation says. */
function onlyValue(file: LoadedFile, variable: number): TermId | undefined {
  const values = (file.summary.variables[variable]?.values ?? []).filter((each) => !isType(file, each));
  return values.length === 1 ? values[0] : undefined;
}

const isType = ({ summary }: LoadedFile, id: TermId): boolean => summary.terms[id]?.k === 'typed';
