import { createHash } from 'node:crypto';
import { ruleName } from '../../rules/catalog/rule-name.ts';
import { nowMs, unixMs } from '../clock.ts';
import type { ResolvedOptions } from '../options.ts';
import type { WatchdogData } from '../protocol.ts';
import type {
  CatalogMatch,
  Cause,
  Culprit,
  StallContext,
  StallFrame,
  StallRecord,
  TimedCall,
} from '../stall-record.ts';
import { LONG_HANG_MS } from '../watchdog/hang-reports.ts';
import type { Stall } from '../watchdog/stall.ts';
import { catalogEntry } from './catalog-match.ts';
import { BLAMING, isCalling, isWithoutTrace, verdict } from './cause.ts';
import { isLateSuspect, type ReadSample, readSamples, suspects, type Suspect } from './culprit.ts';
import { hazardAt } from './hazards.ts';
import { byProfile, profileIn, ProfileReader } from './profiled-lines.ts';
import { sampleTreeOf } from './sample-tree.ts';
import type { SourceLines } from './source-lines.ts';
import type { StackReader } from './stack.ts';
import { contextOf, isOffloaded } from './stall-context.ts';

/** Further lines that a record lists. */
const OTHERS = 4;

/** A line below this share of the stall is not listed. */
const LEAST_SHARE = 0.02;

const tenth = (ms: number): number => Math.round(ms * 10) / 10;
/** Causes whose duration is not reduced by the time in which the watchdog did not run. */
const OUTSIDE: ReadonlySet<Cause> = new Set(['suspended', 'debugger', 'cpu-starvation']);
const STARTUP: StallContext = { kind: 'startup', name: 'start-up' };

/** Makes the record of a stall. */
export class RecordBuilder {
  readonly #options: ResolvedOptions;
  readonly #pid: number;
  readonly #run: string | undefined;
  readonly #reader: StackReader;
  readonly #sources: SourceLines;
  readonly #profiles: ProfileReader;
  readonly #counts = new Map<string, number>();
  /** Ids of the stalls that were reported while they lasted: their end must be reported too. */
  readonly #announced = new Set<string>();
  /** The thread that started the watchdog. */
  readonly #own: number;

  constructor({ options, pid, run, threadId }: WatchdogData, reader: StackReader, sources: SourceLines) {
    this.#options = options;
    this.#pid = pid;
    this.#run = run;
    this.#own = threadId;
    this.#reader = reader;
    this.#sources = sources;
    this.#profiles = new ProfileReader(reader, sources);
  }

  /** The record; undefined where the stall was, on reflection, below the threshold. */
  build(stall: Stall): StallRecord | undefined {
    const elapsed = stall.end - stall.begin;
    const samples = readSamples(stall, this.#reader, this.#sources);
    const total = samples.reduce((sum, { weight }) => sum + weight, 0) || 1;
    const sampled = suspects(samples);
    const seen = this.#profiles.read(stall.profile, sampled[0] ? framesOf(sampled[0]) : []);
    const extent = { duration: elapsed, threshold: this.#options.threshold };
    if (this.#mayBeNone(stall, elapsed) && isWithoutTrace(stall, extent, samples)) return undefined;
    const list = byProfile(sampled, seen, total);
    const { cause, evidence } = verdict(stall, extent, samples, list[0]);
    const duration = OUTSIDE.has(cause) ? elapsed : elapsed - stall.suspendedMs;
    if (duration < this.#options.threshold && !this.#announced.has(stall.id)) return undefined;
    const blames = BLAMING.has(cause) || cause === 'startup';
    // What ran before a call that has not returned yet is not its line.
    const running = isCalling(stall, elapsed) ? stall.running : undefined;
    const first = blames ? (running ? list.find((suspect) => isSince(suspect, running.start)) : list[0]) : undefined;
    const fingerprint = fingerprintOf(cause, first, running?.call);
    const entry = running ? catalogEntry(running.module, running.call) : (first?.catalog ?? this.#hazard(cause, first));
    const context =
      cause === 'startup' ? { context: STARTUP, candidates: [] } : contextOf(first?.samples ?? samples, running);
    const offloaded = this.#isForeign(stall) && isOffloaded(context);
    if (offloaded && entry?.member === 'Atomics.wait') return undefined; // it waits for its next task
    const sampleTree = sampleTreeOf(samples);
    if (stall.ongoing) this.#announced.add(stall.id);
    else this.#announced.delete(stall.id);
    return {
      version: 1,
      id: stall.id,
      time: new Date(unixMs() - (nowMs() - stall.begin)).toISOString(),
      pid: this.#pid,
      threadId: stall.threadId,
      ongoing: stall.ongoing,
      durationMs: tenth(duration),
      uncertaintyMs: this.#options.heartbeat / 2,
      cause,
      evidence,
      ...context,
      ...traceOf(first?.samples ?? samples),
      ...(offloaded && { offloaded: true as const }),
      culprit: first ? this.#culprit(first.frame, first.weight / total) : null,
      caller: first?.caller ? this.#culprit(first.caller, first.weight / total) : null,
      others: blames || cause === 'many-short-tasks' ? this.#others(list.slice(first ? 1 : 0), total) : [],
      frames: first ? framesOf(first) : [],
      catalog: entry ?? null,
      ruleId: entry ? ruleName(entry.kind) : null,
      call: callOf(stall),
      samples: stall.samples.length,
      ...(sampleTree && { sampleTree }),
      late: first !== undefined && isLateSuspect(first),
      ...(stall.gcMs > 0 && { gcMs: tenth(stall.gcMs) }),
      ...(stall.cpu && { cpu: { ranMs: tenth(stall.cpu.ranMs), waitedMs: tenth(stall.cpu.waitedMs) } }),
      ...profileIn(seen),
      ...this.#originOf(first?.samples ?? samples),
      fingerprint,
      ...(this.#run !== undefined && { run: this.#run }),
      count: this.#count(fingerprint, stall.ongoing),
    };
  }

  /** Only what nothing tells of; where it was announced, its end must be told too. */
  #mayBeNone({ id, loopEnded, ongoing }: Stall, elapsed: number): boolean {
    return !this.#announced.has(id) && (loopEnded || (ongoing && elapsed < LONG_HANG_MS));
  }

  #hazard(cause: Cause, first: Suspect | undefined): CatalogMatch | undefined {
    return first && hazardAt(cause, first, this.#sources.lines(first.frame.file) ?? []);
  }

  #originOf(samples: readonly ReadSample[]): Pick<StallRecord, 'origin'> {
    const [heaviest] = samples.filter(({ sample }) => sample.origin).toSorted((a, b) => b.weight - a.weight);
    const frames = heaviest?.sample.origin ? this.#reader.read(heaviest.sample.origin) : [];
    const own = frames.findIndex(({ origin }) => origin !== 'node');
    return own === -1 ? {} : { origin: frames.slice(own) };
  }

  #isForeign({ threadId }: Stall): boolean {
    return threadId !== 0 && threadId !== this.#own;
  }

  #others(list: Suspect[], total: number): Culprit[] {
    const notable = list.filter(({ weight }) => weight / total >= LEAST_SHARE).slice(0, OTHERS);
    return notable.map(({ frame, weight }) => this.#culprit(frame, weight / total));
  }

  #culprit({ file, line, column, function: name, origin }: StallFrame, share: number): Culprit {
    return {
      file,
      line,
      column,
      function: name,
      share: Math.round(share * 1000) / 1000,
      origin,
      ...this.#sources.at(file, line),
    };
  }

  #count(fingerprint: string, ongoing: boolean): number {
    const count = (this.#counts.get(fingerprint) ?? 0) + 1;
    if (!ongoing) this.#counts.set(fingerprint, count);
    return count;
  }
}

/** The span that most of the stall's time belongs to is that of its heaviest sample. */
function traceOf(samples: readonly ReadSample[]): Pick<StallRecord, 'trace'> {
  const [heaviest] = samples.filter(({ sample }) => sample.trace).toSorted((a, b) => b.weight - a.weight);
  return heaviest?.sample.trace ? { trace: heaviest.sample.trace } : {};
}

/** The stack of its heaviest sample, unless the profiler knows a better one. */
function framesOf({ samples, frames }: Suspect): StallFrame[] {
  return frames ?? samples.reduce((best, sample) => (sample.weight > best.weight ? sample : best)).frames;
}

function callOf({ spans, running, end }: Stall): TimedCall | null {
  if (running !== undefined) return { name: running.call, durationMs: tenth(end - running.start) };
  const [longest] = spans.toSorted((a, b) => b.end - b.start - (a.end - a.start));
  if (longest === undefined) return null;
  const { call, start, size } = longest;
  return { name: call, durationMs: tenth(longest.end - start), ...(size !== undefined && { size }) };
}

function isSince({ samples }: Suspect, time: number): boolean {
  return samples.some(({ sample }) => sample.at > time);
}

/** Named functions keep their fingerprint when the busiest of their lines changes. */
function fingerprintOf(cause: Cause, suspect: Suspect | undefined, call: string | undefined): string {
  const place = suspect && [
    suspect.frame.file,
    suspect.frame.function === '' ? suspect.frame.line : suspect.frame.function,
  ];
  const text = JSON.stringify([cause, place ?? null, suspect?.catalog?.member ?? call ?? null]);
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
