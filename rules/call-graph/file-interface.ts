import { type Seen, seenOf } from './seen.ts';
import type { FileSummary, Members, TermId } from './summary.ts';

const MAX_DEPTH = 8;

/** What other files can see of a file, as texts; those of the tables by their numbers. */
interface FileInterface {
  imports: string[];
  functions: string[];
  classes: string[];
  objects: string[];
  module: string;
}

function interfaceOf(summary: FileSummary): FileInterface {
  const print = printerOf(summary);
  const seen = seenOf(summary);
  const ifSeen = <T>(kind: keyof Seen, entries: readonly T[], text: (entry: T) => string) =>
    entries.map((entry, index) => (seen[kind].has(index) ? text(entry) : ''));
  const all = (ids: readonly TermId[]) => ids.map(print).join('|');
  const members = (list: Members) => list.map(([name, ids]) => `${name}:${all(ids)}`).join();
  return {
    imports: summary.imports.map(({ source }) => source),
    functions: ifSeen(
      'functions',
      summary.functions,
      (fn) =>
        `${fn.name} ${fn.kind} ${fn.async ? 'a' : ''} ${fn.parent} ${fn.class} ${fn.object} ${fn.annotation ?? ''} ${fn.directive ?? ''} ` +
        `${fn.params.map(({ name, type }) => `${name}:${print(type)}`).join()} ${all(fn.returns)}`,
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
    module: [
      members(summary.exports),
      ...summary.memberAssignments.map((each) => `${print(each.target)} ${each.name} ${print(each.value)}`),
      ...summary.functionMembers.map(([fn, statics, instance]) => `${fn} ${members(statics)} ${members(instance)}`),
      summary.starExports.join(),
      String(summary.isTest),
    ].join('\n'),
  };
}

/**
 * Whether no other file can tell two summaries of a file apart: what can be seen of the first one is still there under its number,
 * and looks the same, and the exports are. What is new nobody has seen. Then only the file itself needs to be linked again.
 */
export function looksAlike(before: FileSummary, after: FileSummary): boolean {
  const [was, is] = [interfaceOf(before), interfaceOf(after)];
  const keeps = (table: Exclude<keyof FileInterface, 'module'>) =>
    was[table].every((text, index) => text === '' || text === is[table][index]);
  return was.module === is.module && keeps('imports') && keeps('functions') && keeps('classes') && keeps('objects');
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
