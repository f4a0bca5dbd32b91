import type { Term, TermId } from '../summaries/summary.ts';
import { CallResults } from './call-results.ts';
import type { Externals } from './externals.ts';
import { isRequestLike } from './flows.ts';
import { FolderTables } from './folder-tables.ts';
import type { LoadedFile } from './loaded-file.ts';
import { Looks } from './looks.ts';
import { Members } from './members.ts';
import { type Imports, type ImportTarget, ModuleValues } from './module-values.ts';
import { Receivers } from './receivers.ts';
import { containerValue, givenByName, tokensOf } from './tokens.ts';
import { TypeValues } from './type-values.ts';
import { Interner, NO_VALUES, union, type Value, type Values } from './values.ts';
import { Wiring } from './wiring.ts';

const MAX_DEPTH = 60;
/** Steps of one question: where parameters are given to each other in circles, more of them find nothing new. */
const MAX_STEPS = 300;
/** Methods that give one of what is in a list or a map. */
const LOOKUPS = new Set(['get', 'at', 'pop', 'shift']);

/** Evaluates terms across files, on demand and without types; what cannot be known gives no value. */
export class Evaluator {
  readonly externals: Externals;
  readonly members: Members;
  readonly folderTables: FolderTables;
  readonly #imports: Imports;
  readonly #modules: ModuleValues;
  readonly #results = new CallResults(this);
  readonly #types = new TypeValues(this);
  readonly #receivers: Receivers;
  readonly #interner = new Interner();
  #depth = 0;
  #steps = 0;
  /** The outermost active depth that the current result leaned on unfinished; such a result is not remembered. */
  #leansOn = Number.POSITIVE_INFINITY;
  /** What is known so far of what flows. */
  readonly looks = new Looks();
  /** What other code puts into a value: see `wiring.ts`. */
  readonly wiring: Wiring;
  /** Whether parameters stand for the functions that they are given. */
  passesFunctions = false;

  constructor(externals: Externals, imports: Imports) {
    this.externals = externals;
    this.#imports = imports;
    this.#modules = new ModuleValues(this, imports);
    this.#receivers = new Receivers(this, this.#modules);
    this.folderTables = new FolderTables(this, imports, this.#modules);
    this.members = new Members(this);
    this.wiring = new Wiring(this);
  }

  importTarget(file: LoadedFile, importIndex: number): ImportTarget | undefined {
    return this.#imports.target(file, importIndex);
  }

  value(value: Value): Value {
    return this.#interner.intern(value);
  }

  all(file: LoadedFile, ids: readonly TermId[]): Values {
    if (ids.length === 0) return NO_VALUES;
    if (ids.length === 1) return this.evaluate(file, ids[0] as TermId);
    return union(ids.map((id) => this.evaluate(file, id)));
  }

  evaluate(file: LoadedFile, id: TermId): Values {
    if (id === 0) return NO_VALUES;
    const memory = this.#memory(file);
    const known = memory[id] ?? (this.passesFunctions || this.wiring.isFindingDeeds ? undefined : file.values[id]);
    if (known) return known;
    const { active } = file;
    const entered = active.get(id);
    if (entered !== undefined) {
      this.#leansOn = Math.min(this.#leansOn, entered);
      return NO_VALUES;
    }
    if (this.#depth === 0) this.#steps = 0;
    if (this.#depth >= MAX_DEPTH || ++this.#steps > MAX_STEPS) {
      this.#leansOn = 0;
      return NO_VALUES;
    }
    const depth = this.#depth++;
    active.set(id, depth);
    const outer = this.#leansOn;
    const { unresolved } = this.looks;
    this.#leansOn = Number.POSITIVE_INFINITY;
    const result = this.#compute(file, file.summary.terms[id] ?? { k: 'unknown' }, id);
    active.delete(id);
    this.#depth--;
    // A result that leaned on an unfinished outer term is only part of the truth, unless this is that term.
    if (this.#leansOn >= depth) {
      if (this.looks.isSettledSince(unresolved)) memory[id] = result;
      this.#leansOn = outer;
    } else this.#leansOn = Math.min(this.#leansOn, outer);
    return result;
  }

  /** How many terms are being evaluated, each for the one before it. */
  get depth(): number {
    return this.#depth;
  }

  /** Says that what is being evaluated is only part of the truth, for it met itself where so many terms were being evaluated. */
  leanOn(depth: number): void {
    this.#leansOn = Math.min(this.#leansOn, depth - 1);
  }

  #memory(file: LoadedFile): (Values | undefined)[] {
    if (this.passesFunctions) return file.passedValues;
    return this.looks.isDraft || this.wiring.isFindingDeeds ? file.draftValues : file.values;
  }

  #compute(file: LoadedFile, term: Term, id: TermId): Values {
    const { summary } = file;
    switch (term.k) {
      case 'unknown':
        return NO_VALUES;
      case 'literal':
        return [this.value({ k: 'literal', value: term.value })];
      case 'function':
        return [this.value({ k: 'function', file, fn: term.fn })];
      case 'class':
        return [this.value({ k: 'class', file, class: term.class })];
      case 'object':
        return [this.value({ k: 'object', file, object: term.object })];
      case 'array':
        return [this.value({ k: 'array', file, items: term.items, id: term.id })];
      case 'regex':
        return NO_VALUES;
      case 'hazard':
        return [this.value({ k: 'external', module: 'hazard', path: term.name })];
      case 'global':
        return this.#modules.global(file, term.name);
      case 'variable':
        return this.all(file, summary.variables[term.variable]?.values ?? []);
      case 'parameter':
        return this.#parameter(file, term, id);
      case 'or':
        return this.all(file, term.of);
      case 'import':
        return this.#modules.imported(file, term.import, term.name);
      case 'require':
        return this.#modules.required(file, term.import, term.dynamic);
      case 'folder':
        return this.#modules.ofFolder(file, term.import);
      case 'given-folder':
        return this.#modules.ofGivenFolder(file, term);
      case 'text':
        return this.#text(file, term.parts);
      case 'type-of':
      case 'boolean':
        return NO_VALUES;
      case 'type-argument':
        return this.#types.argument(file, term.of);
      case 'typed':
        return this.#types.of(file, term.type);
      case 'token':
        return tokensOf(this, file, term.of);
      case 'this':
        return this.#receivers.own(file, term.fn);
      case 'super':
        return this.#receivers.parent(file, term.fn);
      case 'member':
        return this.#member(file, term.of, term.name);
      case 'element':
        return union(this.evaluate(file, term.of).map((value) => this.members.elements(value)));
      case 'call':
        return this.#results.ofCall(file, term);
      case 'new':
        return union(this.evaluate(file, term.callee).map((callee) => this.#results.ofNew(callee)));
      default:
        throw new TypeError(`unknown term ${JSON.stringify(term)} (${id}) in ${file.path}`);
    }
  }

  #parameter(file: LoadedFile, { fn, index }: Term & { k: 'parameter' }, id: TermId): Values {
    const { type = 0, given = 0, name = '' } = file.summary.functions[fn]?.params[index] ?? {};
    if (given !== 0) return this.evaluate(file, given);
    const typed = type === 0 ? NO_VALUES : this.#types.of(file, type);
    const isBag = typed.length > 0 && this.#types.areOnlyDeclared(typed);
    if (typed.length > 0 && !isBag && !this.passesFunctions) return typed;
    const flowing = this.looks.ofParameter(file, id, () => this.looks.parameterFlow(file, fn, index));
    if (isBag && !this.passesFunctions) return union([typed, flowing]);
    const named = typed.length > 0 ? NO_VALUES : givenByName(this, file, fn, name);
    return flowing.length > 0 || named.length > 0 ? union([flowing, named]) : typed;
  }

  /** The functions that a term may be, where parameters stand for the functions that callers pass. */
  passedFunctions(file: LoadedFile, id: TermId): Values {
    return this.passed(file, id).filter((value) => value.k === 'function');
  }

  /** Values that may be kept, unless they lean on something that is still being evaluated, or on unknown flows. */
  whole(compute: () => Values, keep: (values: Values) => void): Values {
    const outer = this.#leansOn;
    const { unresolved } = this.looks;
    this.#leansOn = Number.POSITIVE_INFINITY;
    // Before the flows are known, what is put somewhere is not known either.
    const values = this.looks.flow(compute);
    if (this.#leansOn === Number.POSITIVE_INFINITY && this.looks.isSettledSince(unresolved)) keep(values);
    this.#leansOn = Math.min(this.#leansOn, outer);
    return values;
  }

  /** All that a term may be, where parameters stand for whatever callers pass. */
  passed(file: LoadedFile, id: TermId): Values {
    const outer = this.passesFunctions;
    this.passesFunctions = true;
    const values = this.evaluate(file, id);
    this.passesFunctions = outer;
    return values;
  }

  /** What an instance of a type is. */
  instanceOf(type: Value): Values {
    return this.#types.instanceOf(type);
  }

  /** A text whose parts can all be read. */
  #text(file: LoadedFile, parts: readonly TermId[]): Values {
    let text = '';
    for (const part of parts) {
      const [only, ...others] = this.evaluate(file, part);
      if (only?.k !== 'literal' || others.length > 0) return NO_VALUES;
      text += String(only.value);
    }
    return [this.value({ k: 'literal', value: text })];
  }

  #member(file: LoadedFile, of: TermId, name: string | null): Values {
    const owner = file.summary.terms[of];
    if (name === 'exports' && owner?.k === 'global' && owner.name === 'module') return this.#modules.whole(file);
    const assigned = name === null ? NO_VALUES : this.all(file, file.assigned(of, name));
    const viaAssign = this.all(file, file.assignedAny(of));
    const bases = viaAssign.length > 0 ? [...this.evaluate(file, of), ...viaAssign] : this.evaluate(file, of);
    const isThis = name !== null && owner?.k === 'this';
    let values = union([
      assigned,
      ...bases.map((base) =>
        owner?.k === 'super' && name !== null ? this.members.inherited(base, name) : this.members.get(base, name),
      ),
      ...(isThis ? bases.map((base) => this.members.overrides(base, name)) : []),
    ]);
    if (name === 'cradle' || name === 'var') values = union([values, [containerValue(this)]]);
    // A list's own methods are none of what is in it.
    const isLookup = LOOKUPS.has(name ?? '') && bases.some(({ k }) => k === 'array');
    if (values.length === 0 && !isLookup) values = this.all(file, file.assigned(of, '[]'));
    const isOnRequest = name !== null && isRequestLike(owner, file.summary);
    return isOnRequest ? union([values, this.looks.flow(() => this.looks.requestMember(name))]) : values;
  }

  /** A function of the project, or one of the catalog: who passes it has it called, not all that call what takes it. */
  isFunction(value: Value): boolean {
    if (value.k === 'function') return true;
    return value.k === 'external' && this.externals.blockingCalls(value.module, value.path, false).length > 0;
  }

  /** What calling a function of the project gives: a promise counts as its value. */
  returned(file: LoadedFile, fn: number): Values {
    const summary = file.summary.functions[fn];
    return summary ? this.all(file, summary.returns) : NO_VALUES;
  }
}
