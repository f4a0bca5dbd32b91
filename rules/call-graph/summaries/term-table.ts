import type { Term, TermId } from './summary.ts';

/** The terms of one file: equal terms have one id. */
export class TermTable {
  readonly terms: Term[];
  readonly #ids = new Map<string, TermId>();

  /** `known` are terms that have their ids already; the first is the unknown one. */
  constructor(known: readonly Term[] = [{ k: 'unknown' }]) {
    this.terms = [...known];
    known.forEach((term, id) => this.#ids.set(termKey(term), id));
  }

  idOf(term: Term): TermId {
    const key = termKey(term);
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = this.terms.push(term) - 1;
      this.#ids.set(key, id);
    }
    return id;
  }

  get(id: TermId): Term {
    return this.terms[id] ?? { k: 'unknown' };
  }
}

/** A text that is equal for equal terms only; much quicker than JSON. */
function termKey(term: Term): string {
  switch (term.k) {
    case 'member':
      return `m${term.of}.${term.name ?? '\0'}`;
    case 'call':
      return `c${term.callee}(${term.args.join()}`;
    case 'new':
      return `n${term.callee}(${term.args.join()}`;
    case 'variable':
      return `v${term.variable}`;
    case 'function':
      return `f${term.fn}`;
    case 'parameter':
      return `p${term.fn},${term.index}`;
    case 'global':
      return `g${term.name}`;
    case 'literal':
      return `l${typeof term.value}${String(term.value)}`;
    default:
      return JSON.stringify(term);
  }
}
