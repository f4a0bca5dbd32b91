import { emptyClass, NO_FUNCTION, NO_OBJECT, NO_VARIABLE } from '../summaries/empty.ts';
import type {
  CallSite,
  ClassSummary,
  Decorator,
  Demand,
  FileSummary,
  FunctionSummary,
  Members,
  ObjectSummary,
  Parameter,
  Term,
  TermId,
} from '../summaries/summary.ts';
import { TermTable } from '../summaries/term-table.ts';
import { Numbers } from './numbers.ts';

/** An edited file's tables grow with every edit, up to this many times what its text needs. */
const MAX_GROWTH = 2;

const functionKey = ({ kind, name }: FunctionSummary, parent: number): string => `${kind} ${name} ${parent}`;
const objectKey = ({ props }: ObjectSummary): string => props.map(([name]) => name).join();
const listsOf = (terms: readonly Term[]): (Term & { k: 'array' })[] =>
  terms.filter((term) => term.k === 'array' && term.id > 0) as (Term & { k: 'array' })[];

/**
 * The summary of an edited file, numbered as the one before the edit: functions, classes, objects and terms that both have
 * keep their numbers, by which other files hold them. As it is where the old numbers would be worth nothing.
 */
export function aligned(summary: FileSummary, before: FileSummary): FileSummary {
  if (before.terms.length > MAX_GROWTH * summary.terms.length) return summary;
  const result = new Alignment(before).apply(summary);
  return result.functions.length > MAX_GROWTH * summary.functions.length ? summary : result;
}

class Alignment {
  readonly #imports: Numbers;
  readonly #functions: Numbers;
  readonly #variables: Numbers;
  readonly #classes: Numbers;
  readonly #objects: Numbers;
  readonly #lists: Numbers;
  readonly #table: TermTable;
  readonly #terms: TermId[] = [];

  constructor({ terms, imports, functions, variables, classes, objects }: FileSummary) {
    this.#imports = new Numbers(imports.map(({ source }) => source));
    this.#functions = new Numbers(functions.map((fn) => functionKey(fn, fn.parent)));
    this.#variables = new Numbers(variables.map(({ fn, name }) => `${fn} ${name}`));
    this.#classes = new Numbers(classes.map(({ name }) => name));
    this.#objects = new Numbers(objects.map(objectKey));
    const lists = listsOf(terms).sort((a, b) => a.id - b.id);
    this.#lists = new Numbers(
      lists.map(({ items }) => items.join()),
      1,
    );
    this.#table = new TermTable(terms);
  }

  apply(summary: FileSummary): FileSummary {
    const { imports, functions, variables, classes, objects } = summary;
    for (const { source } of imports) this.#imports.give(source);
    for (const fn of functions) this.#functions.give(functionKey(fn, this.#functions.of(fn.parent)));
    for (const { fn, name } of variables) this.#variables.give(`${this.#functions.of(fn)} ${name}`);
    for (const { name } of classes) this.#classes.give(name);
    for (const object of objects) this.#objects.give(objectKey(object));
    for (const term of summary.terms) this.#terms.push(this.#table.idOf(this.#term(term)));
    return {
      ...summary,
      terms: this.#table.terms,
      imports: this.#imports.place(imports, { source: '', typeOnly: true }),
      variables: this.#variables.place(
        variables.map((each) => ({ ...each, fn: this.#functions.of(each.fn), values: this.#ids(each.values) })),
        NO_VARIABLE,
      ),
      functions: this.#functions.place(
        functions.map((each) => this.#function(each)),
        NO_FUNCTION,
      ),
      order: this.#functions.inOrder,
      classes: this.#classes.place(
        classes.map((each) => this.#class(each)),
        emptyClass(''),
      ),
      objects: this.#objects.place(
        objects.map(({ props, spreads, computed }) => ({
          props: this.#members(props),
          spreads: this.#ids(spreads),
          computed: this.#ids(computed),
        })),
        NO_OBJECT,
      ),
      exports: this.#members(summary.exports),
      starExports: summary.starExports.map((each) => this.#imports.of(each)),
      memberAssignments: summary.memberAssignments.map(({ target, name, value }) => ({
        target: this.#id(target),
        name,
        value: this.#id(value),
      })),
      functionMembers: summary.functionMembers.map(([fn, statics, instance]) => [
        this.#functions.of(fn),
        this.#members(statics),
        this.#members(instance),
      ]),
    };
  }

  #id(id: TermId): TermId {
    return this.#terms[id] ?? 0;
  }

  #ids(ids: readonly TermId[]): TermId[] {
    return ids.map((id) => this.#id(id));
  }

  #members(members: Members): Members {
    return members.map(([name, ids]) => [name, this.#ids(ids)]);
  }

  #decorators(decorators: readonly Decorator[]): Decorator[] {
    return decorators.map(({ callee, args }) => ({ callee: this.#id(callee), args: this.#ids(args) }));
  }

  #function(fn: FunctionSummary): FunctionSummary {
    return {
      ...fn,
      parent: this.#functions.of(fn.parent),
      class: this.#classes.of(fn.class),
      object: this.#objects.of(fn.object),
      prototypeOf: this.#functions.of(fn.prototypeOf),
      params: fn.params.map((each) => this.#parameter(each)),
      returns: this.#ids(fn.returns),
      calls: fn.calls.map((each) => this.#call(each)),
      reads: fn.reads.map((each) => ({ ...each, of: this.#id(each.of) })),
      decorators: this.#decorators(fn.decorators),
    };
  }

  #parameter(parameter: Parameter): Parameter {
    const { given, type, decorators } = parameter;
    return {
      ...parameter,
      ...(given !== undefined && { given: this.#id(given) }),
      type: this.#id(type),
      decorators: this.#decorators(decorators),
    };
  }

  #call(call: CallSite): CallSite {
    const { callee, args, demands } = call;
    return {
      ...call,
      callee: this.#id(callee),
      args: this.#ids(args),
      ...(demands && { demands: demands.map((each): Demand => ({ ...each, of: this.#id(each.of) })) }),
    };
  }

  #class(each: ClassSummary): ClassSummary {
    return {
      ...each,
      superClass: this.#id(each.superClass),
      implements: this.#ids(each.implements),
      members: this.#members(each.members),
      statics: this.#members(each.statics),
      construct: this.#functions.of(each.construct),
      fields: this.#functions.of(each.fields),
      decorators: this.#decorators(each.decorators),
    };
  }

  /** A term's parts come before it, so they have their numbers. */
  #term(term: Term): Term {
    switch (term.k) {
      case 'unknown':
      case 'literal':
      case 'global':
      case 'regex':
      case 'hazard':
        return term;
      case 'import':
      case 'require':
      case 'folder':
        return { ...term, import: this.#imports.of(term.import) };
      case 'text':
        return { ...term, parts: this.#ids(term.parts) };
      case 'variable':
        return { ...term, variable: this.#variables.of(term.variable) };
      case 'parameter':
      case 'given-folder':
      case 'function':
      case 'this':
      case 'super':
        return { ...term, fn: this.#functions.of(term.fn) };
      case 'class':
        return { ...term, class: this.#classes.of(term.class) };
      case 'object':
        return { ...term, object: this.#objects.of(term.object) };
      case 'array': {
        const items = this.#ids(term.items);
        return { ...term, items, id: term.id > 0 ? this.#lists.give(items.join()) : term.id };
      }
      case 'boolean':
      case 'element':
      case 'member':
      case 'type-of':
      case 'type-argument':
      case 'token':
        return { ...term, of: this.#id(term.of) };
      case 'call':
      case 'new':
        return { ...term, callee: this.#id(term.callee), args: this.#ids(term.args) };
      case 'typed':
        return { ...term, type: this.#id(term.type), ...(term.args && { args: this.#ids(term.args) }) };
      case 'or':
        return { ...term, of: this.#ids(term.of) };
      default:
        return term satisfies never;
    }
  }
}
