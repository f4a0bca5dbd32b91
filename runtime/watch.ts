import { cpuTimeBetween, cpuTimeReader, type CpuReader, type CpuTime } from './cpu-time.ts';
import { nowMs, unixMs } from './clock.ts';
import type { ResolvedOptions } from './options.ts';
import { FLAG, RING_SIZE, TIME, type RawSpan, type SharedState } from './protocol.ts';
import { runningSpan } from './running-span.ts';
import type { Inspector, Sampler } from './sampler.ts';
import type { Stall } from './stall.ts';

/** A stall that lasts is reported at the threshold and at these ages, in milliseconds. */
const HANG_REPORTS_MS = [1000, 10_000, 60_000];

/** Sampling begins when the heartbeat is half a threshold late, or this late, in milliseconds. */
const LATEST_SUSPICION_MS = 50;

/** When the watchdog itself was this late, in milliseconds, the whole process may have been suspended. */
const SUSPENSION_MS = 150;

/** The end of a stall is reported at the latest this long after it, in milliseconds. */
const SETTLING_MS = 150;

/** Between two looks at a thread that is stalled, in milliseconds. */
const STALLED_POLL_MS = 5;

/** Until this age, in seconds, a process that is not watched yet is starting. */
const YOUTH_S = 5;

/** Slow blocking calls that are remembered. */
const SPANS_KEPT = 200;

interface OpenStall {
  id: string;
  start: number;
  sampler: Sampler | undefined;
  reportedMs: number;
}

interface Interval {
  from: number;
  to: number;
}

const ms = (value: bigint): number => Number(value) / 1e6;

/** Watches the heartbeat of one thread: opens a stall, has it sampled, and hands it over when it has ended. */
export class Watch {
  readonly #state: SharedState;
  readonly #options: ResolvedOptions;
  readonly #inspector: Inspector;
  readonly #emit: (stall: Stall) => void;
  readonly #readCpu: CpuReader;
  readonly #suspicion: number;
  readonly #settling = new Map<number, { stall: Stall; deadline: number }>();
  readonly #youngUntil: number;
  #cpuBefore: CpuTime | undefined;
  #cpuAtPoll: CpuTime | undefined;
  #suspensions: Interval[] = [];
  #spans: RawSpan[] = [];
  #open: OpenStall | undefined;
  #gapsRead = 0;
  #trustFrom = 0;
  #count = 0;
  #pid: number;

  constructor(
    state: SharedState,
    options: ResolvedOptions,
    pid: number,
    inspector: Inspector,
    emit: (stall: Stall) => void,
  ) {
    this.#state = state;
    this.#options = options;
    this.#pid = pid;
    this.#inspector = inspector;
    this.#emit = emit;
    this.#readCpu = cpuTimeReader(pid);
    this.#cpuBefore = this.#readCpu();
    this.#suspicion = options.heartbeat + Math.min(options.threshold / 2, LATEST_SUSPICION_MS);
    this.#youngUntil = process.uptime() < YOUTH_S ? nowMs() : 0;
    this.#gapsRead = Atomics.load(state.flags, FLAG.gapCount);
  }

  /** Looks at the heartbeat. `lateness`: how much later than planned the watchdog itself came to this. */
  poll(now: number, lateness: number): void {
    const cpu = this.#readCpu();
    if (lateness >= SUSPENSION_MS) this.#noteSuspension(now, lateness, cpuTimeBetween(this.#cpuAtPoll, cpu));
    this.#cpuAtPoll = cpu;
    const beat = ms(Atomics.load(this.#state.times, TIME.beat)); // before the ring, which is written first
    this.#readRing();
    if (this.#open !== undefined && this.#open.start !== beat) this.#close();
    if (this.#open === undefined && now >= this.#trustFrom && now - beat > this.#suspicion) this.#suspect(beat);
    else if (this.#open === undefined) this.#cpuBefore = cpu;
    this.#reportHang(now);
    for (const [start, { deadline }] of this.#settling) if (now > deadline) this.#handOver(start);
    this.#markBusy();
  }

  /** Milliseconds until the next look. */
  delay(now: number): number {
    if (this.#open !== undefined || this.#settling.size > 0) return STALLED_POLL_MS;
    const beat = ms(Atomics.load(this.#state.times, TIME.beat));
    return Math.max(STALLED_POLL_MS, Math.max(beat, this.#trustFrom) + this.#suspicion + 1 - now);
  }

  /** The loop has turned after the stall that began at `start`, and all evidence is in. */
  settled(start: number, gcMs: number): void {
    this.#readRing();
    const entry = this.#settling.get(start);
    if (entry === undefined) return;
    entry.stall.gcMs = gcMs;
    this.#handOver(start);
    this.#markBusy();
  }

  /** A slow blocking call of this thread. */
  addSpan(span: RawSpan): void {
    this.#spans = [...this.#spans.slice(1 - SPANS_KEPT), span];
  }

  /** Hands over the stalls that have ended. */
  flush(): void {
    this.#readRing();
    for (const start of this.#settling.keys()) this.#handOver(start);
    this.#markBusy();
  }

  /** The same, and disconnects: the thread is about to exit. */
  finish(): void {
    this.#readRing();
    this.#close();
    for (const start of this.#settling.keys()) this.#handOver(start);
    this.#markBusy();
  }

  #suspect(beat: number): void {
    const { flags } = this.#state;
    Atomics.store(flags, FLAG.busy, 1);
    if (Atomics.load(flags, FLAG.exiting) === 1) return;
    const sampler = this.#inspector.connect(Atomics.load(flags, FLAG.debuggerPort) === 1, this.#readCpu);
    this.#open = { id: this.#newId(), start: beat, sampler, reportedMs: 0 };
  }

  #close(): OpenStall | undefined {
    const open = this.#open;
    open?.sampler?.close();
    this.#open = undefined;
    return open;
  }

  #readRing(): void {
    const { times, flags } = this.#state;
    const count = Atomics.load(flags, FLAG.gapCount);
    for (let index = Math.max(this.#gapsRead, count - RING_SIZE); index < count; index += 1) {
      const slot = TIME.ring + 2 * (index % RING_SIZE);
      this.#ended(ms(Atomics.load(times, slot)), ms(Atomics.load(times, slot + 1)));
    }
    this.#gapsRead = count;
  }

  #ended(start: number, end: number): void {
    const open = this.#open?.start === start ? this.#close() : undefined;
    const stall = this.#stall(open ?? { id: this.#newId(), start, sampler: undefined, reportedMs: 0 }, end, false);
    this.#settling.set(start, { stall, deadline: nowMs() + SETTLING_MS });
  }

  #stall({ id, start, sampler }: OpenStall, end: number, ongoing: boolean): Stall {
    const overlap = ({ from, to }: Interval): number => Math.max(0, Math.min(to, end) - Math.max(from, start));
    return {
      id,
      threadId: 0,
      start,
      end,
      ongoing,
      samples: (sampler?.samples ?? []).filter(({ at }) => at >= start && at <= end),
      spans: [],
      running: ongoing ? runningSpan(this.#state) : undefined,
      suspendedMs: this.#suspensions.reduce((sum, interval) => sum + overlap(interval), 0),
      cpu: cpuTimeBetween(this.#cpuBefore, this.#readCpu()),
      gcMs: 0,
      paused: sampler?.paused ?? false,
      early: Atomics.load(this.#state.flags, FLAG.turned) === 0 || start < this.#youngUntil,
    };
  }

  #reportHang(now: number): void {
    const open = this.#open;
    if (open === undefined) return;
    const age = now - open.start - this.#options.heartbeat / 2;
    const due = [this.#options.threshold, ...HANG_REPORTS_MS].findLast(
      (at) => age >= at && at >= this.#options.threshold,
    );
    if (due === undefined || due <= open.reportedMs) return;
    open.reportedMs = due;
    this.#emit(this.#stall(open, now, true));
  }

  #addSpans(stall: Stall): void {
    stall.spans = this.#spans.filter(({ start, end }) => end > stall.start && start < stall.end);
  }

  #handOver(start: number): void {
    const entry = this.#settling.get(start);
    this.#settling.delete(start);
    if (entry !== undefined) this.#addSpans(entry.stall);
    if (entry !== undefined) this.#emit(entry.stall);
  }

  #noteSuspension(now: number, lateness: number, cpu: CpuTime | undefined): void {
    // A thread that ran or wanted to run was not suspended: then only the watchdog was short of a CPU.
    if (cpu !== undefined && cpu.ranMs + cpu.waitedMs > lateness / 2) return;
    this.#suspensions = [...this.#suspensions.slice(-15), { from: now - lateness, to: now }];
    this.#trustFrom = now + 2 * this.#options.heartbeat; // whichever thread woke first, the other one gets its chance
  }

  #markBusy(): void {
    const busy = this.#open !== undefined || this.#settling.size > 0;
    Atomics.store(this.#state.flags, FLAG.busy, busy ? 1 : 0);
  }

  #newId(): string {
    this.#count += 1;
    return `${this.#pid}-${unixMs().toString(36)}-${this.#count}`;
  }
}
