import type { FileSummary, Members, TermId } from './summary.ts';

const MAX_DEPTH = 8;

/**
 * A text that is equal for two summaries of a file when no other file can tell them apart: same functions, classes,
 * objects and exports, in the same order. Then only the file itself needs to be linked again.
 */
export function interfaceDigest(summary: FileSummary): string {
  const print = (id: TermId, depth = 0): string => printTerm(summary, id, depth);
  const members = (list: Members) =>
    list.map(([name, ids]) => `${name}:${ids.map((id) => print(id)).join('|')}`).join();
  const functions = summary.functions.map(
    (fn) =>
      `${fn.name} ${fn.kind} ${fn.async ? 'a' : ''} ${fn.parent} ${fn.class} ${fn.object} ${fn.annotation ?? ''} ${fn.directive ?? ''} ` +
      `${fn.params.map(({ name, type }) => `${name}:${print(type)}`).join()} ${fn.returns.map((id) => print(id)).join('|')}`,
  );
  return [
    ...summary.imports.map(({ source }) => source),
    ...functions,
    ...summary.classes.map(
      (each) =>
        `${each.name} ${[each.superClass, ...each.implements].map((id) => print(id)).join()} ${members(each.members)} ${members(each.statics)}`,
    ),
    ...summary.objects.map(
      (each) => `${members(each.props)} ${[...each.spreads, ...each.computed].map((id) => print(id)).join()}`,
    ),
    members(summary.exports),
    ...summary.memberAssignments.map((each) => `${print(each.target)} ${each.name} ${print(each.value)}`),
    ...summary.functionMembers.map(([fn, statics, instance]) => `${fn} ${members(statics)} ${members(instance)}`),
    summary.starExports.join(),
    String(summary.isTest),
  ].join('\n');
}

function printTerm(summary: FileSummary, id: TermId, depth: number): string {
  const term = summary.terms[id];
  if (!term || depth > MAX_DEPTH) return '.';
  const print = (next: TermId) => printTerm(summary, next, depth + 1);
  switch (term.k) {
    case 'variable': {
      const variable = summary.variables[term.variable];
      return `${variable?.name ?? ''}=${(variable?.values ?? []).map(print).join('|')}`;
    }
    case 'member':
      return `${print(term.of)}.${term.name ?? '*'}`;
    case 'call':
    case 'new':
      return `${term.k} ${print(term.callee)}(${term.args.map(print).join()})`;
    case 'or':
      return term.of.map(print).join('|');
    case 'array':
      return `[${term.id} ${term.items.map((item) => `${item}:${print(item)}`).join()}]`;
    case 'element':
      return `${print(term.of)}[]`;
    case 'typed':
      return `:${print(term.type)}`;
    default:
      return JSON.stringify(term);
  }
}
