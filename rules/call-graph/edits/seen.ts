import type { FileSummary, Term, TermId } from '../summaries/summary.ts';

/** Numbers of what other files can see of a file. */
export interface Seen {
  functions: ReadonlySet<number>;
  classes: ReadonlySet<number>;
  objects: ReadonlySet<number>;
}

/**
 * What may be seen from outside: what is exported, put on values or passed to a call, and what that leads to. A function that
 * only its own file calls is not among it.
 */
export function seenOf(summary: FileSummary): Seen {
  return new Sight(summary).all();
}

class Sight {
  readonly #summary: FileSummary;
  readonly #terms = new Set<TermId>();
  readonly #variables = new Set<number>();
  readonly #functions = new Set<number>([0]);
  readonly #classes = new Set<number>();
  readonly #objects = new Set<number>();
  #front: TermId[] = [];

  constructor(summary: FileSummary) {
    this.#summary = summary;
  }

  all(): Seen {
    const { exports, memberAssignments, functionMembers, functions, classes } = this.#summary;
    for (const [, ids] of exports) this.#add(ids);
    for (const { target, value } of memberAssignments) this.#add([target, value]);
    for (const [fn, statics, instance] of functionMembers) {
      this.#function(fn);
      for (const [, ids] of [...statics, ...instance]) this.#add(ids);
    }
    for (const { calls, decorators } of functions) {
      for (const { args, callee, isNew } of calls) this.#add(isNew ? [...args, callee] : args);
      for (const { args } of decorators) this.#add(args);
    }
    // Whoever has a base class has the classes that extend it.
    classes.forEach(({ superClass, implements: interfaces }, index) => {
      if (superClass !== 0 || interfaces.length > 0) this.#class(index);
    });
    for (let id = this.#front.pop(); id !== undefined; id = this.#front.pop()) this.#term(this.#summary.terms[id]);
    return { functions: this.#functions, classes: this.#classes, objects: this.#objects };
  }

  #add(ids: Iterable<TermId>): void {
    for (const id of ids) {
      if (this.#terms.has(id)) continue;
      this.#terms.add(id);
      this.#front.push(id);
    }
  }

  #function(fn: number): void {
    const summary = this.#summary.functions[fn];
    if (summary === undefined || this.#functions.has(fn)) return;
    this.#functions.add(fn);
    this.#add(summary.returns);
    for (const { type, given = 0 } of summary.params) this.#add([type, given]);
    if (summary.class >= 0) this.#class(summary.class);
  }

  #class(index: number): void {
    const summary = this.#summary.classes[index];
    if (summary === undefined || this.#classes.has(index)) return;
    this.#classes.add(index);
    this.#add([summary.superClass, ...summary.implements]);
    for (const [, ids] of [...summary.members, ...summary.statics]) this.#add(ids);
    this.#function(summary.construct);
    this.#function(summary.fields);
  }

  #object(index: number): void {
    const summary = this.#summary.objects[index];
    if (summary === undefined || this.#objects.has(index)) return;
    this.#objects.add(index);
    this.#add([...summary.spreads, ...summary.computed]);
    for (const [, ids] of summary.props) this.#add(ids);
  }

  #term(term: Term | undefined): void {
    switch (term?.k) {
      case 'variable':
        if (!this.#variables.has(term.variable)) {
          this.#variables.add(term.variable);
          this.#add(this.#summary.variables[term.variable]?.values ?? []);
        }
        break;
      case 'function':
      case 'parameter':
      case 'this':
      case 'super':
        this.#function(term.fn);
        break;
      case 'class':
        this.#class(term.class);
        break;
      case 'object':
        this.#object(term.object);
        break;
      case 'array':
        this.#add(term.items);
        break;
      case 'text':
        this.#add(term.parts);
        break;
      case 'or':
        this.#add(term.of);
        break;
      case 'member':
      case 'element':
      case 'type-of':
      case 'type-argument':
      case 'token':
        this.#add([term.of]);
        break;
      case 'call':
      case 'new':
        this.#add([term.callee, ...term.args]);
        break;
      case 'typed':
        this.#add([term.type, ...(term.args ?? [])]);
        break;
      default:
    }
  }
}
