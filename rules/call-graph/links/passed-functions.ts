import type { CallSite, Term, TermId } from '../summaries/summary.ts';
import { termText } from '../summaries/term-text.ts';
import { isWrapper } from '../values/call-results.ts';
import type { Evaluator } from '../values/evaluate.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import { NO_VALUES, type Value } from '../values/values.ts';
import { repeatsCallback } from './callbacks.ts';
import { addEdge, linkLater } from './edges.ts';
import type { EdgeMode, FunctionNode } from './function-node.ts';
import { isParameter } from './passed-arguments.ts';

/** What a function may be named by. */
const NAMES: ReadonlySet<Term['k'] | undefined> = new Set(['variable', 'import', 'member', 'call'] as const);

/** Links the functions that a call hands to its callee. */
export class PassedFunctions {
  readonly #evaluator: Evaluator;

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  /** A function, or a blocking function, that is handed to the callee. */
  link(node: FunctionNode, site: CallSite, arg: TermId, mode: EdgeMode): void {
    const { file } = node;
    const values = arg === 0 ? NO_VALUES : this.#evaluator.evaluate(file, arg);
    if (mode === 'callback' && values.some((value) => this.#evaluator.isFunction(value)) && this.#onlyWraps(node, site))
      return;
    const term = file.summary.terms[arg];
    if (term?.k === 'array' && mode === 'later') this.#linkSteps(node, site, term.items);
    if (mode === 'later' && this.#takesSteps(node, site))
      for (const value of values) this.#linkSteps(node, site, stepsOf(file, value));
    for (const value of values) {
      if (value.k === 'function') this.#linkCallback(node, site, value, mode);
      else if (value.k === 'object' && value.file === file)
        this.#linkWritten(node, site, membersOf(file, value.object), mode);
      else if (value.k === 'array' && value.file === file) this.#linkWritten(node, site, value.items, mode);
      else if (value.k === 'external' && mode === 'callback') this.#linkPassedSink(node, site, value, arg);
    }
  }

  #linkCallback(node: FunctionNode, site: CallSite, value: Value & { k: 'function' }, mode: EdgeMode): void {
    const to = value.file.node(value.fn);
    if (!to) return;
    if (mode === 'later') linkLater(node, site, to);
    else addEdge(node, { site, to, mode });
  }

  /** `async.series([load, steps.save], done)`, `async.series({ a: steps.load })`: functions by name, in a list that is written in place. */
  #linkSteps(node: FunctionNode, site: CallSite, items: readonly TermId[]): void {
    for (const id of items.filter((each) => NAMES.has(node.file.summary.terms[each]?.k)))
      for (const value of this.#evaluator.evaluate(node.file, id))
        if (value.k === 'function') this.#linkCallback(node, site, value, 'later');
  }

  #takesSteps({ file }: FunctionNode, { callee }: CallSite): boolean {
    const callees = this.#evaluator.evaluate(file, callee);
    return callees.some((value) => value.k === 'external' && /^(?:neo-)?async(?:\/|$)/.test(value.module));
  }

  /**
   * `{ onData() { ... } }`, `[(next) => ...]`, `{ job: this.send.bind(this) }`: functions written in place and own methods, as
   * the callee's options or its steps.
   */
  #linkWritten(node: FunctionNode, site: CallSite, ids: readonly TermId[], mode: EdgeMode): void {
    const { file } = node;
    for (const id of ids) {
      const term = file.summary.terms[id];
      const to = term?.k === 'function' ? file.node(term.fn) : undefined;
      if (to && to.summary.parent === node.index)
        this.#linkCallback(node, site, { k: 'function', file, fn: to.index }, mode);
      if (isOwnMethod(file, id))
        for (const value of this.#evaluator.evaluate(file, id))
          if (value.k === 'function') this.#linkCallback(node, site, value, mode);
    }
  }

  /** `paths.map(fs.readFileSync)`: the callee calls it, so the call site blocks. */
  #linkPassedSink(node: FunctionNode, site: CallSite, value: Value & { k: 'external' }, arg: TermId): void {
    const entry = this.#evaluator.externals.blockingCalls(value.module, value.path, false).find((each) => !each.when);
    const loop = site.loop || repeatsCallback(node.file, site);
    if (entry) node.sinks.push({ site, entry, text: termText(node.file, arg), loop, once: site.once });
  }

  /** Whether all callees give back a function that calls what they are given, and do not call it yet. */
  #onlyWraps({ file }: FunctionNode, site: CallSite): boolean {
    const callees = this.#evaluator.evaluate(file, site.callee);
    return callees.length > 0 && callees.every((callee) => callee.k === 'function' && this.#defers(callee));
  }

  /** Whether a function calls what it is given only by a function that it gives back. */
  #defers(callee: Value & { k: 'function' }): boolean {
    if (!isWrapper(callee, this.#evaluator.returned(callee.file, callee.fn))) return false;
    const node = callee.file.node(callee.fn);
    return node !== undefined && !node.summary.calls.some((call) => isParameter(node, call.callee));
  }
}

/** What is in a list or an object of the same file. */
function stepsOf(file: LoadedFile, value: Value): readonly TermId[] {
  if (value.k === 'array' && value.file === file) return value.items;
  return value.k === 'object' && value.file === file ? membersOf(file, value.object) : [];
}

function membersOf({ summary }: LoadedFile, object: number): TermId[] {
  return (summary.objects[object]?.props ?? []).flatMap(([, ids]) => ids);
}

/** `this.send`, also bound to `this`. */
function isOwnMethod({ summary: { terms } }: LoadedFile, id: TermId): boolean {
  const term = terms[id];
  return term?.k === 'member' && terms[term.of]?.k === 'this';
}
