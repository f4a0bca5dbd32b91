import type { LoadedFile } from '../values/loaded-file.ts';
import type { CallSite, FileSummary, Term } from './summary.ts';

const known = new WeakMap<FileSummary, ReadonlyMap<number, CallSite>>();

/** The call that a function which is written in place is handed to. */
export function siteThatTakes({ summary }: LoadedFile, fn: number): CallSite | undefined {
  let sites = known.get(summary);
  if (!sites) known.set(summary, (sites = sitesByFunction(summary)));
  return sites.get(fn);
}

function sitesByFunction({ functions, terms }: FileSummary): ReadonlyMap<number, CallSite> {
  const sites = new Map<number, CallSite>();
  for (const { calls } of functions)
    for (const site of calls)
      for (const id of site.args) {
        const term = terms[id];
        if (term?.k === 'function' && !sites.has(term.fn)) sites.set(term.fn, site);
      }
  return sites;
}

/** The call that hands something to a term as a parameter at one place: `get(url, (response) => ...)`. */
export function siteThatGives(file: LoadedFile, term: Term, index: number): CallSite | undefined {
  return term.k === 'parameter' && term.index === index ? siteThatTakes(file, term.fn) : undefined;
}

/** What an event's listener is registered on, where a term is the first thing that the listener is given. */
export function emitterOf(file: LoadedFile, term: Term, event: string): number {
  const site = siteThatGives(file, term, 0);
  const callee = file.summary.terms[site?.callee ?? 0];
  if (callee?.k !== 'member' || !/^(?:on|once|addListener|prependListener)$/.test(callee.name ?? '')) return 0;
  const name = file.summary.terms[site?.args[0] ?? 0];
  return name?.k === 'literal' && name.value === event ? callee.of : 0;
}
