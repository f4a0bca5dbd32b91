import type { Edge, FunctionNode } from './function-node.ts';
import type { LoadedFile } from './loaded-file.ts';
import { passedTo } from './passed-arguments.ts';
import type { CallSite, Demand, FileSummary, TermId } from './summary.ts';

/** A way into a function: the call, and the file that it stands in. */
export interface Entrance {
  file: LoadedFile;
  edge: Edge;
}

/** What is known of a value: what it is, that it is some object, or nothing. */
type Known = { literal: string | number | boolean | null | undefined } | { isObject: true } | undefined;

const ABSENT: Known = { literal: undefined };

/**
 * Notes for each function what none of its callers gets to. The callers that count are those by which what the function is
 * for is decided: a handler's, where a handler reaches it.
 */
export function excludeBranches(nodes: readonly FunctionNode[]): void {
  const entrances = new Map<FunctionNode, Entrance[]>();
  for (const node of nodes)
    if (node.reach && !node.handler && !node.calledLater && demandingSites(node).length > 0) entrances.set(node, []);
  for (const { file, edges, reach } of nodes)
    for (const edge of edges) if (edge.to.reach?.state === reach?.state) entrances.get(edge.to)?.push({ file, edge });
  for (const [node, ways] of entrances) {
    if (ways.length === 0) continue;
    const sites = demandingSites(node).filter((site) => ways.every((way) => isExcluded(node, site, way)));
    if (sites.length > 0) node.excluded = new Set(sites);
  }
}

/** The sites of a function that lead somewhere, and demand something of its parameters. */
function demandingSites({ edges, sinks }: FunctionNode): CallSite[] {
  return [...edges, ...sinks].map(({ site }) => site).filter(({ demands }) => demands !== undefined);
}

/** Whether who comes into a function by a call never gets to a part of it: what the call passes decides against it. */
export function isExcluded(node: FunctionNode, { demands }: CallSite, { file, edge }: Entrance): boolean {
  if (demands === undefined || edge.mode !== 'call' || edge.byName !== undefined) return false;
  const callee = file.summary.terms[edge.site.callee];
  if (callee?.k === 'member' && callee.name === 'apply') return false;
  const given = passedTo(node, file, edge.site);
  return demands.some((demand) => contradicts(demand, valueOf(node, demand.of, { file, given })));
}

function contradicts({ is, to }: Demand, known: Known): boolean {
  if (known === undefined) return false;
  const isTruthy = 'isObject' in known || Boolean(known.literal);
  if (is === 'truthy' || is === 'falsy') return isTruthy !== (is === 'truthy');
  const isEqual = 'literal' in known && known.literal === to;
  return isEqual !== (is === 'equal');
}

interface Given {
  file: LoadedFile;
  given: readonly TermId[];
}

/** What a term of a function's parameters is for one call of it. */
function valueOf(node: FunctionNode, id: TermId, call: Given): Known {
  const { summary } = node.file;
  const term = summary.terms[id];
  switch (term?.k) {
    case 'parameter': {
      if (term.fn !== node.index) return undefined;
      const before = call.given.slice(0, term.index + 1);
      // After a spread nobody knows which argument is which.
      if (before.some((each) => call.file.summary.terms[each]?.k === 'element')) return undefined;
      return term.index < call.given.length ? written(call.file.summary, call.given[term.index] ?? 0) : ABSENT;
    }
    case 'member': {
      if (term.name === 'length') return lengthOf(node, term.of, call);
      const owner = objectOf(node, term.of, call);
      return owner && term.name !== null ? memberOf(owner, term.name) : undefined;
    }
    case 'variable': {
      const [only, ...others] = summary.variables[term.variable]?.values ?? [];
      return only === undefined || others.some((each) => !isType(summary, each))
        ? undefined
        : valueOf(node, only, call);
    }
    case 'or':
      return orDefault(summary, term.of, (each) => valueOf(node, each, call));
    default:
      return undefined;
  }
}

/** The length of a list that nobody gives, so that it is the empty one of its default. */
function lengthOf(node: FunctionNode, id: TermId, call: Given): Known {
  const { summary } = node.file;
  const term = summary.terms[id];
  const values = term?.k === 'variable' ? (summary.variables[term.variable]?.values ?? []) : [];
  const [only = 0, ...others] = values.filter((each) => !isType(summary, each));
  const either = summary.terms[only];
  if (others.length > 0 || either?.k !== 'or') return undefined;
  const [parameter = 0, otherwise = 0] = either.of;
  const given = valueOf(node, parameter, call);
  const list = summary.terms[otherwise];
  const isEmpty = list?.k === 'array' && list.items.length === 0;
  return isEmpty && given && 'literal' in given && given.literal === undefined ? { literal: 0 } : undefined;
}

/** The value of a parameter or, where it is not given, of its default. */
function orDefault(
  summary: FileSummary,
  [first = 0, ...others]: readonly TermId[],
  read: (id: TermId) => Known,
): Known {
  const value = read(first);
  const [otherwise] = others.filter((each) => !isType(summary, each));
  if (otherwise === undefined || value === undefined) return value;
  return 'literal' in value && value.literal === undefined ? written(summary, otherwise) : value;
}

const isType = (summary: FileSummary, id: TermId): boolean => summary.terms[id]?.k === 'typed';

interface Owner {
  summary: FileSummary;
  /** -1 for an object of which nothing was given. */
  object: number;
}

/** The object literal that a parameter is for one call; where none is given, its default. */
function objectOf(node: FunctionNode, id: TermId, call: Given): Owner | undefined {
  const { summary } = node.file;
  const term = summary.terms[id];
  switch (term?.k) {
    case 'parameter': {
      const value = valueOf(node, id, call);
      if (value && 'literal' in value && value.literal === undefined) return { summary, object: -1 };
      return term.fn === node.index ? literalObject(call.file.summary, call.given[term.index] ?? 0) : undefined;
    }
    case 'variable': {
      const [only, ...others] = summary.variables[term.variable]?.values ?? [];
      return only === undefined || others.some((each) => !isType(summary, each))
        ? undefined
        : objectOf(node, only, call);
    }
    case 'or': {
      const [first = 0, otherwise] = term.of.filter((each) => !isType(summary, each));
      const owner = objectOf(node, first, call);
      return owner?.object === -1 && otherwise !== undefined ? literalObject(summary, otherwise) : owner;
    }
    default:
      return undefined;
  }
}

function literalObject(summary: FileSummary, id: TermId): Owner | undefined {
  const term = summary.terms[id];
  return term?.k === 'object' ? { summary, object: term.object } : undefined;
}

function memberOf({ summary, object }: Owner, name: string): Known {
  if (object === -1) return ABSENT;
  const literal = summary.objects[object];
  if (literal === undefined || literal.spreads.length > 0 || literal.computed.length > 0) return undefined;
  const ids = literal.props.find(([key]) => key === name)?.[1];
  if (ids === undefined) return ABSENT;
  return ids.length === 1 ? written(summary, ids[0] ?? 0) : undefined;
}

/** What is written out: a literal, a constant that is one, a function, an object, a list. */
function written(summary: FileSummary, id: TermId): Known {
  const term = summary.terms[id];
  switch (term?.k) {
    case 'literal':
      return { literal: term.value };
    case 'object':
    case 'array':
    case 'function':
    case 'class':
    case 'new':
    case 'regex':
      return { isObject: true };
    case 'global':
      return term.name === 'undefined' ? ABSENT : undefined;
    case 'variable': {
      const [only, ...others] = summary.variables[term.variable]?.values ?? [];
      return only === undefined || others.length > 0 || summary.terms[only]?.k === 'variable'
        ? undefined
        : written(summary, only);
    }
    default:
      return undefined;
  }
}
