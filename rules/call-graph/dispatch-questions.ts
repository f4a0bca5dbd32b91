import type { DispatchQuestions } from './dispatch.ts';
import type { Evaluator } from './evaluate.ts';
import type { LoadedFile } from './loaded-file.ts';

const MAX_PARENTS = 10;

/** Answers what a call by name asks of values. */
export function dispatchQuestions(evaluator: Evaluator): DispatchQuestions {
  const isForeign = (file: LoadedFile, index: number, depth = 0): boolean =>
    depth < MAX_PARENTS &&
    evaluator
      .evaluate(file, file.summary.classes[index]?.superClass ?? 0)
      .some(
        (value) =>
          (value.k === 'external' && !evaluator.externals.isModel(value.module, value.path)) ||
          (value.k === 'class' && isForeign(value.file, value.class, depth + 1)),
      );
  return {
    isOpen: (node, site) => evaluator.evaluate(node.file, site.callee).length === 0,
    functions: (file, id) =>
      evaluator
        .evaluate(file, id)
        .flatMap((value) => (value.k === 'function' ? (value.file.node(value.fn) ?? []) : [])),
    isForeign,
  };
}
