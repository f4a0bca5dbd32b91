import type { Class, Node } from 'oxc-parser';
import { Annotations } from './annotations.ts';
import { emptySummary } from './empty.ts';
import { makeListsExact } from './exact-lists.ts';
import { MAX_VALUES, MemberTables } from './member-tables.ts';
import { behind } from './questions.ts';
import type {
  CallSite,
  ClassSummary,
  Demand,
  FileSummary,
  FunctionSummary,
  ObjectSummary,
  Read,
  Term,
  TermId,
} from './summary.ts';
import { TermTable } from './term-table.ts';

export const UNKNOWN: TermId = 0;

/** Names to variable indices, nested. */
export interface Scope {
  names: Map<string, number>;
  parent: Scope | undefined;
  /** The function whose code stands in this scope. */
  fn: number;
  /** `var` and parameters live here. */
  isFunction: boolean;
}

type NewFunction = Pick<FunctionSummary, 'name' | 'kind' | 'start' | 'end' | 'parent'> & Partial<FunctionSummary>;

/** Collects the tables of one file's summary while the walk goes over its syntax tree. */
export class SummaryBuilder {
  readonly #terms = new TermTable();
  readonly summary: FileSummary;
  scope: Scope;
  /** The function whose code is being walked. */
  fn = 0;
  loop = 0;
  /** Loops around the code being walked, whatever their turns come to. */
  turning = 0;
  /** In a loop that waits for work as long as the process runs. */
  isPolling = false;
  once = 0;
  /** In code that runs in development only, with the functions in it. */
  inDevelopment = false;
  /** What parameters of the function must be for the code being walked to run. */
  demands: readonly Demand[] = [];
  /** The TypeScript namespace whose exports are being walked. */
  namespace: ObjectSummary | undefined;
  /** The body of the function being walked; undefined at module level. */
  body: Node | undefined;
  /** The statements of the module, and the members of the class being walked. */
  moduleBody: readonly Node[] = [];
  classBody: Class['body']['body'] = [];
  /** Conditions around the code being walked, and early exits before it. */
  conditions = 0;
  /** `target.name = value`, kept until every variable's value is known. */
  readonly pendingAssignments: { target: TermId; name: string | null; value: TermId }[] = [];
  /** Local names that hold what a kept place held: `const hit = cache.get(key)`. */
  readonly lazyAliases = new Map<string, string>();
  #lists = 0;

  readonly #reads = new Set<string>();
  readonly #imports = new Map<string, number>();
  readonly #members = new MemberTables();
  readonly annotations = new Annotations();

  constructor() {
    this.summary = { ...emptySummary(), terms: this.#terms.terms };
    this.scope = { names: new Map(), parent: undefined, fn: 0, isFunction: true };
  }

  /** The id of a term. */
  term(term: Term): TermId {
    return this.#terms.idOf(term);
  }

  get(id: TermId): Term {
    return this.#terms.get(id);
  }

  /** The term behind a variable that has one value; any other term itself. */
  valueOf(id: TermId): Term | undefined {
    return behind(this.summary, id);
  }

  member(of: TermId, name: string | null): TermId {
    return of === UNKNOWN ? UNKNOWN : this.term({ k: 'member', of, name });
  }

  /** A list that is not equal to any other; `fixed` where every item is written out. */
  list(items: TermId[], fixed = false): TermId {
    return this.term({ k: 'array', items, id: ++this.#lists, ...(fixed && { fixed }) });
  }

  /** A list that is written out, in place or as a variable's only value, and not added to before: it has few items. */
  isFixedList(id: TermId): boolean {
    const list = this.valueOf(id);
    return list?.k === 'array' && list.fixed === true && !this.pendingAssignments.some(({ target }) => target === id);
  }

  or(...ids: TermId[]): TermId {
    const of = [...new Set(ids)].filter((id) => id !== UNKNOWN).slice(0, MAX_VALUES);
    if (of.length === 0) return UNKNOWN;
    return of.length === 1 ? (of[0] as TermId) : this.term({ k: 'or', of });
  }

  /** A value, or what stands for it. What cannot be read is there all the same: the value is then not known, instead of absent. */
  fallback(value: TermId, otherwise: TermId, instead: 'absent' | 'nullish' | 'falsy'): TermId {
    if (value === UNKNOWN || value === otherwise) return otherwise;
    return this.term({
      k: 'or',
      of: [value, otherwise === UNKNOWN ? this.term({ k: 'or', of: [UNKNOWN] }) : otherwise],
      instead,
    });
  }

  import(source: string, typeOnly = false): number {
    const known = this.#imports.get(source);
    if (known !== undefined) {
      const record = this.summary.imports[known];
      if (record && !typeOnly) record.typeOnly = false;
      return known;
    }
    const index = this.summary.imports.push({ source, typeOnly }) - 1;
    this.#imports.set(source, index);
    return index;
  }

  // --- scopes and variables

  pushScope(isFunction: boolean): Scope {
    this.scope = { names: new Map(), parent: this.scope, fn: this.fn, isFunction };
    return this.scope;
  }

  popScope(): void {
    if (this.scope.parent) this.scope = this.scope.parent;
  }

  functionScope(): Scope {
    let scope = this.scope;
    while (!scope.isFunction && scope.parent) scope = scope.parent;
    return scope;
  }

  declare(name: string, scope: Scope = this.scope): number {
    const known = scope.names.get(name);
    if (known !== undefined) return known;
    const index = this.summary.variables.push({ name, fn: scope.fn, values: [] }) - 1;
    scope.names.set(name, index);
    return index;
  }

  lookup(name: string): number | undefined {
    for (let scope: Scope | undefined = this.scope; scope; scope = scope.parent) {
      const index = scope.names.get(name);
      if (index !== undefined) return index;
    }
    return undefined;
  }

  /** The term of an identifier: a variable of this file, or a global. */
  identifier(name: string): TermId {
    const variable = this.lookup(name);
    if (variable !== undefined) return this.term({ k: 'variable', variable });
    return name === 'undefined' ? UNKNOWN : this.term({ k: 'global', name });
  }

  isGlobal(id: TermId, name: string): boolean {
    const term = this.get(id);
    return term.k === 'global' && term.name === name;
  }

  assign(variable: number, value: TermId): void {
    const values = this.summary.variables[variable]?.values;
    if (values && value !== UNKNOWN && values.length < MAX_VALUES && !values.includes(value)) values.push(value);
  }

  // --- functions, classes, objects

  addFunction(fn: NewFunction): number {
    // Written out: spreading several objects into one costs more than all the rest of a function's summary.
    const summary: FunctionSummary = {
      name: fn.name,
      kind: fn.kind,
      start: fn.start,
      end: fn.end,
      async: fn.async ?? false,
      generator: fn.generator ?? false,
      parent: fn.parent,
      class: fn.class ?? -1,
      static: fn.static ?? false,
      object: fn.object ?? -1,
      prototypeOf: -1,
      params: [],
      returns: [],
      calls: [],
      reads: [],
      decorators: fn.decorators ?? [],
    };
    if (fn.annotation) summary.annotation = fn.annotation;
    return this.summary.functions.push(summary) - 1;
  }

  currentFunction(): FunctionSummary {
    return this.functionAt(this.fn);
  }

  functionAt(index: number): FunctionSummary {
    const fn = this.summary.functions[index];
    if (!fn) throw new RangeError(`no function ${index}`);
    return fn;
  }

  addCall(call: Omit<CallSite, 'loop' | 'once' | 'certain' | 'polled' | 'demands'>): void {
    this.currentFunction().calls.push({
      ...call,
      loop: this.loop > 0,
      once: this.once > 0,
      certain: this.conditions === 0,
      ...(this.isPolling && { polled: true as const }),
      ...(this.demands.length > 0 && { demands: this.demands }),
    });
  }

  addRead(read: Read): void {
    const { reads } = this.currentFunction();
    const key = `${this.fn} ${read.of} ${read.name}`;
    if (this.#reads.has(key)) return;
    this.#reads.add(key);
    reads.push(read);
  }

  /** The nearest function that has its own `this`. */
  thisFunction(): number {
    let index = this.fn;
    while (index > 0 && this.functionAt(index).kind === 'arrow') index = this.functionAt(index).parent;
    return index;
  }

  // --- members

  addMember(owner: ClassSummary | ObjectSummary, name: string, value: TermId, isStatic = false): void {
    const list = 'props' in owner ? owner.props : isStatic ? owner.statics : owner.members;
    this.#members.add(list, name, value);
  }

  /** The value of an object literal's member, where it has just one. */
  memberValue(object: number, name: string): TermId | undefined {
    const owner = this.summary.objects[object];
    const [only, ...others] = (owner && this.#members.of(owner.props).get(name)) ?? [];
    return others.length === 0 ? only : undefined;
  }

  /** The members of an object literal, each with its values. */
  memberValues(object: number): [name: string, value: TermId][] {
    const owner = this.summary.objects[object];
    const map = owner && this.#members.of(owner.props);
    return [...(map ?? [])].flatMap(([name, values]) => values.map((value): [string, TermId] => [name, value]));
  }

  /** What a class's instances have under a name, as far as the file was walked. */
  fieldValues(owner: ClassSummary, name: string): readonly TermId[] {
    return this.#members.of(owner.members).get(name) ?? [];
  }

  addFunctionMember(fn: number, name: string, value: TermId, instance: boolean): void {
    this.#members.addOfFunction(fn, name, value, instance);
  }

  addExport(name: string, value: TermId): void {
    if (this.namespace) this.addMember(this.namespace, name, value);
    else this.#members.add(this.summary.exports, name, value);
  }

  finish(): FileSummary {
    this.#members.fill();
    this.summary.functionMembers = this.#members.ofFunctions();
    makeListsExact(this.summary);
    return this.summary;
  }
}
