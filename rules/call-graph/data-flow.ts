import type { Evaluator } from './evaluate.ts';
import type { LoadedFile } from './loaded-file.ts';
import type { Place } from './looks.ts';
import type { Term, TermId } from './summary.ts';

/** Methods whose result is the receiver in another form. */
const SAME_DATA = new Set([
  'toString',
  'trim',
  'slice',
  'replace',
  'concat',
  'normalize',
  'toLowerCase',
  'toUpperCase',
  'substring',
]);
const MAX_DEPTH = 8;
/** A function that is called from more places than this is given data of any kind. */
const MAX_PLACES = 8;

/** Whether a term is what is looked for. */
export type IsSource = (file: LoadedFile, term: Term) => boolean;

interface Ways {
  /** A part of the data is as good as the data. */
  throughMembers?: boolean;
  /** Data is followed into and out of functions of the project. */
  throughCalls?: Evaluator;
}

/** Follows variables and methods that keep the data, until `isSource` holds. */
export function comesFrom(file: LoadedFile, id: TermId, isSource: IsSource, ways: Ways, depth = 0): boolean {
  const { summary } = file;
  const term = summary.terms[id];
  if (!term || depth > MAX_DEPTH) return false;
  if (isSource(file, term)) return true;
  const follow = (next: TermId, where = file) => comesFrom(where, next, isSource, ways, depth + 1);
  switch (term.k) {
    case 'variable':
      return (summary.variables[term.variable]?.values ?? []).some((value) => follow(value));
    case 'or':
      return term.of.some((value) => follow(value));
    case 'member':
      if (ways.throughMembers === true) return follow(term.of);
      return (
        term.name !== null &&
        written(file, term.of, term.name, ways.throughCalls).some((each) => follow(each.term, each.file))
      );
    case 'element':
      return ways.throughMembers === true && follow(term.of);
    case 'parameter': {
      const given = ways.throughCalls?.looks.argumentsOf(file, term.fn, term.index) ?? [];
      return given.length > 0 && given.length <= MAX_PLACES && given.every((each) => follow(each.term, each.file));
    }
    case 'call': {
      const callee = summary.terms[term.callee];
      if (callee?.k === 'global' && callee.name === 'String') return follow(term.args[0] ?? 0);
      if (callee?.k === 'member' && callee.name !== null && SAME_DATA.has(callee.name)) return follow(callee.of);
      const values = ways.throughCalls?.evaluate(file, term.callee) ?? [];
      return values.some(
        (value) =>
          value.k === 'function' &&
          (value.file.summary.functions[value.fn]?.returns ?? []).some((each) => follow(each, value.file)),
      );
    }
    default:
      return false;
  }
}

/** What code puts under a name of an object that is known by its literal, or of one that is not known. */
function written(file: LoadedFile, of: TermId, name: string, evaluator: Evaluator | undefined): Place[] {
  const assigned = file.assigned(of, name).map((term) => ({ file, term }));
  const objects = evaluator?.evaluate(file, of) ?? [];
  const props = objects.flatMap((value) => {
    const object = value.k === 'object' ? value.file.summary.objects[value.object] : undefined;
    if (value.k !== 'object' || !object) return [];
    return (value.file.index(object.props).get(name) ?? []).map((term) => ({ file: value.file, term }));
  });
  return [...assigned, ...props];
}
