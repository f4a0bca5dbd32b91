import { remembered } from './remembered.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import type { CallSite, FileSummary, Term, TermId } from './summary.ts';

type Sites = ReadonlyMap<number, CallSite>;

const inPlace = remembered(sitesInPlace);
const byName = remembered(sitesByName);

/** The call that a function which is written in place is handed to. */
export function siteThatTakes({ summary }: LoadedFile, fn: number): CallSite | undefined {
  return inPlace(summary).get(fn);
}

function sitesInPlace({ functions, terms }: FileSummary): Sites {
  const sites = new Map<number, CallSite>();
  for (const { calls } of functions)
    for (const site of calls)
      for (const id of site.args) {
        const term = terms[id];
        if (term?.k === 'function' && !sites.has(term.fn)) sites.set(term.fn, site);
      }
  return sites;
}

/** The one call that a function is handed to by its name: one that the file calls itself is given data of any kind. */
function sitesByName(summary: FileSummary): Sites {
  const sites = new Map<number, CallSite>();
  const others = new Set<number>();
  for (const { calls } of summary.functions)
    for (const site of calls) {
      for (const fn of namedFunctions(summary, site.callee)) others.add(fn);
      for (const fn of site.args.flatMap((id) => namedFunctions(summary, id))) {
        if (sites.has(fn)) others.add(fn);
        sites.set(fn, site);
      }
    }
  for (const fn of others) sites.delete(fn);
  return sites;
}

/** The functions that a variable may be: `const onBody = wanted ? (error, response, body) => ... : undefined`. */
function namedFunctions({ terms, variables }: FileSummary, id: TermId): number[] {
  const term = terms[id];
  if (term?.k !== 'variable') return [];
  return (variables[term.variable]?.values ?? []).flatMap((value) => {
    const own = terms[value];
    const parts = own?.k === 'or' ? own.of.map((part) => terms[part]) : [own];
    return parts.flatMap((part) => (part?.k === 'function' ? part.fn : []));
  });
}

/** The call that hands something to a term as a parameter at one place: `get(url, (response) => ...)`. */
export function siteThatGives(file: LoadedFile, term: Term, index: number): CallSite | undefined {
  if (term.k !== 'parameter' || term.index !== index) return undefined;
  return siteThatTakes(file, term.fn) ?? byName(file.summary).get(term.fn);
}

/** What an event's listener is registered on, where a term is the first thing that the listener is given. */
export function emitterOf(file: LoadedFile, term: Term, event: string): number {
  const site = siteThatGives(file, term, 0);
  const callee = file.summary.terms[site?.callee ?? 0];
  if (callee?.k !== 'member' || !/^(?:on|once|addListener|prependListener)$/.test(callee.name ?? '')) return 0;
  const name = file.summary.terms[site?.args[0] ?? 0];
  return name?.k === 'literal' && name.value === event ? callee.of : 0;
}
