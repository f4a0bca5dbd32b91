import { createHash } from 'node:crypto';
import { ruleName } from '../rules/catalog/rule-name.ts';
import { nowMs, unixMs } from './clock.ts';
import { catalogEntry } from './catalog-match.ts';
import { BLAMING, verdict } from './cause.ts';
import { readSamples, suspects, type Suspect } from './culprit.ts';
import type { ResolvedOptions } from './options.ts';
import type { WatchdogData } from './protocol.ts';
import type { SourceLines } from './source-lines.ts';
import type { StackReader } from './stack.ts';
import { contextOf } from './stall-context.ts';
import type { Cause, Culprit, StallContext, StallFrame, StallRecord, TimedCall } from './stall-record.ts';
import type { Stall } from './stall.ts';

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
  readonly #counts = new Map<string, number>();

  constructor({ options, pid, run }: WatchdogData, reader: StackReader, sources: SourceLines) {
    this.#options = options;
    this.#pid = pid;
    this.#run = run;
    this.#reader = reader;
    this.#sources = sources;
  }

  /** The record; undefined where the stall was, on reflection, below the threshold. */
  build(stall: Stall): StallRecord | undefined {
    const half = this.#options.heartbeat / 2;
    const elapsed = stall.end - stall.start - half;
    const samples = readSamples(stall, this.#reader);
    const list = suspects(samples);
    const { cause, evidence } = verdict(
      stall,
      { duration: elapsed, threshold: this.#options.threshold },
      samples,
      list[0],
    );
    const duration = OUTSIDE.has(cause) ? elapsed : elapsed - stall.suspendedMs;
    if (duration < this.#options.threshold) return undefined;
    const total = samples.reduce((sum, { weight }) => sum + weight, 0);
    const blames = BLAMING.has(cause) || cause === 'startup';
    const first = blames ? list[0] : undefined;
    const fingerprint = fingerprintOf(cause, first);
    const { running } = stall;
    const entry = first?.catalog ?? (running && catalogEntry(running.module, running.call));
    return {
      version: 1,
      id: stall.id,
      time: new Date(unixMs() - (nowMs() - stall.start - half)).toISOString(),
      pid: this.#pid,
      threadId: stall.threadId,
      ongoing: stall.ongoing,
      durationMs: tenth(duration),
      uncertaintyMs: half,
      cause,
      evidence,
      ...(cause === 'startup'
        ? { context: STARTUP, candidates: [] }
        : contextOf(first?.samples ?? samples, stall.running)),
      culprit: first ? this.#culprit(first.frame, first.weight / total) : null,
      caller: first?.caller ? this.#culprit(first.caller, first.weight / total) : null,
      others: blames || cause === 'many-short-tasks' ? this.#others(list.slice(first ? 1 : 0), total) : [],
      frames: first ? heaviestFrames(first) : [],
      catalog: entry ?? null,
      ruleId: entry ? ruleName(entry.kind) : null,
      call: callOf(stall),
      samples: stall.samples.length,
      late: first !== undefined && first.catalog === undefined && first.lateWeight >= first.weight / 2,
      ...(stall.gcMs > 0 && { gcMs: tenth(stall.gcMs) }),
      ...(stall.cpu && { cpu: { ranMs: tenth(stall.cpu.ranMs), waitedMs: tenth(stall.cpu.waitedMs) } }),
      fingerprint,
      ...(this.#run !== undefined && { run: this.#run }),
      count: this.#count(fingerprint, stall.ongoing),
    };
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

function heaviestFrames({ samples }: Suspect): StallFrame[] {
  return samples.reduce((best, sample) => (sample.weight > best.weight ? sample : best)).frames;
}

function callOf({ spans, running, end }: Stall): TimedCall | null {
  if (running !== undefined) return { name: running.call, durationMs: tenth(end - running.start) };
  const [longest] = spans.toSorted((a, b) => b.end - b.start - (a.end - a.start));
  if (longest === undefined) return null;
  const { call, start, size } = longest;
  return { name: call, durationMs: tenth(longest.end - start), ...(size !== undefined && { size }) };
}

/** Named functions keep their fingerprint when the busiest of their lines changes. */
function fingerprintOf(cause: Cause, suspect: Suspect | undefined): string {
  const place = suspect && [
    suspect.frame.file,
    suspect.frame.function === '' ? suspect.frame.line : suspect.frame.function,
  ];
  const text = JSON.stringify([cause, place ?? null, suspect?.catalog?.member ?? null]);
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
