import { adviceSentence } from '../catalog/advice.ts';
import type { ObservedStall } from './stall-log-lines.ts';
import type { Observation } from './stall-log-observations.ts';

/** Contexts that a message names. */
const NAMED = 2;
const MAX_NAME = 80;
/** A line with less of its worst stall than this shares the blame, and the message says so. */
const MOST_OF_IT = 0.75;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** What the rule says of a line that stalled the loop. */
export function observationMessage({ stalls }: Observation, now = Date.now()): string {
  const worst = worstOf(stalls);
  const times = stalls.length === 1 ? 'once, for' : `${stalls.length} times,`;
  const parts = [
    `This line stalled the event loop ${times} ${facts(stalls, worst, now)}.`,
    worst.share < MOST_OF_IT ? `It took ${Math.round(worst.share * 100)} % of the worst one.` : '',
    worst.late ? 'A native call was made from it, or just before it.' : '',
    worst.catalog ? adviceSentence(worst.catalog.useInstead) : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** What the message of a static finding adds where its blocking call was observed. */
export function observedSentence(stalls: readonly [ObservedStall, ...ObservedStall[]], now = Date.now()): string {
  const times = stalls.length === 1 ? 'one stall,' : `${stalls.length} stalls,`;
  return `Observed: ${times} ${facts(stalls, worstOf(stalls), now)}.`;
}

function worstOf(stalls: readonly [ObservedStall, ...ObservedStall[]]): ObservedStall {
  return stalls.reduce((worst, stall) => (stall.durationMs > worst.durationMs ? stall : worst));
}

/** `312 ms at worst, last 2 h ago, in GET /orders/:id`. */
function facts(stalls: readonly ObservedStall[], worst: ObservedStall, now: number): string {
  const isOne = stalls.length === 1;
  const ago = age(now - Math.max(...stalls.map(({ at }) => at)));
  const last = ago === 'just now' ? ago : `last ${ago}`;
  const contexts = contextText(stalls);
  const times = isOne ? `${duration(worst.durationMs)}, ${ago}` : `${duration(worst.durationMs)} at worst, ${last}`;
  return contexts === '' ? times : `${times}, in ${contexts}`;
}

/** A duration for a person: `312 ms`, `12.5 s`, `77 min`. */
export function duration(ms: number): string {
  if (ms >= 10 * MINUTE_MS) return `${Math.round(ms / MINUTE_MS)} min`;
  return ms >= 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms)} ms`;
}

function age(ms: number): string {
  if (ms < MINUTE_MS) return 'just now';
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min ago`;
  if (ms < 2 * DAY_MS) return `${Math.floor(ms / HOUR_MS)} h ago`;
  return `${Math.floor(ms / DAY_MS)} days ago`;
}

/** The contexts that stalled most often. */
function contextText(stalls: readonly ObservedStall[]): string {
  const counts = new Map<string, number>();
  for (const { context } of stalls) if (context !== undefined) counts.set(context, (counts.get(context) ?? 0) + 1);
  const names = [...counts].sort(([, a], [, b]) => b - a).map(([name]) => printable(name, MAX_NAME));
  const more = names.length - NAMED;
  return [...names.slice(0, NAMED), ...(more > 0 ? [`${more} more`] : [])]
    .join(', ')
    .replace(/, (\d+ more)$/, ' and $1');
}

/** Text of a log as it may be shown in a terminal or an editor: one line, no control characters, not too long. */
export function printable(text: string, length: number): string {
  const clean = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return clean.length > length ? `${clean.slice(0, length - 3)}...` : clean;
}
