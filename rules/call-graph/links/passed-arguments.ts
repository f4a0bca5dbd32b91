import { lastName } from '../search/leading.ts';
import { parametersOf } from '../summaries/questions.ts';
import type { CallSite, TermId } from '../summaries/summary.ts';
import type { Evaluator } from '../values/evaluate.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import type { FunctionNode } from './function-node.ts';

/** What a call passes to the parameters of a function that it enters: `fn.call(self, a)` passes `a`. */
export function passedTo(
  to: FunctionNode,
  { summary }: LoadedFile,
  { callee, args }: Pick<CallSite, 'callee' | 'args'>,
): readonly TermId[] {
  const term = summary.terms[callee];
  const name = term?.k === 'member' ? term.name : undefined;
  // A method of that name is what it says.
  if (name === lastName(to.summary.name)) return args;
  if (name === 'call') return args.slice(1);
  return name === 'apply' ? [] : args;
}

/** Notes what `handler.bind(null, store)` passes: whoever calls it, it is given the store first. */
export function passBound(evaluator: Evaluator, file: LoadedFile, site: CallSite): void {
  const { callee, args } = site;
  const term = file.summary.terms[callee];
  if (term?.k !== 'member' || term.name !== 'bind' || args.length < 2) return;
  for (const value of evaluator.evaluate(file, term.of)) {
    const to = value.k === 'function' ? value.file.node(value.fn) : undefined;
    if (to) file.passed.push({ to, args: args.slice(1), site });
  }
}

/** Notes what a helper that calls its own parameter passes to the functions that callers give it. */
export function passToCallbacks(evaluator: Evaluator, node: FunctionNode, site: CallSite): void {
  if (!isParameter(node, site.callee)) return;
  const { file } = node;
  for (const value of evaluator.passedFunctions(file, site.callee)) {
    const to = value.k === 'function' ? value.file.node(value.fn) : undefined;
    if (to) file.passed.push({ to, args: site.args, site });
  }
}

/** Whether a callee is a parameter of the function that calls it. */
export function isParameter({ file, index }: FunctionNode, callee: TermId): boolean {
  return parametersOf(file.summary, callee).some(({ fn }) => fn === index);
}
