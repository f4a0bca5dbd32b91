import type { Edge, FunctionNode } from '../links/function-node.ts';
import { passedTo } from '../links/passed-arguments.ts';
import type { Demand, Term, TermId } from '../summaries/summary.ts';
import type { LoadedFile } from '../values/loaded-file.ts';

/** A way into a function: the call, the file that it stands in, and the way into the function that makes it, where that is known. */
export interface Entrance {
  file: LoadedFile;
  edge: Edge;
  outer?: Entrance | undefined;
}

/** What one call passes: terms of the caller's file, and how the caller itself was entered. */
interface Given {
  file: LoadedFile;
  given: readonly TermId[];
  outer?: Entrance | undefined;
}

/**
 * What is known of a value: which literal it is, what it is written as, that it is something, or nothing. `holders` are the files
 * that had it since it was written, so that it may have more by now.
 */
type Known =
  | { literal: string | number | boolean | null | undefined }
  | { is: 'object'; file: LoadedFile; object: number; holders: readonly LoadedFile[] }
  | { is: 'made'; constructor: FunctionNode; by: Given }
  | { is: 'list'; length: number }
  | { is: 'thing' }
  | undefined;

const ABSENT: Known = { literal: undefined };
const THING: Known = { is: 'thing' };

const isText = (value: Known): boolean =>
  value !== undefined && 'literal' in value && typeof value.literal === 'string';

const isThing = (value: Known): boolean => value !== undefined && !('literal' in value);

const isAbsent = (value: Known): boolean => value !== undefined && 'literal' in value && value.literal === undefined;

/** Whether a value is not what is demanded of it. */
export function contradicts({ is, to }: Demand, known: Known): boolean {
  if (known === undefined) return false;
  if (is === 'truthy' || is === 'falsy') return isTruthy(known) !== (is === 'truthy');
  const isEqual = 'literal' in known && known.literal === to;
  return isEqual !== (is === 'equal');
}

/** What a way into a function passes; undefined where that cannot be told. */
export function givenBy({ file, edge, outer }: Entrance): Given | undefined {
  if (edge.mode !== 'call' || edge.byName !== undefined) return undefined;
  const callee = file.summary.terms[edge.site.callee];
  if (callee?.k === 'member' && callee.name === 'apply') return undefined;
  return { file, given: passedTo(edge.to, file, edge.site), outer };
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

function argumentOf({ file, given, outer }: Given, index: number): Known {
  // After a spread nobody knows which argument is which.
  if (given.slice(0, index + 1).some((each) => file.summary.terms[each]?.k === 'element')) return undefined;
  if (index >= given.length) return ABSENT;
  return passedOn(file, given[index] ?? 0, outer) ?? written(file, given[index] ?? 0);
}

/** What a function that passes on its own parameter was given itself. */
function passedOn(file: LoadedFile, id: TermId, outer: Entrance | undefined): Known {
  const node = outer?.edge.to;
  if (outer === undefined || node?.file !== file || !isOwnParameter(node, id)) return undefined;
  const call = givenBy(outer);
  const value = call && valueOf(node, id, call);
  if (value === undefined || 'literal' in value) return value;
  return value.is === 'object' ? { ...value, holders: [...value.holders, file] } : THING;
}

function isOwnParameter({ file, index }: FunctionNode, id: TermId): boolean {
  const term = file.summary.terms[id];
  const only = term?.k === 'variable' ? onlyValue(file, term.variable) : id;
  const value = only === undefined ? undefined : file.summary.terms[only];
  return value?.k === 'parameter' && value.fn === index;
}

function memberOf(owner: Known, name: string): Known {
  if (isAbsent(owner)) return ABSENT; // Without `?.` it would throw.
  if (!owner) return undefined;
  if ('literal' in owner) return isText(owner) && !(name in String.prototype) ? ABSENT : undefined;
  if (owner.is === 'list') return name === 'length' ? { literal: owner.length } : undefined;
  if (owner.is === 'made') return fieldOf(owner.constructor, name, owner.by);
  const object = owner.is === 'object' ? owner.file.summary.objects[owner.object] : undefined;
  if (owner.is !== 'object' || !object || object.spreads.length > 0 || object.computed.length > 0) return undefined;
  if (owner.holders.some((holder) => holder.writes(name))) return undefined;
  const ids = object.props.find(([key]) => key === name)?.[1];
  if (ids === undefined) return owner.holders.length > 0 ? undefined : ABSENT;
  return ids.length === 1 ? written(owner.file, ids[0] ?? 0) : undefined;
}

/** What a constructor makes a field of what it is given, where nothing that is in view writes the field afterwards. */
function fieldOf(constructor: FunctionNode, name: string, by: Given): Known {
  const { file, index, summary } = constructor;
  const members = file.summary.classes[summary.class]?.members ?? [];
  const ids = (file.index(members).get(name) ?? []).filter((id) => !isType(file, id));
  if (ids.length !== 1 || file.writes(name, index) || (by.file !== file && by.file.writes(name))) return undefined;
  return valueOf(constructor, ids[0] ?? 0, by);
}

/** What is written in place: a literal, a constant that is one, an object, a list, a function. */
function written(file: LoadedFile, id: TermId): Known {
  const { summary } = file;
  const term = summary.terms[id];
  switch (term?.k) {
    case 'literal':
      return { literal: term.value };
    case 'object':
      return { is: 'object', file, object: term.object, holders: [] };
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
      const [value, ...others] = valuesOf(file, term.variable).map((each) =>
        summary.terms[each]?.k === 'variable' ? undefined : written(file, each),
      );
      if (others.length > 0) return [value, ...others].every(isThing) ? THING : undefined;
      if (value === undefined || 'literal' in value || value.is === 'made') return value;
      // What a variable holds may have been changed since.
      return value.is === 'object' ? { ...value, holders: [file] } : THING;
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

/** The only value of a variable. */
function onlyValue(file: LoadedFile, variable: number): TermId | undefined {
  const values = valuesOf(file, variable);
  return values.length === 1 ? values[0] : undefined;
}

/** The values of a variable, beside what its annotation says. */
function valuesOf(file: LoadedFile, variable: number): TermId[] {
  return (file.summary.variables[variable]?.values ?? []).filter((each) => !isType(file, each));
}

const isType = ({ summary }: LoadedFile, id: TermId): boolean => summary.terms[id]?.k === 'typed';
