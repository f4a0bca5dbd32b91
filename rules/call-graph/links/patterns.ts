import type { Term, TermId } from '../summaries/summary.ts';
import type { Evaluator } from '../values/evaluate.ts';
import type { LoadedFile } from '../values/loaded-file.ts';

/** The text and the flags of a regular expression. */
export interface Pattern {
  pattern: string;
  flags: string;
}

/** Steps from a use to where the expression is written. */
const MAX_DEPTH = 4;

/** The one regular expression that a value is: written here or in another file of the project, as a literal or a text. */
export function patternOf(evaluator: Evaluator, file: LoadedFile, id: TermId, depth = 0): Pattern | undefined {
  const term = file.summary.terms[id];
  if (depth > MAX_DEPTH) return undefined;
  const only = (from: LoadedFile, [first, ...others]: readonly TermId[] = []) =>
    first !== undefined && others.length === 0 ? patternOf(evaluator, from, first, depth + 1) : undefined;
  switch (term?.k) {
    case 'regex':
      return term;
    case 'variable':
      return only(file, file.summary.variables[term.variable]?.values);
    case 'import': {
      const target = evaluator.importTarget(file, term.import);
      return target && 'file' in target ? only(target.file, target.file.exports.get(term.name)) : undefined;
    }
    case 'member':
      return term.name === null ? undefined : memberPattern(evaluator, file, term.of, term.name, only);
    case 'new':
    case 'call':
      return made(evaluator, file, term);
    default:
      return undefined;
  }
}

/** What an object or a module of the project has under a name: `PATTERNS.email`. */
function memberPattern(
  evaluator: Evaluator,
  file: LoadedFile,
  of: TermId,
  name: string,
  only: (from: LoadedFile, ids: readonly TermId[] | undefined) => Pattern | undefined,
): Pattern | undefined {
  const [owner, ...others] = evaluator.evaluate(file, of);
  if (owner === undefined || others.length > 0) return undefined;
  if (owner.k === 'module') return only(owner.file, owner.file.exports.get(name));
  const object = owner.k === 'object' ? owner.file.summary.objects[owner.object] : undefined;
  return owner.k === 'object' && object ? only(owner.file, owner.file.index(object.props).get(name)) : undefined;
}

/** `new RegExp('^(a+)+$', 'i')`, of texts that are known. */
function made(evaluator: Evaluator, file: LoadedFile, { callee, args }: Term & { k: 'new' | 'call' }) {
  const maker = file.summary.terms[callee];
  if (maker?.k !== 'global' || maker.name !== 'RegExp') return undefined;
  const [pattern, flags = ''] = args.map((each) => {
    const [value, ...others] = evaluator.evaluate(file, each);
    return value?.k === 'literal' && typeof value.value === 'string' && others.length === 0 ? value.value : undefined;
  });
  return pattern === undefined ? undefined : { pattern, flags };
}
