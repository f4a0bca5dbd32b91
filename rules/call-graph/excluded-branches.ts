import type { Edge, FunctionNode } from './function-node.ts';
import type { LoadedFile } from './loaded-file.ts';
import { passedTo } from './passed-arguments.ts';
import type { CallSite, Demand, FileSummary, TermId } from './summary.ts';

/** A way into a function: the call, and the file that it stands in. */
export interface Entrance {
  file: LoadedFile;
  edge: Edge;
}

/** What is known of a value: which literal it is, what it is written as, that it is something, or nothing. */
type Known =
  | { literal: string | number | boolean | null | undefined }
  | { is: 'object'; summary: FileSummary; object: number }
  | { is: 'list'; length: number }
  | { is: 'thing' }
  | undefined;

const ABSENT: Known = { literal: undefined };
const THING: Known = { is: 'thing' };

const isAbsent = (value: Known): boolean => value !== undefined && 'literal' in value && value.literal === undefined;

/**
 * Notes for each function what none of its callers gets to. The callers that count are those by which what the function is
 * for is decided: a handler's, where a handler reaches it.
 */
export function excludeBranches(nodes: readonly FunctionNode[]): void {
  const entrances = new Map<FunctionNode, Entrance[]>();
  for (const node of nodes)
    if (isDemanding(node) && node.reach && !node.handler && !node.calledLater) entrances.set(node, []);
  if (entrances.size === 0) return;
  for (const { file, edges, reach } of nodes)
    for (const edge of edges) if (edge.to.reach?.state === reach?.state) entrances.get(edge.to)?.push({ file, edge });
  for (const [node, ways] of entrances) {
    if (ways.length === 0) continue;
    const sites = [...node.edges, ...node.sinks].map(({ site }) => site);
    const excluded = sites.filter((site) => ways.every((way) => isExcluded(node, site, way)));
    if (excluded.length > 0) node.excluded = new Set(excluded);
  }
}

const hasDemands = ({ site }: { site: CallSite }) => site.demands !== undefined;

/** Whether something that a function leads to demands anything of its parameters. */
const isDemanding = ({ edges, sinks }: FunctionNode) => edges.some(hasDemands) || sinks.some(hasDemands);

/** Whether who comes into a function by a call never gets to a part of it: what the call passes decides against it. */
export function isExcluded(node: FunctionNode, { demands }: CallSite, { file, edge }: Entrance): boolean {
  if (demands === undefined || edge.mode !== 'call' || edge.byName !== undefined) return false;
  const callee = file.summary.terms[edge.site.callee];
  if (callee?.k === 'member' && callee.name === 'apply') return false;
  const given = passedTo(node, file, edge.site);
  return demands.some((demand) => contradicts(demand, valueOf(node, demand.of, { summary: file.summary, given })));
}

function contradicts({ is, to }: Demand, known: Known): boolean {
  if (known === undefined) return false;
  const isTruthy = !('literal' in known) || Boolean(known.literal);
  if (is === 'truthy' || is === 'falsy') return isTruthy !== (is === 'truthy');
  const isEqual = 'literal' in known && known.literal === to;
  return isEqual !== (is === 'equal');
}

/** What one call passes: terms of the caller's summary. */
interface Given {
  summary: FileSummary;
  given: readonly TermId[];
}

/** What a term of a function's parameters is for one call of it. */
function valueOf(node: FunctionNode, id: TermId, call: Given): Known {
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
      const only = onlyValue(summary, term.variable);
      return only === undefined ? undefined : valueOf(node, only, call);
    }
    case 'or': {
      // A parameter with a default, which stands for it where nothing is given.
      const [first = 0, otherwise = 0] = term.of.filter((each) => !isType(summary, each));
      const value = valueOf(node, first, call);
      return isAbsent(value) && otherwise !== 0 ? written(summary, otherwise) : value;
    }
    default:
      return undefined;
  }
}

function argumentOf({ summary, given }: Given, index: number): Known {
  // After a spread nobody knows which argument is which.
  if (given.slice(0, index + 1).some((each) => summary.terms[each]?.k === 'element')) return undefined;
  return index < given.length ? written(summary, given[index] ?? 0) : ABSENT;
}

function memberOf(owner: Known, name: string): Known {
  if (isAbsent(owner)) return ABSENT; // Without `?.` it would throw.
  if (!owner || 'literal' in owner) return undefined;
  if (owner.is === 'list') return name === 'length' ? { literal: owner.length } : undefined;
  const object = owner.is === 'object' ? owner.summary.objects[owner.object] : undefined;
  if (owner.is !== 'object' || !object || object.spreads.length > 0 || object.computed.length > 0) return undefined;
  const ids = object.props.find(([key]) => key === name)?.[1];
  if (ids === undefined) return ABSENT;
  return ids.length === 1 ? written(owner.summary, ids[0] ?? 0) : undefined;
}

/** What is written in place: a literal, a constant that is one, an object, a list, a function. */
function written(summary: FileSummary, id: TermId): Known {
  const term = summary.terms[id];
  switch (term?.k) {
    case 'literal':
      return { literal: term.value };
    case 'object':
      return { is: 'object', summary, object: term.object };
    case 'array':
      return term.fixed === true || term.items.length === 0 ? { is: 'list', length: term.items.length } : THING;
    case 'function':
    case 'class':
    case 'new':
    case 'regex':
      return THING;
    case 'global':
      return term.name === 'undefined' ? ABSENT : undefined;
    case 'variable': {
      const only = onlyValue(summary, term.variable);
      const value = only === undefined || summary.terms[only]?.k === 'variable' ? undefined : written(summary, only);
      // What a variable holds may have been changed since.
      return value === undefined || 'literal' in value ? value : THING;
    }
    default:
      return undefined;
  }
}

/** The only value of a variable, beside what its annotation says. */
function onlyValue(summary: FileSummary, variable: number): TermId | undefined {
  const values = (summary.variables[variable]?.values ?? []).filter((each) => !isType(summary, each));
  return values.length === 1 ? values[0] : undefined;
}

const isType = ({ terms }: FileSummary, id: TermId): boolean => terms[id]?.k === 'typed';
