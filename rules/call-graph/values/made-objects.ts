import { parametersOf } from '../summaries/questions.ts';
import type { TermId } from '../summaries/summary.ts';
import type { Evaluator } from './evaluate.ts';
import type { LoadedFile } from './loaded-file.ts';
import { union, type Value, type Values } from './values.ts';

/** Steps of a path that is gone down. */
const MAX_STEPS = 3;
const COPIES = /(?:^|\.)(?:cloneDeep|clone|structuredClone)$/;

/**
 * `list.reduce((all, each) => ..., first)`: what it begins with, or what its callback gives. `(all, each) => all[each]` goes down a
 * path.
 */
export function reduced(evaluator: Evaluator, file: LoadedFile, [callback = 0, first = 0]: readonly TermId[]): Values {
  const callbacks = functionsOf(evaluator, file, callback);
  const start = evaluator.evaluate(file, first);
  if (callbacks.some(goesDown)) {
    const steps: Values[] = [start];
    for (const values of steps)
      if (steps.length <= MAX_STEPS) steps.push(union(values.map((value) => evaluator.members.get(value, null))));
    return union(steps.slice(1));
  }
  return union([start, ...callbacks.map(({ file: to, fn }) => evaluator.returned(to, fn))]);
}

/** Whether a function gives any member of its first parameter: `(owner, name) => owner[name]`. */
function goesDown({ file: { summary }, fn }: Value & { k: 'function' }): boolean {
  return (summary.functions[fn]?.returns ?? []).some((id) => {
    const term = summary.terms[id];
    const owners = term?.k === 'member' && term.name === null ? parametersOf(summary, term.of) : [];
    return owners.some((owner) => owner.fn === fn && owner.index === 0);
  });
}

/** `Object.fromEntries([[name, value]])`: an object with one of the values under any name. */
export function fromEntries(evaluator: Evaluator, file: LoadedFile, entries: TermId): Values {
  const pairs = evaluator.evaluate(file, entries).flatMap((list) => evaluator.members.elements(list));
  return pairs.flatMap((pair) => {
    if (pair.k !== 'array') return [];
    // Those of `Object.entries()` have the values alone.
    return [record(evaluator, pair.file, pair.nested === 'entry' ? pair.items : pair.items.slice(1, 2))];
  });
}

/** What a package's function makes of an object: `_.mapValues(object, fn)`, `_.cloneDeep(object)`. */
export function madeOutside(evaluator: Evaluator, path: string, file: LoadedFile, args: readonly TermId[]): Values {
  const [object = 0, callback = 0] = args;
  if (COPIES.test(path)) return evaluator.evaluate(file, object);
  if (!/(?:^|\.)mapValues$/.test(path)) return [];
  return functionsOf(evaluator, file, callback).map(({ file: from, fn }) =>
    record(evaluator, from, from.summary.functions[fn]?.returns ?? []),
  );
}

function record(evaluator: Evaluator, file: LoadedFile, items: readonly TermId[]): Value {
  return evaluator.value({ k: 'array', file, items, id: 0, nested: 'record' });
}

function functionsOf(evaluator: Evaluator, file: LoadedFile, id: TermId): (Value & { k: 'function' })[] {
  return evaluator.evaluate(file, id).filter((value) => value.k === 'function');
}
