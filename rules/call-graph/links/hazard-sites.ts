import { type ClientText, isClientText } from '../large-data/client-text.ts';
import type { CallSite, HazardKind, TermId } from '../summaries/summary.ts';
import type { Evaluator } from '../values/evaluate.ts';
import type { Value } from '../values/values.ts';
import type { FunctionNode } from './function-node.ts';
import { type Pattern, patternOf } from './patterns.ts';

/** A client's text, or one whose length is looked at before: in some hundred characters only exponential time is felt. */
export type MatchedText = ClientText | 'limited';

/** Decides whether a regular expression can take super-linear time in such a text. */
export type IsSuperLinear = (pattern: string, flags: string, text: MatchedText) => boolean;

const TEXTS: readonly ClientText[] = ['long', 'short', 'line'];

const ON_REGEX = new Set(['test', 'exec']);
const ON_STRING = new Set(['match', 'matchAll', 'replace', 'replaceAll', 'search', 'split']);

/** Calls that block because of what they are given: a function that queues itself, a pattern on a client's data. */
export class HazardSites {
  readonly #evaluator: Evaluator;
  readonly #isSuperLinear: IsSuperLinear;
  readonly #verdicts = new Map<string, boolean>();

  constructor(evaluator: Evaluator, isSuperLinear: IsSuperLinear) {
    this.#evaluator = evaluator;
    this.#isSuperLinear = isSuperLinear;
  }

  find(
    node: FunctionNode,
    site: CallSite,
    callees: readonly Value[],
    values: (id: TermId) => readonly Value[],
  ): HazardKind | undefined {
    if (site.certain && callees.some(isTick) && values(site.args[0] ?? 0).some((value) => isFunction(value, node)))
      return 'tick-recursion';
    return this.#isSlowMatch(node, site) ? 'super-linear-regex' : undefined;
  }

  #isSlowMatch({ file, summary }: FunctionNode, site: CallSite): boolean {
    const callee = file.summary.terms[site.callee];
    if (callee?.k !== 'member' || callee.name === null) return false;
    const [first = 0] = site.args;
    const isOnRegex = ON_REGEX.has(callee.name);
    if (!isOnRegex && !ON_STRING.has(callee.name)) return false;
    const regex = patternOf(this.#evaluator, file, isOnRegex ? callee.of : first);
    if (regex === undefined || !this.#isSlowIn('long', regex)) return false;
    const id = isOnRegex ? first : callee.of;
    const isLimited = summary.reads.some(({ of, name }) => of === id && name === 'length');
    return TEXTS.some(
      (text) => this.#isSlowIn(isLimited ? 'limited' : text, regex) && isClientText(text, file, id, this.#evaluator),
    );
  }

  #isSlowIn(text: MatchedText, { pattern, flags }: Pattern): boolean {
    const key = `${pattern}/${flags} ${text}`;
    let verdict = this.#verdicts.get(key);
    if (verdict === undefined) this.#verdicts.set(key, (verdict = this.#isSuperLinear(pattern, flags, text)));
    return verdict;
  }
}

function isTick(value: Value): boolean {
  if (value.k !== 'external') return false;
  return (
    (value.module === 'node:process' && value.path === 'nextTick') ||
    (value.module === 'global' && value.path === 'queueMicrotask')
  );
}

function isFunction(value: Value, node: FunctionNode): boolean {
  return value.k === 'function' && value.file === node.file && value.fn === node.index;
}
