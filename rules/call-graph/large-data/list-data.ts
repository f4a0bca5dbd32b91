import { remembered } from '../summaries/remembered.ts';
import { best, type RankOf } from './data-flow.ts';

/** Methods that give a list of the same elements. */
const SAME_ELEMENTS = new Set(['filter', 'slice', 'concat', 'reverse', 'toReversed', 'sort', 'toSorted', 'flat']);
/** Methods that give a list of what their callback gives. */
const RESULTS = new Set(['map', 'flatMap']);

/** Ranks lists by what is in them: written out, put in later, made of the elements of another list, or a text cut up: all lines are the whole. */
export const inList = remembered((rankOf: RankOf): RankOf => {
  const ofList: RankOf = ({ file, id, term, evaluator, ask }) => {
    const put = best(file.assigned(id, '[]'), (each) => ask(each, rankOf));
    if (put > 0) return put;
    if (term.k === 'array') return best(term.items, (each) => ask(each, rankOf));
    const callee = term.k === 'call' ? file.summary.terms[term.callee] : undefined;
    if (term.k !== 'call' || callee?.k !== 'member' || callee.name === null) return 0;
    if (SAME_ELEMENTS.has(callee.name)) return ask(callee.of, ofList);
    if (callee.name === 'split') return ask(callee.of, rankOf);
    if (!RESULTS.has(callee.name)) return 0;
    return best(evaluator?.evaluate(file, term.args[0] ?? 0) ?? [], (value) => {
      const fn = value.k === 'function' ? value.file.summary.functions[value.fn] : undefined;
      return value.k === 'function' && fn ? best(fn.returns, (each) => ask(each, rankOf, value.file)) : 0;
    });
  };
  return ofList;
});
