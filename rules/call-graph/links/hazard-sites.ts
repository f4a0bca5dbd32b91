import { type ClientText, isClientText } from '../large-data/request-data.ts';
import type { CallSite, HazardKind, Term, TermId } from '../summaries/summary.ts';
import type { Evaluator } from '../values/evaluate.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import type { Value } from '../values/values.ts';
import type { FunctionNode } from './function-node.ts';

/** Decides whether a regular expression can take super-linear time in such a text. */
export type IsSuperLinear = (pattern: string, flags: string, text: ClientText) => boolean;

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
    return this.#isSlowMatch(node.file, site) ? 'super-linear-regex' : undefined;
  }

  #isSlowMatch(file: LoadedFile, site: CallSite): boolean {
    const callee = file.summary.terms[site.callee];
    if (callee?.k !== 'member' || callee.name === null) return false;
    const [first = 0] = site.args;
    const isOnRegex = ON_REGEX.has(callee.name);
    if (!isOnRegex && !ON_STRING.has(callee.name)) return false;
    const regex = regexOf(file, isOnRegex ? callee.of : first);
    if (regex === undefined || !this.#isSlowIn('long', regex)) return false;
    const id = isOnRegex ? first : callee.of;
    return TEXTS.some((text) => this.#isSlowIn(text, regex) && isClientText(text, file, id, this.#evaluator));
  }

  #isSlowIn(text: ClientText, { pattern, flags }: { pattern: string; flags: string }): boolean {
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

function regexOf(file: LoadedFile, id: TermId, depth = 0): (Term & { k: 'regex' }) | undefined {
  const term = file.summary.terms[id];
  if (term?.k === 'regex') return term;
  if (term?.k !== 'variable' || depth > 2) return undefined;
  const [only, ...others] = file.summary.variables[term.variable]?.values ?? [];
  return only !== undefined && others.length === 0 ? regexOf(file, only, depth + 1) : undefined;
}
