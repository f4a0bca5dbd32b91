import type { RawSpan } from '../protocol.ts';
import type { CatalogMatch, StallFrame } from '../stall-record.ts';
import type { Stall, TimedSample } from '../watchdog/stall.ts';
import { blame, type Blamed } from './blame.ts';
import { catalogEntry } from './catalog-match.ts';
import type { SourceLines } from './source-lines.ts';
import type { StackReader } from './stack.ts';

/** A sample that was answered this much later than asked, in milliseconds, came when a native call had returned. */
const LATE_MS = 20;

/** The piece of a span: its task is known, but not which microtask it was. */
export const ANY_PIECE = -1;

/** One sample, read. */
export interface ReadSample {
  sample: TimedSample;
  /** The timed call that it was made of. */
  span: RawSpan | undefined;
  frames: StallFrame[];
  blamed: Blamed | undefined;
  /** Milliseconds of the stall that it stands for. */
  weight: number;
  late: boolean;
}

/** All samples of a stall that blame the same line. */
export interface Suspect extends Blamed {
  /** Milliseconds of the stall. */
  weight: number;
  /** The part of `weight` whose samples were late. */
  lateWeight: number;
  samples: ReadSample[];
  /** Its stack, where it is not that of a sample. */
  frames?: StallFrame[];
}

/** A span stands for a sample that was taken at its end. */
function sampleOf(span: RawSpan): TimedSample {
  return { ...span, at: span.end, askedAt: span.end, waitedMs: 0, piece: ANY_PIECE };
}

/** The thread gave no answer for long, be it that it waited for a CPU. */
export const wasUnanswered = ({ at, askedAt }: TimedSample): boolean => at - askedAt > LATE_MS;

const isLate = ({ at, askedAt, waitedMs }: TimedSample): boolean => at - askedAt - waitedMs > LATE_MS;

/** A sample that had no answer for long says less than the span of the call that ran meanwhile. */
function isCovered(sample: TimedSample, spans: RawSpan[]): boolean {
  if (!wasUnanswered(sample)) return false;
  const half = (sample.at - sample.askedAt) / 2;
  return spans.some(({ start, end }) => Math.min(end, sample.at) - Math.max(start, sample.askedAt) > half);
}

/**
 * Reads the samples and spans of a stall; each stands for the time since the one before it, so that the weights add up
 * to the stall. What a call that has not returned yet took stands for itself: no sample before it knows of it.
 */
export function readSamples(stall: Stall, reader: StackReader, sources: SourceLines): ReadSample[] {
  const { samples, spans, running } = stall;
  const timed = [
    ...samples.filter((sample) => !isCovered(sample, spans)).map((sample) => ({ sample, span: undefined })),
    ...spans.map((span) => ({ sample: sampleOf(span), span })),
  ].sort((a, b) => a.sample.at - b.sample.at);
  const last = timed.at(-1);
  const end = running && last && last.sample.at <= running.start ? running.start : stall.end;
  let from = stall.begin;
  return timed.map(({ sample, span }, index) => {
    const to = index === timed.length - 1 ? end : sample.at;
    const weight = Math.max(0, to - from);
    from = to;
    const frames = reader.read(sample);
    return { sample, span, frames, blamed: blame(frames, sources), weight, late: isLate(sample) };
  });
}

/** The lines that a stall's samples blame, the heaviest first. */
export function suspects(samples: ReadSample[]): Suspect[] {
  const byLine = new Map<string, Suspect>();
  for (const sample of samples) {
    const { blamed } = sample;
    if (blamed === undefined) continue;
    const key = `${blamed.frame.file}:${blamed.frame.line}`;
    const suspect = byLine.get(key) ?? { ...blamed, catalog: undefined, weight: 0, lateWeight: 0, samples: [] };
    byLine.set(key, suspect);
    suspect.weight += sample.weight;
    if (sample.late) suspect.lateWeight += sample.weight;
    suspect.samples.push(sample);
  }
  const found = [...byLine.values()];
  for (const suspect of found) suspect.catalog = heaviestCall(suspect.samples);
  return found.sort((a, b) => b.weight - a.weight);
}

/** Of several blocking calls on one line (`JSON.parse(readFileSync())`), the one that most of the time went to. */
function heaviestCall(samples: ReadSample[]): CatalogMatch | undefined {
  const weights = new Map<string, { match: CatalogMatch; weight: number }>();
  for (const { span, blamed, weight } of samples) {
    const match = span ? catalogEntry(span.module, span.call) : blamed?.catalog;
    if (match === undefined) continue;
    const key = `${match.module} ${match.member}`;
    weights.set(key, { match, weight: (weights.get(key)?.weight ?? 0) + weight });
  }
  return [...weights.values()].sort((a, b) => b.weight - a.weight)[0]?.match;
}

/** Its samples came when a native call had returned, and no catalogued call of it is known. */
export function isLateSuspect({ catalog, weight, lateWeight }: Suspect): boolean {
  return catalog === undefined && lateWeight >= weight / 2 && lateWeight > 0;
}
