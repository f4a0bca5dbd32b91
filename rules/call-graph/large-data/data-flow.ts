import type { FunctionNode } from '../links/function-node.ts';
import { passedTo } from '../links/passed-arguments.ts';
import type { Term, TermId } from '../summaries/summary.ts';
import type { Evaluator } from '../values/evaluate.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import type { Place } from '../values/looks.ts';
import { inList } from './list-data.ts';
import { resolvedWith } from './promise-data.ts';

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
/** Methods of promises that give what the promise itself gives. */
const SAME_PROMISE = new Set(['catch', 'finally']);
/** Functions whose result is the argument in another form. */
const SAME_TEXT = new Set(['String', 'decodeURI', 'decodeURIComponent', 'unescape']);
/** Calls whose result is the first argument in another form, by their last name. */
const SAME_ARGUMENT = new Set(['from', 'fromWeb', 'decode', 'write']);
const MAX_DEPTH = 24;
/** Steps of one question: what is found only after more of them is left open. */
const MAX_STEPS = 300;
/** A function that is called from more places than this is given data of any kind. */
const MAX_PLACES = 8;

/** A term, and the way to ask where others come from that stand at the same place. */
export interface Asked {
  file: LoadedFile;
  id: TermId;
  term: Term;
  evaluator: Evaluator | undefined;
  ask: (id: TermId, rankOf: RankOf, file?: LoadedFile) => number;
}

/** How much a term is what is looked for; 0 where it is not. */
export type RankOf = (asked: Asked) => number;

/** Whether a term is what is looked for. */
export type IsSource = (file: LoadedFile, term: Term) => boolean;

interface Ways {
  /** A part of the data is as good as the data. */
  throughMembers?: boolean;
  /** Data is followed into and out of functions of the project. */
  throughCalls?: Evaluator;
}

/** A function that was entered on the way: its parameters are what this one call passes. */
interface Entered {
  file: LoadedFile;
  fn: number;
  args: readonly TermId[];
  from: LoadedFile;
  outer: Entered | undefined;
}

/** Follows variables and methods that keep the data, until `isSource` holds. */
export function comesFrom(file: LoadedFile, id: TermId, isSource: IsSource, ways: Ways): boolean {
  return rankOfData(file, id, ({ file: where, term }) => (isSource(where, term) ? 1 : 0), ways) > 0;
}

/** Follows variables, methods, promises and lists that keep the data to the source that ranks highest. */
export function rankOfData(file: LoadedFile, id: TermId, rankOf: RankOf, ways: Ways): number {
  return new DataFlow(ways).rank({ file, term: id }, rankOf, undefined);
}

/** The highest rank among several. */
export function best<T>(all: readonly T[], rank: (each: T) => number): number {
  let highest = 0;
  for (const each of all) highest = Math.max(highest, rank(each));
  return highest;
}

/** One question of where a value comes from. */
class DataFlow {
  readonly #throughMembers: boolean;
  readonly #evaluator: Evaluator | undefined;
  readonly #active: { file: LoadedFile; id: TermId; rankOf: RankOf }[] = [];
  #steps = 0;

  constructor({ throughMembers = false, throughCalls }: Ways) {
    this.#throughMembers = throughMembers;
    this.#evaluator = throughCalls;
  }

  rank({ file, term: id }: Place, rankOf: RankOf, entered: Entered | undefined): number {
    const term = file.summary.terms[id];
    if (!term || id === 0 || this.#active.length > MAX_DEPTH || ++this.#steps > MAX_STEPS) return 0;
    if (this.#active.some((each) => each.id === id && each.file === file && each.rankOf === rankOf)) return 0;
    this.#active.push({ file, id, rankOf });
    const ask = (next: TermId, by: RankOf, where = file) => this.rank({ file: where, term: next }, by, entered);
    const own = rankOf({ file, id, term, evaluator: this.#evaluator, ask });
    const rank = own > 0 ? own : this.#follow(file, term, rankOf, entered);
    this.#active.pop();
    return rank;
  }

  #follow(file: LoadedFile, term: Term, rankOf: RankOf, entered: Entered | undefined): number {
    const to = (id: TermId) => this.rank({ file, term: id }, rankOf, entered);
    const any = (places: readonly Place[]) => best(places, (place) => this.rank(place, rankOf, entered));
    const element = (of: TermId) => (this.#evaluator ? this.rank({ file, term: of }, inList(rankOf), entered) : 0);
    switch (term.k) {
      case 'variable':
        return best(file.summary.variables[term.variable]?.values ?? [], to);
      case 'or':
        return best(term.of, to);
      case 'member':
        if (this.#throughMembers) return to(term.of);
        return term.name === null ? element(term.of) : any(written(file, term.of, term.name, this.#evaluator));
      case 'element':
        return this.#throughMembers ? to(term.of) : element(term.of);
      case 'parameter':
        return this.#parameter(file, term, rankOf, entered);
      case 'new':
        if (this.#throughMembers && isUrl(file, term)) return to(term.args[0] ?? 0);
        return this.#evaluator ? any(resolvedWith(this.#evaluator, file, term)) : 0;
      case 'call':
        return this.#call(file, term, rankOf, entered);
      default:
        return 0;
    }
  }

  #parameter(file: LoadedFile, { fn, index }: Term & { k: 'parameter' }, rankOf: RankOf, entered?: Entered): number {
    for (let call = entered; call; call = call.outer)
      if (call.fn === fn && call.file === file)
        return this.rank({ file: call.from, term: call.args[index] ?? 0 }, rankOf, call.outer);
    const { given = 0 } = file.summary.functions[fn]?.params[index] ?? {};
    if (given !== 0 && this.#evaluator) return this.rank({ file, term: given }, rankOf, entered);
    const passed = this.#evaluator?.looks.argumentsOf(file, fn, index) ?? [];
    if (passed.length === 0 || passed.length > MAX_PLACES) return 0;
    return Math.min(...passed.map((place) => this.rank(place, rankOf, undefined)));
  }

  #call(file: LoadedFile, term: Term & { k: 'call' }, rankOf: RankOf, entered: Entered | undefined): number {
    const to = (id: TermId) => this.rank({ file, term: id }, rankOf, entered);
    const callee = file.summary.terms[term.callee];
    const [first = 0] = term.args;
    if (callee?.k === 'global' && SAME_TEXT.has(callee.name)) return to(first);
    const method = callee?.k === 'member' ? callee : undefined;
    const name = method?.name ?? '';
    if (method && SAME_DATA.has(name)) return to(method.of);
    if (!this.#evaluator) return 0;
    // What `then` gives is what its callback makes of the value.
    if (method && name === 'then') return this.#into(file, first, () => [method.of], rankOf, entered);
    if (method && SAME_PROMISE.has(name)) return to(method.of);
    const made = this.#into(file, term.callee, (fn) => passedTo(fn, file, term), rankOf, entered);
    return made === 0 && method && SAME_ARGUMENT.has(name) ? to(first) : made;
  }

  /** What functions of the project return, given what this call passes to them. */
  #into(
    file: LoadedFile,
    callee: TermId,
    args: (to: FunctionNode) => readonly TermId[],
    rankOf: RankOf,
    outer: Entered | undefined,
  ): number {
    return best(this.#evaluator?.evaluate(file, callee) ?? [], (value) => {
      const to = value.k === 'function' ? value.file.node(value.fn) : undefined;
      if (!to) return 0;
      const entered = { file: to.file, fn: to.index, args: args(to), from: file, outer };
      return best(to.summary.returns, (each) => this.rank({ file: to.file, term: each }, rankOf, entered));
    });
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

/** `new URL(text)`, whose members are parts of the text. */
function isUrl(file: LoadedFile, term: Term & { k: 'new' }): boolean {
  const callee = file.summary.terms[term.callee];
  return callee?.k === 'global' && callee.name === 'URL';
}
