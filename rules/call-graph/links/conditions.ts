import type { Condition, OptionValue, Weight } from '../../catalog/types.ts';
import { largeOrigin } from '../large-data/large-data.ts';
import { isUrlPart } from '../large-data/request-data.ts';
import type { TermId } from '../summaries/summary.ts';
import type { Evaluator } from '../values/evaluate.ts';
import type { CatalogCall } from '../values/externals.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import type { Value } from '../values/values.ts';

/** Whether a catalog entry's condition holds for these arguments. What cannot be read does not hold. */
export function holds(condition: Condition, evaluator: Evaluator, file: LoadedFile, args: readonly TermId[]): boolean {
  const values = (at: number) => evaluator.evaluate(file, args[at] ?? 0);
  const { callback, option, optionUnless, minArguments, maxArguments, largeInput, atLeast } = condition;
  if (minArguments !== undefined && args.length < minArguments) return false;
  if (maxArguments !== undefined && args.length > maxArguments) return false;
  if (callback !== undefined && callback !== args.some((_, at) => values(at).some(isFunction))) return false;
  if (option && !hasOption(evaluator, values(option.at), option)) return false;
  if (optionUnless && hasOption(evaluator, values(optionUnless.at), optionUnless)) return false;
  if (largeInput && !largeOrigin(evaluator, file, args[largeInput.at] ?? 0))
    if (largeInput.smaller === undefined || isShort(evaluator, file, args[largeInput.at] ?? 0)) return false;
  if (atLeast) {
    const literal = values(atLeast.at).find((value) => value.k === 'literal');
    if (literal && typeof literal.value === 'number' && literal.value < atLeast.value) return false;
  }
  return true;
}

/** Whether an entry's condition holds only because a number, or the size of the input, cannot be read. */
export function isAssumed(
  { when }: CatalogCall,
  evaluator: Evaluator,
  file: LoadedFile,
  args: readonly TermId[],
): boolean {
  const { atLeast, largeInput } = when ?? {};
  if (largeInput?.smaller) return !largeOrigin(evaluator, file, args[largeInput.at] ?? 0);
  return atLeast !== undefined && !evaluator.evaluate(file, args[atLeast.at] ?? 0).some(({ k }) => k === 'literal');
}

/** Texts of more characters are no small ones, though they stand in the source. */
const SHORT = 10_000;

/** Whether what is compressed is a short text that stands in the source, or a buffer of one; archives may take a path. */
function isWrittenOut(evaluator: Evaluator, entry: CatalogCall, file: LoadedFile, id: TermId): boolean {
  if (entry.kind !== 'compression') return false;
  const term = file.summary.terms[id];
  const isBuffer =
    term?.k === 'call' &&
    evaluator
      .evaluate(file, term.callee)
      .some(
        (value) => value.k === 'external' && /^(?:Buffer\.)?from$/.test(value.path) && isBufferModule(value.module),
      );
  if (!isBuffer && entry.module !== 'node:zlib') return false;
  return isShort(evaluator, file, isBuffer ? (term.args[0] ?? 0) : id);
}

/** Whether all that a term may be is such a text: of `article.html || ''` not. */
function isShort(evaluator: Evaluator, file: LoadedFile, id: TermId): boolean {
  const { terms, variables } = file.summary;
  const term = terms[id];
  const parts = term?.k === 'or' ? term.of : term?.k === 'variable' ? variables[term.variable]?.values : undefined;
  if (parts !== undefined && parts.length > 1) return parts.every((part) => isShort(evaluator, file, part));
  const values = evaluator.evaluate(file, id);
  return values.length > 0 && values.every((value) => value.k === 'literal' && String(value.value).length < SHORT);
}

const isBufferModule = (module: string): boolean => module === 'global' || module === 'node:buffer';

const GROWS_WITH_TEXT = new Set<CatalogCall['kind']>(['parse', 'render', 'compute']);

/**
 * A request's body is limited by the server that took it (100 kB to 1 MB by default), its URL by Node (16 KB), and a file such
 * as package.json by those who write it: work on them is cheap. So is parsing the JSON that another server answers with; whole pages of
 * HTML are not.
 */
export function weightOf(entry: CatalogCall, evaluator: Evaluator, file: LoadedFile, args: readonly TermId[]): Weight {
  if (entry.weight === 'heavy' && GROWS_WITH_TEXT.has(entry.kind) && isUrlPart(file, args[0] ?? 0)) return 'cheap';
  if (isWrittenOut(evaluator, entry, file, args[0] ?? 0)) return 'cheap';
  const at = entry.when?.largeInput?.at ?? entry.heavyInput?.at;
  if (at === undefined) return entry.weight;
  const origin = largeOrigin(evaluator, file, args[at] ?? 0);
  const isLarge = origin === 'file' || (origin === 'response' && entry.module !== 'global');
  if (entry.heavyInput) return isLarge ? 'heavy' : entry.weight;
  return isLarge ? entry.weight : 'cheap';
}

function isFunction(value: Value): boolean {
  return value.k === 'function';
}

function hasOption(evaluator: Evaluator, values: readonly Value[], { key, is }: OptionValue): boolean {
  return values.some((value) =>
    evaluator.members
      .get(value, key)
      .some((each) => each.k === 'literal' && [is].flat().some((one) => one === each.value)),
  );
}
