/**
 * The plain-data summary of one file: everything the engine keeps of its source. It survives JSON, holds no AST node,
 * and refers to other files only by import specifier, so that it stays valid whatever happens to them.
 */

/** An index into {@link FileSummary.terms}. `0` is always the unknown term. */
export type TermId = number;

/** A lazy value: an expression reduced to what the call graph may have to evaluate later. */
export type Term =
  | { k: 'unknown' }
  /** A string, number, boolean or null literal. */
  | { k: 'literal'; value: string | number | boolean | null }
  /** A binding imported by `imports[import]`; `name` is `default`, `*` or the exported name. */
  | { k: 'import'; import: number; name: string }
  /** `require(source)` or an awaited `import(source)`. */
  | { k: 'require'; import: number; dynamic: boolean }
  /** `require(path)` where only the beginning of the path can be read: any file of `imports[import]`, a pattern. */
  | { k: 'folder'; import: number }
  /** `require(path)` where a parameter is the folder: any file whose path goes on so in a folder that callers give it. */
  | { k: 'given-folder'; fn: number; index: number; rest: string }
  /** A text of several parts, of which those that cannot be read are 0; `grows`: what is added to what a variable holds. */
  | { k: 'text'; parts: TermId[]; grows?: true }
  | { k: 'global'; name: string }
  | { k: 'regex'; pattern: string; flags: string }
  /** Code that blocks without a call: a loop on the clock, a loop without an end. */
  | { k: 'hazard'; name: HazardKind }
  | { k: 'variable'; variable: number }
  | { k: 'parameter'; fn: number; index: number }
  | { k: 'function'; fn: number }
  | { k: 'class'; class: number }
  | { k: 'object'; object: number }
  /** A list, a `Map` or a `Set`; `id` tells those apart that more can be put into; `fixed`: every item is written out. */
  | { k: 'array'; items: TermId[]; id: number; fixed?: true }
  /** Any element of an iterable: `for (const x of xs)`. */
  | { k: 'element'; of: TermId }
  /** `name` is null where the key cannot be read from the source. */
  | { k: 'member'; of: TermId; name: string | null }
  | { k: 'call'; callee: TermId; args: TermId[] }
  | { k: 'new'; callee: TermId; args: TermId[] }
  | { k: 'this'; fn: number }
  | { k: 'super'; fn: number }
  /** A value whose type annotation names `type`. */
  | { k: 'typed'; type: TermId; args?: TermId[] }
  /** As a type: a value itself, where others stand for their instances (`typeof Base`). */
  | { k: 'type-of'; of: TermId }
  /** An instance of what the type of a value has as its type argument. */
  | { k: 'type-argument'; of: TermId }
  /** What something is provided under and asked for by in a container; of the unknown term, the container itself. */
  | { k: 'token'; of: TermId }
  /** Whether a value is truthy: `!!x`. */
  | { k: 'boolean'; of: TermId }
  /** Any of several values; `instead`: the second one stands for the first where that is so. */
  | { k: 'or'; of: TermId[]; instead?: 'absent' | 'nullish' | 'falsy' };

/** Members of the catalog's pseudo-module `hazard`. */
export type HazardKind = 'busy-wait' | 'endless-loop' | 'tick-recursion' | 'super-linear-regex';

export interface ImportRecord {
  source: string;
  /** `import type`: it never runs, but names types. */
  typeOnly: boolean;
}

export interface Variable {
  name: string;
  /** The function it belongs to; 0 is the module. */
  fn: number;
  values: TermId[];
}

/** What a parameter, or a member of one, must be for code to run. */
export interface Demand {
  of: TermId;
  is: 'truthy' | 'falsy' | 'equal' | 'unequal';
  /** What it must be equal or unequal to. */
  to?: string | number | boolean;
}

/** A call, `new` or tagged template in a function's own code. */
export interface CallSite {
  start: number;
  end: number;
  /** Where V8 says that the call stands: the callee's last name, or `new`. */
  at: number;
  calleeEnd: number;
  callee: TermId;
  args: TermId[];
  isNew: boolean;
  /** Stands in a loop of its function. */
  loop: boolean;
  /** Runs on every call of its function: under no condition, and after no early exit. */
  certain: boolean;
  /** Stands behind a lazy guard (`cache ??= call()`): it runs once, not per call of its function. */
  once: boolean;
  /** Stands in a loop that waits for work as long as the process runs. */
  polled?: true;
  /** What parameters of its function must be for it to run, as far as that can be read. */
  demands?: readonly Demand[];
  /** Not a call in the source, but a member read that runs a getter. */
  isRead?: true;
  /** `<Item />`: the renderer calls the component when this function has returned. */
  isRendered?: true;
  /** Call text without arguments, as a person would name it: `fs.readFileSync`. */
  text: string;
}

/** The name under which a setter is kept, beside a getter of the same name. */
export const setterName = (name: string): string => `set ${name}`;

/** A member read without a call, `x.name`; or a write, under the setter's name. */
export interface Read {
  of: TermId;
  name: string;
  start: number;
  /** Where the name stands. */
  at: number;
  end: number;
}

export interface Decorator {
  callee: TermId;
  args: TermId[];
}

export interface Parameter {
  name: string;
  /** What it is taken apart into, where its pattern names a request: `({ req, res })`. */
  parts?: string[];
  /** What a callback's receiver gives to a parameter without a name of its own: `list.map(({ run }) => run())`. */
  given?: TermId;
  /** Term of the annotated type's name, or 0. */
  type: TermId;
  decorators: Decorator[];
}

export type FunctionKind = 'module' | 'function' | 'arrow' | 'method' | 'getter' | 'setter' | 'constructor' | 'fields';

export interface FunctionSummary {
  name: string;
  kind: FunctionKind;
  start: number;
  end: number;
  async: boolean;
  generator: boolean;
  /** The function it stands in; -1 for the module. */
  parent: number;
  /** The class it is a member of; -1 for none. */
  class: number;
  static: boolean;
  /** The object literal it is a property of; -1 for none. */
  object: number;
  /** The constructor function on whose prototype it was put; -1 for none. */
  prototypeOf: number;
  /** It was put on the exports, which are its `this`. */
  onExports?: true;
  params: Parameter[];
  returns: TermId[];
  calls: CallSite[];
  /** Members that are read or written and not called, each once: they may be getters or setters. */
  reads: Read[];
  decorators: Decorator[];
  /** First string directive: `use server`, `use client`. */
  directive?: string;
  /** It returns JSX. */
  markup?: true;
  /** A method that is `private` or `protected`, or has a `#name`: no framework calls it. */
  hidden?: true;
  /** `@blocking` or `@nonblocking` in its JSDoc. */
  annotation?: 'blocking' | 'nonblocking';
}

/** The order of the source. */
export const byPlace = (a: CallSite, b: CallSite): number => a.start - b.start || a.end - b.end;

export interface ClassSummary {
  name: string;
  superClass: TermId;
  /** Terms of the interfaces that it says it implements. */
  implements: TermId[];
  /** Instance members: methods, fields, `this.x = ...`, constructor parameter properties. */
  members: Members;
  statics: Members;
  /** The constructor's function index, or -1; field initialisers run in `fields`, or -1. */
  construct: number;
  fields: number;
  decorators: Decorator[];
  /** A TypeScript interface: its members are those whose types it names. */
  isInterface?: true;
}

/** Name to candidate values. A Map in memory would not survive JSON, so entries are kept as pairs. */
export type Members = [name: string, values: TermId[]][];

export interface ObjectSummary {
  props: Members;
  spreads: TermId[];
  /** Values under keys that cannot be read from the source. */
  computed: TermId[];
  /** Whether a type describes it: it is the values that are passed for it. */
  isType?: true;
}

/**
 * `target.name = value` where the target is not a class, object literal or function of this file. The name `*` stands
 * for all members of the value (`Object.assign`), `[]` for a key that cannot be read (`target[key] = value`, `push`, `set`).
 */
export interface MemberAssignment {
  target: TermId;
  name: string;
  value: TermId;
}

export interface FileSummary {
  terms: Term[];
  imports: ImportRecord[];
  variables: Variable[];
  /** `functions[0]` is the module itself. */
  functions: FunctionSummary[];
  classes: ClassSummary[];
  objects: ObjectSummary[];
  /** ES exports, and CommonJS ones: `=` stands for `module.exports = ...`. */
  exports: Members;
  /** `export * from`: indices into imports. */
  starExports: number[];
  memberAssignments: MemberAssignment[];
  /** Members put on a function: statics, `Foo.prototype.x` and `this.x` of a constructor function. */
  functionMembers: [fn: number, statics: Members, instance: Members][];
  /** The file defines tests (calls describe/it/test, or imports a test framework). */
  isTest: boolean;
  /** Numbers of the functions in the order of the source, where they are those of another summary: see `aligned.ts`. */
  order?: readonly number[];
  /** The first directive of the module: `use server`. */
  directive?: string;
  /** What does not parse and was left out. */
  problem?: ParseProblem;
}

/** A place where the source does not parse. */
export interface ParseProblem {
  message: string;
  offset: number;
  /** All but some annotations, members or statements was read. */
  isPartial?: true;
}
