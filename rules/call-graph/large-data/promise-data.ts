import { parametersOf } from '../summaries/questions.ts';
import type { Term } from '../summaries/summary.ts';
import type { Evaluator } from '../values/evaluate.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import type { Place } from '../values/looks.ts';

/** What `new Promise((resolve) => ...)` is resolved with, wherever inside the executor that is called. */
export function resolvedWith(evaluator: Evaluator, file: LoadedFile, made: Term & { k: 'new' }): Place[] {
  const callee = file.summary.terms[made.callee];
  if (callee?.k !== 'global' || callee.name !== 'Promise') return [];
  return evaluator.evaluate(file, made.args[0] ?? 0).flatMap((value) => {
    const executor = value.k === 'function' ? value.file.node(value.fn) : undefined;
    if (!executor) return [];
    return executor.file.nodes
      .slice(executor.index)
      .filter((node) => node === executor || node.isInside(executor))
      .flatMap((node) => node.summary.calls)
      .filter(
        ({ callee: called, args }) =>
          args.length > 0 &&
          parametersOf(executor.file.summary, called).some(({ fn, index }) => fn === executor.index && index === 0),
      )
      .map(({ args: [term = 0] }) => ({ file: executor.file, term }));
  });
}
