import type { TermId } from '../summaries/summary.ts';
import type { Evaluator } from '../values/evaluate.ts';
import type { LoadedFile } from '../values/loaded-file.ts';

/** Files that people write by hand, a few kilobytes at most. */
const SMALL_FILE =
  /(?:^|[\\/])(?:(?:package|composer|bower|lerna|nx|turbo|deno|tsconfig|jsconfig)(?:\.[\w-]+)?\.json|\.\w+rc(?:\.json)?)$/;
const MAX_DEPTH = 16;

/** Whether a path ends in the name of a file that is small by its kind: `path.join(folder, 'package.json')`. */
export function isSmallFile(evaluator: Evaluator, file: LoadedFile, id: TermId, depth = 0): boolean {
  const { terms, variables, functions } = file.summary;
  const term = terms[id];
  if (!term || depth > MAX_DEPTH) return false;
  const follow = (ids: readonly TermId[]) => ids.some((each) => isSmallFile(evaluator, file, each, depth + 1));
  switch (term.k) {
    case 'literal':
      return typeof term.value === 'string' && SMALL_FILE.test(term.value);
    // A path that is kept under the file's name: `paths['package.json']`.
    case 'member':
      return term.name !== null && SMALL_FILE.test(term.name);
    case 'text':
      return follow(term.parts.slice(-1));
    case 'or':
      return follow(term.of);
    case 'variable':
      return follow(variables[term.variable]?.values ?? []);
    case 'parameter': {
      const given = evaluator.looks.argumentsOf(file, term.fn, term.index);
      return given.length > 0 && given.every((each) => isSmallFile(evaluator, each.file, each.term, depth + 1));
    }
    case 'element':
      return follow([term.of]);
    case 'array':
      return follow(term.items);
    case 'function':
      return follow(functions[term.fn]?.returns ?? []);
    case 'new':
      return follow(term.args.slice(0, 1));
    case 'call': {
      const callee = terms[term.callee];
      const isJoin = callee?.k === 'member' && /^(?:join|resolve|normalize)$/.test(callee.name ?? '');
      return isJoin || callee?.k === 'import'
        ? follow(term.args.slice(-1))
        : follow([term.callee, ...term.args.slice(-1)]);
    }
    default:
      return false;
  }
}
