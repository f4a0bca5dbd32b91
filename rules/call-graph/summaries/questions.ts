import type { FileSummary, Term, TermId } from './summary.ts';

/** The term behind a variable that has one value; any other term itself. */
export function behind({ terms, variables }: Pick<FileSummary, 'terms' | 'variables'>, id: TermId): Term | undefined {
  const term = terms[id];
  if (term?.k !== 'variable') return term;
  const [only, ...others] = variables[term.variable]?.values ?? [];
  return only !== undefined && others.length === 0 ? terms[only] : undefined;
}

/** The parameters that a variable stands for. */
export function parametersOf({ terms, variables }: FileSummary, id: TermId): (Term & { k: 'parameter' })[] {
  const term = terms[id];
  if (term?.k !== 'variable') return [];
  const values = (variables[term.variable]?.values ?? []).map((each) => terms[each]);
  return values.filter((value) => value?.k === 'parameter');
}

/** Whether a function is written inside another one, or in the module. */
export function isInside({ functions }: FileSummary, inner: number, outer: number): boolean {
  for (let fn = functions[inner]?.parent ?? -1; fn >= 0; fn = functions[fn]?.parent ?? -1)
    if (fn === outer) return true;
  return false;
}
