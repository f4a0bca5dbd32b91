import { HOLE, isLightSql } from '../../catalog/sql-weight.ts';
import type { BlockingCall } from '../../catalog/types.ts';
import type { FunctionNode } from '../links/function-node.ts';
import { passedTo } from '../links/passed-arguments.ts';
import type { CallSite, Term, TermId } from '../summaries/summary.ts';
import type { Evaluator } from '../values/evaluate.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import type { Place } from '../values/looks.ts';
import type { Value } from '../values/values.ts';

/** A parameter whose value decides whether SQL is light, of which so many rows are taken. */
export interface SqlParameter {
  node: FunctionNode;
  index: number;
  rows: 'first' | 'all';
}

/** What must be given a light text for SQL to be light: nothing where it is light anyway; undefined where it is not, or unknown. */
export type LightIf = readonly SqlParameter[] | undefined;

const LIGHT: LightIf = [];

/** A function that was entered on the way: its parameters are what this one call passes. */
interface Entered {
  node: FunctionNode;
  args: readonly TermId[];
  from: LoadedFile;
  outer: Entered | undefined;
}

/** Follows what a call runs back to the texts of its SQL. All of them must be known, and light. */
export class SqlTexts {
  readonly #evaluator: Evaluator;
  readonly #rows: 'first' | 'all';
  readonly #active = new Set<string>();

  constructor(evaluator: Evaluator, rows: 'first' | 'all') {
    this.#evaluator = evaluator;
    this.#rows = rows;
  }

  /** The SQL of a call of the catalog that says how it takes it. */
  ofCall(file: LoadedFile, { callee, args }: CallSite, { at }: NonNullable<BlockingCall['sql']>): LightIf {
    const term = file.summary.terms[callee];
    if (at === undefined) return term?.k === 'member' ? this.#statement({ file, term: term.of }) : undefined;
    return isSpread(file, args.slice(0, at + 1)) ? undefined : this.ofText({ file, term: args[at] ?? 0 });
  }

  /** A value that is SQL itself. */
  ofText(place: Place, entered?: Entered): LightIf {
    const { file } = place;
    const term = file.summary.terms[place.term];
    if (term?.k === 'literal') return isLightSql(String(term.value), this.#rows) ? LIGHT : undefined;
    if (term?.k === 'text') return isLightSql(this.#written(file, term), this.#rows) ? LIGHT : undefined;
    if (term?.k !== 'parameter')
      return this.#follow(place, entered, 'text', (next, within) => this.ofText(next, within));
    const given = argument(term, file, entered);
    if (given) return this.ofText(given.place, given.outer);
    const node = file.node(term.fn);
    return node && [{ node, index: term.index, rows: this.#rows }];
  }

  /** A value that was made of SQL, by a first argument: `db.prepare(sql)`, with what gives the same again (`pluck()`). */
  #statement(place: Place, entered?: Entered): LightIf {
    const { file } = place;
    const term = file.summary.terms[place.term];
    const again = (next: Place, within?: Entered) => this.#statement(next, within);
    if (term?.k === 'parameter') {
      const given = argument(term, file, entered);
      const places = given ? [given.place] : this.#evaluator.looks.argumentsOf(file, term.fn, term.index);
      return this.#once(place, 'statement', () => all(places, (each) => again(each, given?.outer)));
    }
    const maker = term?.k === 'call' ? this.#makerOf(file, term) : undefined;
    if (term?.k !== 'call' || !maker) return this.#follow(place, entered, 'statement', again);
    const callee = file.summary.terms[term.callee];
    if (maker === 'itself') return callee?.k === 'member' ? again({ file, term: callee.of }, entered) : undefined;
    return isSpread(file, term.args.slice(0, 1)) ? undefined : this.ofText({ file, term: term.args[0] ?? 0 }, entered);
  }

  /** Whether a call of code outside the project gives a statement: a new one, or its receiver. */
  #makerOf(file: LoadedFile, { callee }: Term & { k: 'call' }): 'itself' | 'new' | undefined {
    for (const value of this.#evaluator.evaluate(file, callee)) {
      if (value.k !== 'external') continue;
      const result = this.#evaluator.externals.result(value.module, value.path, false);
      if (result !== undefined) return value.path.startsWith(`${result}.`) ? 'itself' : 'new';
    }
    return undefined;
  }

  /** What a term stands for, all of it. */
  #follow(
    place: Place,
    entered: Entered | undefined,
    as: 'text' | 'statement',
    to: (next: Place, entered?: Entered) => LightIf,
  ): LightIf {
    const { file } = place;
    const term = file.summary.terms[place.term];
    const here = (ids: readonly TermId[]) => all(ids, (each) => to({ file, term: each }, entered));
    return this.#once(place, as, () => {
      switch (term?.k) {
        case 'variable':
          return here((file.summary.variables[term.variable]?.values ?? []).filter((id) => !isType(file, id)));
        case 'or':
          return here(term.of.filter((id) => !isType(file, id)));
        case 'call':
          return all(this.#evaluator.evaluate(file, term.callee), (value) => {
            const node = value.k === 'function' ? value.file.node(value.fn) : undefined;
            if (!node) return undefined;
            const inside: Entered = { node, args: passedTo(node, file, term), from: file, outer: entered };
            return all(node.summary.returns, (each) => to({ file: node.file, term: each }, inside));
          });
        case 'member':
          return all(this.#members(file, term), (each) => to(each, entered));
        case 'import':
          return all(this.#exported(file, term), (each) => to(each));
        default:
          return undefined;
      }
    });
  }

  /** What meets itself adds nothing to what it is. */
  #once({ file, term }: Place, as: 'text' | 'statement', find: () => LightIf): LightIf {
    const key = `${as} ${term} ${file.path}`;
    if (this.#active.has(key)) return LIGHT;
    this.#active.add(key);
    const found = find();
    this.#active.delete(key);
    return found;
  }

  /** Where what a member is stands: in an object's literal, or where a class or the code around puts it. */
  #members(file: LoadedFile, { of, name }: Term & { k: 'member' }): Place[] {
    const assigned = [...file.assigned(of, name ?? '[]'), ...(name === null ? [] : file.assigned(of, '[]'))];
    return [
      ...assigned.map((term) => ({ file, term })),
      ...this.#evaluator.evaluate(file, of).flatMap((owner) => writtenIn(owner, name)),
    ];
  }

  /** Where what is imported from a file of the project stands. */
  #exported(file: LoadedFile, term: Term & { k: 'import' }): Place[] {
    const target = this.#evaluator.importTarget(file, term.import);
    if (!(target && 'file' in target)) return [];
    return (target.file.exports.get(term.name) ?? []).map((each) => ({ file: target.file, term: each }));
  }

  /** A text of several parts, with a hole for each that is not the same every time. */
  #written(file: LoadedFile, { parts, grows }: Term & { k: 'text' }): string {
    if (grows) return HOLE;
    return parts
      .map((part) => {
        const [only, ...others] = this.#evaluator.evaluate(file, part);
        return only?.k === 'literal' && others.length === 0 ? String(only.value) : HOLE;
      })
      .join('');
  }
}

/** Whether all of something is light, of which there must be any. */
function all<T>(each: readonly T[], find: (one: T) => LightIf): LightIf {
  const parameters: SqlParameter[] = [];
  for (const one of each) {
    const found = find(one);
    if (!found) return undefined;
    parameters.push(...found);
  }
  return each.length > 0 ? parameters : undefined;
}

/** What the call by which its function was entered passes to a parameter. */
function argument({ fn, index }: Term & { k: 'parameter' }, file: LoadedFile, entered: Entered | undefined) {
  for (let call = entered; call; call = call.outer) {
    if (call.node.index !== fn || call.node.file !== file || isSpread(call.from, call.args.slice(0, index + 1)))
      continue;
    return { place: { file: call.from, term: call.args[index] ?? 0 }, outer: call.outer };
  }
  return undefined;
}

function writtenIn(owner: Value, name: string | null): Place[] {
  if (owner.k === 'object') {
    const { props = [], computed = [] } = owner.file.summary.objects[owner.object] ?? {};
    const named = props.filter(([key]) => name === null || key === name).flatMap(([, ids]) => ids);
    return [...named, ...(name === null || named.length === 0 ? computed : [])].map((term) => ({
      file: owner.file,
      term,
    }));
  }
  if (owner.k === 'module' && name !== null)
    return (owner.file.exports.get(name) ?? []).map((term) => ({ file: owner.file, term }));
  const of = owner.k === 'instance' || owner.k === 'class' ? owner.file.summary.classes[owner.class] : undefined;
  if (!of || name === null || (owner.k !== 'instance' && owner.k !== 'class')) return [];
  const ids = owner.file.index(owner.k === 'class' ? of.statics : of.members).get(name) ?? [];
  return ids.filter((id) => !isType(owner.file, id)).map((term) => ({ file: owner.file, term }));
}

/** What only says of which type something is. */
const TYPES: ReadonlySet<Term['k'] | undefined> = new Set(['typed', 'type-of', 'type-argument']);

const isType = ({ summary }: LoadedFile, id: TermId): boolean => TYPES.has(summary.terms[id]?.k);

/** After a spread nobody knows which argument is which. */
export const isSpread = ({ summary }: LoadedFile, args: readonly TermId[]): boolean =>
  args.some((each) => summary.terms[each]?.k === 'element');
