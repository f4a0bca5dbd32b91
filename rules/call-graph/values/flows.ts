import { Found, HandlerArguments } from '../handlers/handler-arguments.ts';
import { HandlerContexts } from '../handlers/handler-contexts.ts';
import type { Written } from '../handlers/handler-origins.ts';
import { ownName } from '../handlers/handler-shapes.ts';
import type { FunctionNode, HandlerMark } from '../links/function-node.ts';
import { isKept, isListed } from '../summaries/kept-parameters.ts';
import { parametersOf } from '../summaries/questions.ts';
import type { TermId } from '../summaries/summary.ts';
import type { Evaluator } from './evaluate.ts';
import type { LoadedFile } from './loaded-file.ts';
import type { Place } from './looks.ts';
import { NO_VALUES, union, type Values } from './values.ts';

/** A parameter that gets more than this many different values tells nothing about one call. */
const MAX_VALUES = 4;
/** ... unless they come from no more places than this. */
const MAX_SITES = 2;
/** The same where all that callers pass is asked for. */
const MAX_PASSED = 24;

/** What is given to `init(fn)`, `onBoot(fn)` is an event of the start, whatever emits it. */
const AT_THE_START = /\b(?:on)?(?:init|boot|bootstrap|startup|ready)\(\) callback$/i;

/** What a call passes; `fromHeir`: the call is `super(...)`, and what it passes is for instances of one heir. */
interface PassedPlace extends Place {
  fromHeir?: boolean;
}

/**
 * What untyped parameters are given by the calls of the project, and what middleware hangs on the request. The search
 * for handlers does not know which call it came by, so only values that hold for all of them flow: objects, instances
 * and modules. A function flows only where its receiver hands it to the event loop (see `lateHandlers`) or keeps it.
 */
export class Flows {
  readonly #evaluator: Evaluator;
  readonly #handlers: HandlerArguments;
  readonly #contexts: HandlerContexts;
  #arguments = new Map<FunctionNode, PassedPlace[][]>();
  #given = new Map<FunctionNode, Values[]>();
  #receivers = new Map<FunctionNode, Values>();
  #requestMembers = new Map<string, Place[]>();

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
    this.#handlers = new HandlerArguments(evaluator);
    this.#contexts = new HandlerContexts(evaluator, this.#handlers);
    evaluator.looks.parameterFlow = (file, fn, index) => this.#parameter(file.node(fn), index);
    evaluator.looks.passedTo = (file, fn, index) => this.#arguments.get(file.node(fn) as FunctionNode)?.[index] ?? [];
    evaluator.looks.receiverFlow = (file, fn) => this.#receivers.get(file.node(fn) as FunctionNode) ?? NO_VALUES;
    evaluator.looks.requestMember = (name) => this.#values(this.#requestMembers.get(name));
  }

  /** Takes up what the linked files pass on. */
  collect(files: readonly LoadedFile[]): void {
    this.#arguments = new Map();
    this.#requestMembers = new Map();
    this.#given = new Map();
    this.#receivers = new Map();
    for (const file of files) {
      for (const { to, args, site } of file.passed) {
        // What tests pass is not what the program passes.
        if (file.isTestSupport && !to.file.isTestSupport) continue;
        const lists = getOr(this.#arguments, to, () => []);
        const fromHeir = file.summary.terms[site.callee]?.k === 'super';
        args.forEach((term, index) => {
          if (term !== 0) (lists[index] ??= []).push({ file, term, fromHeir });
        });
      }
      for (const { to, module, types, options, receiver } of file.given) {
        const lists = getOr(this.#arguments, to, () => []);
        if (receiver !== undefined) this.#receivers.set(to, this.#instance(module, receiver));
        if (options !== 0) (lists[types.length] ??= []).push({ file, term: options });
        this.#given.set(
          to,
          types.map((type) => this.#instance(module, type)),
        );
      }
      for (const { name, value } of requestAssignments(this.#evaluator, file))
        getOr(this.#requestMembers, name, () => []).push({ file, term: value });
    }
    const onContexts = files.flatMap((file) => this.#contexts.membersOf(file));
    this.#evaluator.wiring.collectGiven(files, onContexts);
  }

  #parameter(node: FunctionNode | undefined, index: number): Values {
    const given = node && this.#given.get(node)?.[index];
    const args = node && this.#arguments.get(node)?.[index];
    const ofHeirs = this.#values(args?.filter(({ fromHeir }) => fromHeir)).filter((value) =>
      this.#evaluator.isFunction(value),
    );
    const passed = this.#values(args);
    const values = given ? union([given, passed]) : passed;
    if (this.#evaluator.passesFunctions) return values.length > MAX_PASSED ? ofHeirs : values;
    const functions = values.filter((value) => this.#evaluator.isFunction(value) && !ofHeirs.includes(value));
    const others = values.filter(
      (value) => !functions.includes(value) && !ofHeirs.includes(value) && value.k !== 'literal',
    );
    const isOfList = node !== undefined && isListed(node.file.summary, node.index, index);
    // What the one or two instances of a class are given to call, they call for all; so does what keeps it for later.
    if (functions.length <= (isOfList ? MAX_PASSED : MAX_SITES) && node && keeps(node, index))
      others.push(...functions);
    // One of many values, but at the same place: a registry's.
    const max = isOfList ? MAX_PASSED : MAX_VALUES;
    return union([ofHeirs, others.length > max && (args?.length ?? 0) > MAX_SITES ? NO_VALUES : others]);
  }

  #instance(module: string, type: string): Values {
    if (type === '') return NO_VALUES;
    return [this.#evaluator.value({ k: 'external', module, path: `${type}.prototype` })];
  }

  #values(args: readonly Place[] | undefined): Values {
    return args ? union(args.map(({ file, term }) => this.#evaluator.evaluate(file, term))) : NO_VALUES;
  }

  /**
   * Functions that become handlers through a parameter: it is registered as it is (`(job) => new Worker(name, job)`), or a
   * handler calls it that was written where it is in view (`on(name, callback)` registers `(data) => callback(data)`).
   * Whoever passed them made them handlers.
   */
  lateHandlers(file: LoadedFile): [FunctionNode, HandlerMark][] {
    const found: [FunctionNode, HandlerMark][] = [];
    const add = (parameter: Written, mark: HandlerMark) => {
      for (const to of this.#passedFunctions(parameter)) {
        if (AT_THE_START.test(to.summary.name)) continue;
        found.push([
          to,
          { ...mark, label: ownName(to) || (isTelling(mark.label) ? mark.label : to.summary.name) || mark.label },
        ]);
      }
    };
    for (const { parameter, mark } of file.registered) add(parameter, mark);
    for (const [node, mark] of file.marks) {
      if (node.file !== file || !mark.certain) continue;
      for (const { callee } of node.summary.calls)
        if (parametersOf(file.summary, callee).some(({ fn }) => fn !== node.index)) add({ file, id: callee }, mark);
    }
    return found;
  }

  /** What callers give a parameter, also where they give it on from a parameter of their own. */
  #passedFunctions({ file, id }: Written, found = new Found(), seen = new Set<Place[]>()): Iterable<FunctionNode> {
    for (const { fn, index } of parametersOf(file.summary, id)) {
      const places = this.#arguments.get(file.node(fn) as FunctionNode)?.[index];
      if (places === undefined || seen.has(places)) continue;
      seen.add(places);
      for (const place of places) {
        const given = new Found();
        this.#handlers.collect({ file: place.file, id: place.term }, given);
        for (const [node, label] of given) found.set(node, label);
        for (const parameter of given.parameters) this.#passedFunctions(parameter, found, seen);
      }
    }
    return found.keys();
  }
}

/** Whether what a function is given is called by more than this one call of it. */
function keeps({ file, index: fn, summary }: FunctionNode, index: number): boolean {
  return summary.kind === 'constructor' || isKept(file.summary, fn, index);
}

/** More than a noun (`job`) or a verb (`GET`), which say less than who was given the function. */
const isTelling = (label: string): boolean => label.includes(' ');

function getOr<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}

const REQUEST_NAME = /^_?(req|request|ctx|context|socket|res|response|reply)$/;

/** `req.store = ...`, `ctx.state.store = ...`, `app.locals.store = ...`: name and value. */
export function requestAssignments(evaluator: Evaluator, file: LoadedFile): { name: string; value: TermId }[] {
  const { summary } = file;
  return summary.memberAssignments.filter(({ target, name }) => {
    if (name === '*' || name === '[]') return false;
    const term = summary.terms[target];
    if (term?.k === 'global') return term.name === 'request';
    return isRequestLike(term, summary) || (term?.k === 'member' && isShared(evaluator, file, target, term.name));
  });
}

const SHARED = new Set(['locals', 'context', 'request', 'response']);

/** `app.locals`, `app.context`: what a framework says every request has the members of. */
function isShared(evaluator: Evaluator, file: LoadedFile, target: TermId, name: string | null): boolean {
  if (name === null || !SHARED.has(name)) return false;
  return evaluator
    .evaluate(file, target)
    .some((value) => value.k === 'external' && evaluator.externals.isShared(value.module, value.path));
}

/** A parameter that is named as frameworks name what they hand to every handler, or its `state` or `locals`. */
export function isRequestLike(
  term: LoadedFile['summary']['terms'][number] | undefined,
  summary: LoadedFile['summary'],
): boolean {
  if (term?.k === 'member' && (term.name === 'state' || term.name === 'locals' || term.name === 'app'))
    return isRequestLike(summary.terms[term.of], summary);
  if (term?.k !== 'variable') return false;
  const variable = summary.variables[term.variable];
  return (
    variable !== undefined &&
    REQUEST_NAME.test(variable.name) &&
    variable.values.some((id) => summary.terms[id]?.k === 'parameter')
  );
}
