import { printable } from '../../rules/utils/stall-log-message.ts';
import type { Overview } from './overview.ts';
import { causeName, causes, placeOf } from './words.ts';

/** The stalls of a page as its timeline draws them: one column per property, one row per stall, by time. */
export interface TimelineData {
  /** Names of the causes that occur. */
  causes: string[];
  /** Names that rows point to by index. */
  names: string[];
  /** When each stall began, in milliseconds since 1970. */
  at: number[];
  durationMs: number[];
  /** Index into `causes`. */
  cause: number[];
  /** Index into `names`: the route, message or job. */
  context: number[];
  /** Index into `names`: the culprit's place, or an empty name. */
  place: number[];
  /** Number of the culprit's section in the page, from 1; 0 for none. */
  section: number[];
}

const WIDTH = 120;

/** Data of the timeline; `sections` is the number of culprits that the page shows. */
export function timelineData({ records, culprits }: Overview, sections: number, root: string): TimelineData {
  const occurring = new Set(records.map(({ cause }) => causeName(cause)));
  const names = [...new Set(causes.map(([, name]) => name))].filter((name) => occurring.has(name));
  const pool = new Map<string, number>();
  const pooled = (text: string): number => {
    const name = printable(text, WIDTH);
    const known = pool.get(name);
    if (known === undefined) pool.set(name, pool.size);
    return known ?? pool.size - 1;
  };
  const section = new Map(culprits.slice(0, sections).map(({ fingerprint }, index) => [fingerprint, index + 1]));
  return {
    causes: names,
    at: records.map(({ time }) => Date.parse(time)),
    durationMs: records.map(({ durationMs }) => Math.max(1, durationMs)),
    cause: records.map(({ cause }) => names.indexOf(causeName(cause))),
    context: records.map(({ context }) => pooled(context.name)),
    place: records.map(({ culprit }) => pooled(culprit ? placeOf(culprit, root) : '')),
    section: records.map(({ fingerprint }) => section.get(fingerprint) ?? 0),
    names: [...pool.keys()],
  };
}
