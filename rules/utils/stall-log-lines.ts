import path from 'node:path';
import type { CatalogMatch, Culprit, StallRecord } from '../../runtime/stall-record.ts';

/** One stall of a line. */
export interface ObservedStall {
  /** When it began, in milliseconds since 1970. */
  at: number;
  durationMs: number;
  /** The part of it that was spent in the line, 0 to 1. */
  share: number;
  /** `GET /orders/:id`; undefined where nothing is known. */
  context: string | undefined;
  late: boolean;
  catalog: CatalogMatch | null;
}

/** A line of the project's own code that stalled the loop, as it was when it did. */
export interface ObservedLine {
  /** As recorded, with slashes. */
  file: string;
  line: number;
  /** The line and the nearest ones around it that are not blank, without indentation. */
  text: string;
  before: string;
  after: string;
  stalls: ObservedStall[];
}

/** The causes that blame a line which a handler runs. */
const BLAMING: ReadonlySet<string> = new Set(['code', 'native', 'microtasks']);

const slashed = (file: string): string => file.replaceAll('\\', '/');

/** The lines that records blame, by the base name of their file. */
export function observedLines(records: readonly StallRecord[]): Map<string, ObservedLine[]> {
  const lines = new Map<string, ObservedLine>();
  const byName = new Map<string, ObservedLine[]>();
  for (const record of records) {
    const culprit = ownLine(record);
    if (!culprit || culprit.text === '' || !BLAMING.has(record.cause) || record.offloaded === true) continue;
    const { line, text, before, after } = culprit;
    const file = slashed(culprit.file);
    const key = JSON.stringify([file, line, text, before, after]);
    let known = lines.get(key);
    if (!known) {
      lines.set(key, (known = { file, line, text, before, after, stalls: [] }));
      const name = path.posix.basename(file);
      const ofName = byName.get(name);
      if (ofName) ofName.push(known);
      else byName.set(name, [known]);
    }
    known.stalls.push(stallOf(record, culprit));
  }
  return byName;
}

/** The line to show to the author: the culprit, or the call of the dependency that it stands in. */
export function ownLine({ culprit, caller }: Pick<StallRecord, 'culprit' | 'caller'>): Culprit | undefined {
  return [culprit, caller].find((each) => each?.origin === 'app') ?? undefined;
}

function stallOf({ time, durationMs, context, late, catalog }: StallRecord, { share }: Culprit): ObservedStall {
  const isKnown = context.kind !== 'unknown' && context.kind !== 'startup';
  return { at: Date.parse(time), durationMs, share, context: isKnown ? context.name : undefined, late, catalog };
}

/**
 * Whether a recorded path is that of a file. A log of another machine or container names other folders: there the
 * file's path from `base`, the folder that the log belongs to, must be the end of the recorded one.
 */
export function isSameFile(recorded: string, file: string, base: string): boolean {
  const here = slashed(file);
  if (recorded === here) return true;
  const folder = `${slashed(base).replace(/\/$/, '')}/`;
  if (recorded.startsWith(folder) || !here.startsWith(folder)) return false;
  return `/${recorded}`.endsWith(`/${here.slice(folder.length)}`);
}

/** A text as records keep it: lines without indentation. */
export function trimmedLines(text: string): string[] {
  return text.split(/\r?\n/).map((line) => line.trim());
}

/** Where an observed line stands now, 1-based: the nearest line with its text and its neighbours. */
export function locate({ line, text, before, after }: ObservedLine, lines: readonly string[]): number | undefined {
  const isHere = (number: number): boolean =>
    isLine(lines[number - 1], text) &&
    isLine(neighbour(lines, number, -1), before) &&
    isLine(neighbour(lines, number, 1), after);
  for (let distance = 0; distance < Math.max(line, lines.length - line + 1); distance++) {
    if (isHere(line - distance)) return line - distance;
    if (isHere(line + distance)) return line + distance;
  }
  return undefined;
}

/** Whether a line is the recorded one; of a long line a record keeps the beginning, with `…` behind it. */
function isLine(line: string | undefined, recorded: string): boolean {
  return line === recorded || (recorded.endsWith('…') && line?.startsWith(recorded.slice(0, -1)) === true);
}

function neighbour(lines: readonly string[], number: number, step: 1 | -1): string {
  for (let at = number - 1 + step; at >= 0 && at < lines.length; at += step) {
    const text = lines[at] ?? '';
    if (text !== '') return text;
  }
  return '';
}
