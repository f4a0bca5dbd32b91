import { type SummaryBuilder, UNKNOWN } from './summary-builder.ts';
import type { Term, TermId } from './summary.ts';

const ELEMENT_METHODS = /^(map|forEach|filter|find|findLast|findIndex|some|every|flatMap)$/;

/**
 * `promise.then((value) => ...)` gives its value to the callback; `list.map((item) => ...)` its elements, and
 * `list.reduce((sum, item) => ..., first)` also what it begins with.
 */
export function giveElements(b: SummaryBuilder, of: TermId, name: string | null, args: readonly TermId[]): void {
  const [callback = UNKNOWN, first = UNKNOWN] = args;
  if (name === 'mapValues' && args.length > 1) giveMembers(b, args);
  const term = b.get(callback);
  if (term.k !== 'function' || of === UNKNOWN || name === null) return;
  const element = b.term({ k: 'element', of });
  if (name === 'then') giveParameter(b, term.fn, 0, of);
  else if (ELEMENT_METHODS.test(name)) giveParameter(b, term.fn, 0, element);
  else if (/^reduce(?:Right)?$/.test(name)) {
    giveParameter(b, term.fn, 0, first);
    giveParameter(b, term.fn, 1, element);
  }
}

/** `_.mapValues(object, (member) => ...)`. */
function giveMembers(b: SummaryBuilder, [object = UNKNOWN, callback = UNKNOWN]: readonly TermId[]): void {
  const term = b.get(callback);
  if (term.k === 'function') giveParameter(b, term.fn, 0, b.member(object, null));
}

/** What the receiver of a callback gives to one of its parameters. */
function giveParameter(b: SummaryBuilder, fn: number, at: number, value: TermId): void {
  const parameter = b.functionAt(fn).params[at];
  if (parameter === undefined || value === UNKNOWN) return;
  if (parameter.name === '') {
    parameter.given = value;
    return;
  }
  const variable = b.summary.variables.findLastIndex((each) => each.fn === fn && each.name === parameter.name);
  if (variable >= 0) b.assign(variable, value);
}

/** `repository.transaction((inner) => ...)`: an untyped callback may get what the type of the receiver is about. */
export function giveTypeArgument(b: SummaryBuilder, callee: TermId, called: Term, args: readonly TermId[]): void {
  if (called.k === 'member' && (called.name === null || ELEMENT_METHODS.test(called.name) || called.name === 'then'))
    return;
  const of = called.k === 'member' ? called.of : callee;
  const owner = b.get(of);
  if (owner.k !== 'member' && owner.k !== 'variable') return;
  for (const arg of args) {
    const term = b.get(arg);
    const [first, ...others] = term.k === 'function' ? b.functionAt(term.fn).params : [];
    if (term.k !== 'function' || !first || others.length > 0 || first.name === '' || first.type !== UNKNOWN) continue;
    const variable = b.summary.variables.findLastIndex((each) => each.fn === term.fn && each.name === first.name);
    if (variable >= 0) b.assign(variable, b.term({ k: 'type-argument', of }));
  }
}
