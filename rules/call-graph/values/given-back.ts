import { behind, parametersOf } from '../summaries/questions.ts';
import type { FileSummary, FunctionSummary, TermId } from '../summaries/summary.ts';

/** What a function gives, told apart by where it comes from. */
interface GivenBack {
  /** Its parameters that it gives back as they are, by index: `(route) => route`, `interopRequireDefault(module)`. */
  parameters: readonly number[];
  /** Its parameters whose results it gives back, or a member of these: `(make) => make()`, `async (load) => (await load()).default`. */
  called: readonly { index: number; member?: string }[];
  others: readonly TermId[];
}

const NOTHING: GivenBack = { parameters: [], called: [], others: [] };

const known = new WeakMap<FunctionSummary, GivenBack>();

/** What a function gives back of what it is given, which each call decides for itself, and what else it gives. */
export function givenBack(summary: FileSummary, fn: number): GivenBack {
  const owner = summary.functions[fn];
  if (!owner) return NOTHING;
  let found = known.get(owner);
  if (!found) known.set(owner, (found = tellApart(summary, fn, owner.returns)));
  return found;
}

function tellApart(summary: FileSummary, fn: number, returns: readonly TermId[]): GivenBack {
  const { terms, variables } = summary;
  const ownParameters = (id: TermId) => parametersOf(summary, id).filter((each) => each.fn === fn);
  const parameters = new Set<number>();
  const called = new Map<string, { index: number; member?: string }>();
  const noteCalled = (callee: TermId, member?: string) => {
    for (const { index } of ownParameters(callee))
      called.set(`${index} ${member ?? ''}`, { index, ...(member !== undefined && { member }) });
  };
  const others: TermId[] = [];
  const seen = new Set<TermId>();
  const visit = (id: TermId) => {
    if (seen.has(id)) return;
    seen.add(id);
    const term = terms[id];
    const variable = term?.k === 'variable' ? variables[term.variable] : undefined;
    if (term?.k === 'call') noteCalled(term.callee);
    const owner = term?.k === 'member' && term.name !== null ? behind(summary, term.of) : undefined;
    if (term?.k === 'member' && term.name !== null && owner?.k === 'call') noteCalled(owner.callee, term.name);
    if (term?.k === 'parameter' && term.fn === fn) parameters.add(term.index);
    else if (term?.k === 'or') term.of.forEach(visit);
    else if (variable?.fn === fn) variable.values.forEach(visit);
    else others.push(id);
  };
  returns.forEach(visit);
  return { parameters: [...parameters], called: [...called.values()], others };
}
