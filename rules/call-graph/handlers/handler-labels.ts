import { remembered } from '../summaries/remembered.ts';
import type { LabelSource } from '../../handlers/types.ts';
import type { CallSite, FileSummary, Term, TermId } from '../summaries/summary.ts';
import type { Evaluator } from '../values/evaluate.ts';
import type { LoadedFile } from '../values/loaded-file.ts';

const MAX_CHAIN = 20;

/** The literal text that a label source names, if it can be read. */
export function sourceText(
  evaluator: Evaluator,
  file: LoadedFile,
  site: CallSite,
  source: LabelSource,
): string | undefined {
  const args = source.of === undefined ? site.args : (chainedArguments(file, site.callee, source.of) ?? []);
  return literalText(evaluator, file, args[source.at] ?? 0, source.key);
}

/** The literal string that a term, or the member `key` of it, or the first item of it, is. */
export function literalText(evaluator: Evaluator, file: LoadedFile, id: TermId, key?: string): string | undefined {
  return literalTexts(evaluator, file, id, key)[0];
}

/** Every literal string that a term may be. */
export function literalTexts(evaluator: Evaluator, file: LoadedFile, id: TermId, key?: string): string[] {
  let values = evaluator.evaluate(file, id);
  if (key !== undefined) values = values.flatMap((value) => evaluator.members.get(value, key));
  const items = values.flatMap((value) => (value.k === 'array' ? evaluator.all(value.file, value.items) : [value]));
  return items.flatMap((value) => (value.k === 'literal' && typeof value.value === 'string' ? [value.value] : []));
}

/** The arguments of the call of `name` that `callee` is chained to: `router.route('/x').get` and `.all(a).get`. */
export function chainedArguments(file: LoadedFile, callee: TermId, name: string): readonly TermId[] | undefined {
  let term = file.summary.terms[callee];
  for (let step = 0; step < MAX_CHAIN && term; step++) {
    if (term.k === 'member') term = file.summary.terms[term.of];
    else if (term.k === 'variable') term = onlyValue(file.summary, term);
    else if (term.k === 'call') {
      const called: Term | undefined = file.summary.terms[term.callee];
      if (called?.k === 'member' && called.name === name) return term.args;
      term = called;
    } else return undefined;
  }
  return undefined;
}

function onlyValue(summary: FileSummary, term: Term & { k: 'variable' }): Term | undefined {
  const [only, ...more] = summary.variables[term.variable]?.values ?? [];
  return only !== undefined && more.length === 0 ? summary.terms[only] : undefined;
}

/** The member that a call names: `get` of `app.get()`. */
export function memberName(file: LoadedFile, site: CallSite): string {
  const callee = file.summary.terms[site.callee];
  return callee?.k === 'member' ? (callee.name ?? '') : '';
}

/** What a person would call the thing that a member is called on: `router` of `this.router.get()`. */
export function receiverName(file: LoadedFile, site: CallSite): string {
  const callee = file.summary.terms[site.callee];
  return callee?.k === 'member' ? termName(file.summary, callee.of) : '';
}

/** The name of a variable, a parameter or a member, or an empty text. */
export function termName(summary: FileSummary, id: TermId): string {
  const term = summary.terms[id];
  switch (term?.k) {
    case 'variable':
      return summary.variables[term.variable]?.name ?? '';
    case 'parameter':
      return summary.functions[term.fn]?.params[term.index]?.name ?? '';
    case 'member':
      return term.name ?? '';
    case 'global':
      return term.name;
    case 'this':
      return 'this';
    case 'call':
    case 'new': {
      const callee = summary.terms[term.callee];
      if (callee?.k === 'member' && callee.name !== null) return callee.name;
      return termName(summary, term.callee);
    }
    default:
      return '';
  }
}

const keys = remembered(namesOfCalls);

/** The property or variable that a call's result is put under. */
export function keyOf(file: LoadedFile, site: CallSite): string | undefined {
  return keys(file.summary).get(callKey(site));
}

function callKey({ callee, args }: { callee: TermId; args: readonly TermId[] }): string {
  return `${callee}(${args.join()})`;
}

function namesOfCalls(summary: FileSummary): Map<string, string> {
  const names = new Map<string, string>();
  const note = (name: string, ids: readonly TermId[]) => {
    for (const id of ids) {
      const term = summary.terms[id];
      if (term?.k === 'call') names.set(callKey(term), name);
    }
  };
  for (const { name, values } of summary.variables) note(name, values);
  for (const { props } of summary.objects) for (const [name, ids] of props) note(name, ids);
  return names;
}
