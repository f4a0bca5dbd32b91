import { isKept, isListed } from '../summaries/kept-parameters.ts';
import type { FileSummary, Members, TermId } from '../summaries/summary.ts';
import { type Seen, seenOf } from './seen.ts';

const MAX_DEPTH = 8;

/** What other files can see of a file, as texts; those of the tables by their numbers. */
interface FileInterface {
  imports: string[];
  functions: string[];
  classes: string[];
  objects: string[];
  exports: ReadonlyMap<string, string>;
  module: string;
}

function interfaceOf(summary: FileSummary): FileInterface {
  const print = printerOf(summary);
  const seen = seenOf(summary);
  const ifSeen = <T>(kind: keyof Seen, entries: readonly T[], text: (entry: T, index: number) => string) =>
    entries.map((entry, index) => (seen[kind].has(index) ? text(entry, index) : ''));
  const all = (ids: readonly TermId[]) => ids.map(print).join('|');
  const members = (list: Members) => list.map(([name, ids]) => `${name}:${all(ids)}`).join();
  return {
    imports: summary.imports.map(({ source }) => source),
    functions: ifSeen(
      'functions',
      summary.functions,
      (fn, index) =>
        `${fn.name} ${fn.kind} ${fn.async ? 'a' : ''}${fn.hidden ? 'h' : ''} ${fn.parent} ${fn.class} ${fn.object} ${fn.annotation ?? ''} ${fn.directive ?? ''} ` +
        `${fn.params.map(({ name, parts = [], type }, at) => `${name}${parts.join(' ')}${isKept(summary, index, at) ? '!' : ''}${isListed(summary, index, at) ? '+' : ''}:${print(type)}`).join()} ${all(fn.returns)}`,
    ),
    classes: ifSeen(
      'classes',
      summary.classes,
      (each) =>
        `${each.name} ${[each.superClass, ...each.implements].map(print).join()} ${members(each.members)} ${members(each.statics)}`,
    ),
    objects: ifSeen(
      'objects',
      summary.objects,
      (each) => `${members(each.props)} ${all([...each.spreads, ...each.computed])}`,
    ),
    exports: new Map(summary.exports.map(([name, ids]) => [name, all(ids)])),
    module: [
      ...summary.memberAssignments.map((each) => `${print(each.target)} ${each.name} ${print(each.value)}`),
      ...summary.functionMembers.map(([fn, statics, instance]) => `${fn} ${members(statics)} ${members(instance)}`),
      summary.starExports.join(),
      String(summary.isTest),
    ].join('\n'),
  };
}

/**
 * The names of exports by which other files may tell two summaries of a file apart; undefined where there is more: what can be
 * seen of the first one must still be there under its number, and look the same. What is new nobody has seen. Where nobody
 * can tell the two apart only the file itself needs to be linked again.
 */
export function exportsThatDiffer(before: FileSummary, after: FileSummary): ReadonlySet<string> | undefined {
  const [was, is] = [interfaceOf(before), interfaceOf(after)];
  const keeps = (table: 'imports' | 'functions' | 'classes' | 'objects') =>
    was[table].every((text, index) => text === '' || text === is[table][index]);
  if (was.module !== is.module || !(['imports', 'functions', 'classes', 'objects'] as const).every(keeps))
    return undefined;
  const names = [...was.exports.keys(), ...is.exports.keys()];
  return new Set(names.filter((name) => was.exports.get(name) !== is.exports.get(name)));
}

/** Prints terms of a file as other files may see them: with the values of variables instead of their numbers. */
export function printerOf(summary: FileSummary): (id: TermId) => string {
  const printed = new Map<TermId, string>();
  return (id) => {
    let text = printed.get(id);
    if (text === undefined) printed.set(id, (text = printTerm(summary, id, 0)));
    return text;
  };
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
    case 'boolean':
      return `!!${print(term.of)}`;
    case 'text':
      return `text ${String(term.grows)} ${term.parts.map(print).join('+')}`;
    case 'typed':
      return `:${print(term.type)}`;
    default:
      return JSON.stringify(term);
  }
}
