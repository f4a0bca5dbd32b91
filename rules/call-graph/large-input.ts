import type { Evaluator } from './evaluate.ts';
import type { LoadedFile } from './loaded-file.ts';
import type { TermId } from './summary.ts';

/** Calls that give a whole file's or body's content. */
const WHOLE_READS = new Map<string, RegExp>([
  ['node:fs', /^(promises\.)?readFile(Sync)?$/],
  ['node:fs/promises', /^readFile$/],
  ['fs-extra', /^readFile(Sync)?$/],
  ['graceful-fs', /^readFile(Sync)?$/],
]);
const SAME_SIZE = new Set(['toString', 'trim', 'slice', 'replace', 'concat', 'normalize']);
const REQUEST_NAME = /^_?(req|request|ctx|context|event)$/;
const MAX_DEPTH = 8;

/** Whether a value is of unbounded size because of where it comes from: a request's body or a whole file. */
export function isLargeInput(evaluator: Evaluator, file: LoadedFile, id: TermId, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  const follow = (next: TermId) => isLargeInput(evaluator, file, next, depth + 1);
  const term = file.summary.terms[id];
  switch (term?.k) {
    case 'variable':
      return (file.summary.variables[term.variable]?.values ?? []).some(follow);
    case 'or':
      return term.of.some(follow);
    case 'member':
      return (term.name === 'body' || term.name === 'rawBody') && isRequest(file, term.of);
    case 'call': {
      const callee = file.summary.terms[term.callee];
      if (callee?.k === 'member' && callee.name !== null && SAME_SIZE.has(callee.name) && follow(callee.of))
        return true;
      return evaluator
        .evaluate(file, term.callee)
        .some((value) => value.k === 'external' && WHOLE_READS.get(value.module)?.test(value.path) === true);
    }
    default:
      return false;
  }
}

function isRequest(file: LoadedFile, id: TermId): boolean {
  const term = file.summary.terms[id];
  if (term?.k === 'member') return term.name === 'request' || term.name === 'req';
  if (term?.k !== 'variable') return false;
  const variable = file.summary.variables[term.variable];
  return (
    variable !== undefined &&
    REQUEST_NAME.test(variable.name) &&
    variable.values.some((value) => file.summary.terms[value]?.k === 'parameter')
  );
}
