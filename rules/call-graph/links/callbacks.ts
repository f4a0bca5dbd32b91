import type { CallSite, TermId } from '../summaries/summary.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import type { Value } from '../values/values.ts';
import type { EdgeMode } from './function-node.ts';

/** Methods that call their argument before they return. */
const IMMEDIATE = new Set(
  (
    'map forEach filter reduce reduceRight some every find findIndex findLast findLastIndex flatMap sort toSorted ' +
    'replace replaceAll each mapValues groupBy sortBy orderBy keyBy countBy partition pickBy omitBy times uniqBy sumBy ' +
    'minBy maxBy differenceBy transform run runInContext'
  ).split(' '),
);
const IMMEDIATE_GLOBALS = new Set([
  'Promise',
  'Array.from',
  'Object.fromEntries',
  'Reflect.apply',
  'JSON.parse',
  'JSON.stringify',
]);
const IMMEDIATE_MODULES = new Set(['lodash', 'lodash-es', 'underscore', 'ramda', 'remeda', 'rambda']);

/** Whether the last name of a member path is that of a method that calls its argument before it returns: `a.b.map`. */
export function callsArgument(path: string): boolean {
  return IMMEDIATE.has(path.slice(path.lastIndexOf('.') + 1));
}

/** When the functions among a call's arguments run. */
export function callbackMode(file: LoadedFile, site: CallSite, callees: readonly Value[]): EdgeMode {
  const callee = file.summary.terms[site.callee];
  if (callees.some((value) => value.k === 'function' || value.k === 'class')) return 'callback';
  for (const value of callees) {
    if (value.k !== 'external') continue;
    if (value.module === 'global') return IMMEDIATE_GLOBALS.has(value.path) ? 'callback' : 'later';
    if (IMMEDIATE_MODULES.has(value.module)) return 'callback';
  }
  if (callee?.k === 'member' && callee.name !== null && IMMEDIATE.has(callee.name)) return 'callback';
  return 'later';
}

/** Methods whose callback runs once for each element of something. */
const REPEATING =
  /^(map|forEach|filter|reduce|reduceRight|some|every|find|findIndex|findLast|flatMap|sort|toSorted|each|mapValues)$/;

/** Whether the functions among a call's arguments run many times for one call. */
export function repeatsCallback(file: LoadedFile, site: CallSite): boolean {
  const callee = file.summary.terms[site.callee];
  return callee?.k === 'member' && callee.name !== null && REPEATING.test(callee.name) && !isFixedList(file, callee.of);
}

/** A list that is written out and never added to has few items, whatever is done with each. */
function isFixedList({ summary }: LoadedFile, id: TermId): boolean {
  const term = summary.terms[id];
  if (term?.k === 'array') return term.fixed === true;
  if (term?.k !== 'variable') return false;
  const [only, ...others] = summary.variables[term.variable]?.values ?? [];
  const list = only === undefined || others.length > 0 ? undefined : summary.terms[only];
  return list?.k === 'array' && list.fixed === true && !summary.memberAssignments.some(({ target }) => target === id);
}
