import { nowMs } from '../clock.ts';
import { cpuTimeBetween, cpuTimeReader, processCpuMs, type CpuReader, type CpuTime } from '../cpu-time.ts';
import { FLAG, TIME, type RawSpan, type Settled, type SharedState } from '../protocol.ts';
import { GapReader, hasUnreadGaps, type Gap } from '../watched/gap-ring.ts';
import { runningSpan } from '../watched/running-span.ts';
import { LIFE } from '../watched/threads.ts';
import { dueHangReport } from './hang-reports.ts';
import { assumedLead, suspicionMs } from './pace.ts';
import type { Sampler } from './sampler.ts';
import { SettlingStalls } from './settling-stalls.ts';
import { StallCpu } from './stall-cpu.ts';
import type { Stall } from './stall.ts';
import { Suspensions } from './suspensions.ts';
import type { WatchOptions } from './watch-options.ts';

/** Between two looks at a thread that is stalled, in milliseconds; they become rarer as the stall goes on. */
const STALLED_POLL_MS = 5;
const SLOWEST_STALLED_POLL_MS = 50;
const STALLED_POLL_PART = 1 / 50;

/** Between two close looks at an idle loop, in milliseconds: reading CPU times costs as much as waking up. */
const CLOSE_LOOK_MS = 150;

/** Until this age, in milliseconds, a process that is not watched yet, or still loads modules, is starting. */
const YOUTH_MS = 5000;

interface OpenStall {
  start: number;
  sampler: Sampler | undefined;
  reportedMs: number;
}

const ms = (value: bigint): number => Number(value) / 1e6;

/** Watches the heartbeat of one thread: opens a stall, has it sampled, and hands it over when it has ended. */
export class Watch {
  /** The thread has ended without a last beat. */
  gone = false;
  readonly #state: SharedState;
  readonly #given: WatchOptions;
  readonly #options: WatchOptions['options'];
  readonly #cpu: CpuReader;
  readonly #gaps: GapReader;
  readonly #suspensions = new Suspensions();
  readonly #stallCpu = new StallCpu();
  readonly #suspicion: number;
  readonly #settling: SettlingStalls;
  /** The process is young until then; a worker thread's life is its own business. */
  readonly #youngUntil: number;
  readonly #armedAt: number;
  #cpuAtPoll: CpuTime | undefined;
  #lookedAt = 0;
  #open: OpenStall | undefined;
  #endedLast = NaN;
  #trustFrom = 0;

  constructor(given: WatchOptions) {
    const { state, options, thread } = given;
    this.#given = given;
    this.#state = state;
    this.#options = options;
    this.#cpu = cpuTimeReader(Atomics.load(state.flags, FLAG.systemThread));
    this.#suspicion = suspicionMs(options);
    this.#settling = new SettlingStalls(options.profiler, (stall) => {
      given.emit(stall);
    });
    const startedAt = nowMs() - process.uptime() * 1000;
    this.#youngUntil = thread === 0 ? startedAt + YOUTH_MS : 0;
    this.#armedAt = nowMs();
    this.#gaps = new GapReader(state);
  }

  /** Holds a session or an unreported stall. */
  get busy(): boolean {
    return this.#open !== undefined || !this.#settling.isEmpty;
  }

  /** Looks at the heartbeat. `lateness`: how much later than planned the watchdog itself came to this. */
  poll(now: number, lateness: number): void {
    if (this.#isQuiet(now, lateness)) return;
    this.#lookedAt = now;
    const cpu = this.#cpu.read();
    const suspended = this.#suspensions.note(now, lateness, cpuTimeBetween(this.#cpuAtPoll, cpu));
    // Whichever thread woke first, the other one gets its chance.
    if (suspended) this.#trustFrom = now + 2 * this.#options.heartbeat;
    this.#cpuAtPoll = cpu;
    const beat = ms(Atomics.load(this.#state.times, TIME.beat)); // before the ring, which is written first
    this.#readRing();
    if (this.#open !== undefined && this.#open.start !== beat) this.#endUnwritten(this.#open);
    // The thread may have written the gap that began with this beat, and not yet the next beat.
    const known = this.#open !== undefined || this.#endedLast === beat || this.#hasLeft;
    if (!known && now >= this.#trustFrom && now - beat > this.#suspicion) this.#suspect(beat, now, cpu);
    else if (this.#open === undefined) this.#stallCpu.healthy(cpu);
    this.#reportHang(now);
    this.#settling.handOverDue(now);
  }

  /** An idle loop beats in time, and what it has run since the last close look is next to nothing. */
  #isQuiet(now: number, lateness: number): boolean {
    const { flags, times } = this.#state;
    if (Atomics.load(flags, FLAG.idle) === 0 || this.busy || lateness > this.#options.heartbeat) return false;
    if (now - this.#lookedAt > CLOSE_LOOK_MS || hasUnreadGaps(this.#state)) return false;
    return now - ms(Atomics.load(times, TIME.beat)) <= this.#suspicion;
  }

  /** Milliseconds until the next look. */
  delay(now: number): number {
    if (!this.#settling.isEmpty) return STALLED_POLL_MS;
    if (this.#open !== undefined) {
      const age = now - this.#open.start;
      return Math.max(STALLED_POLL_MS, Math.min(SLOWEST_STALLED_POLL_MS, age * STALLED_POLL_PART));
    }
    const beat = ms(Atomics.load(this.#state.times, TIME.beat));
    return Math.max(STALLED_POLL_MS, Math.max(beat, this.#trustFrom) + this.#suspicion + 1 - now);
  }

  /** The loop has turned after a stall, and all evidence is in. */
  settled(evidence: Settled): void {
    this.#readRing();
    this.#settling.settled(evidence);
  }

  /** A slow blocking call of this thread. */
  addSpan(span: RawSpan): void {
    this.#settling.addSpan(span);
  }

  /** Hands over the stalls that have ended. */
  flush(): void {
    this.#readRing();
    this.#settling.handOverAll();
  }

  /** The same, and disconnects: the thread is about to exit, and a worker thread ends with it in whatever it does. */
  finish(): void {
    this.#readRing();
    if (this.#given.thread !== 0) this.#end();
    else if (this.#open !== undefined) this.#endUnwritten(this.#open);
    this.#settling.handOverAll();
  }

  /** The thread has ended without another beat: what it was in has ended with it. */
  readonly #end = (): void => {
    this.#readRing();
    const open = this.#close();
    this.gone = true;
    if (open === undefined || open.sampler?.samples.length === 0) return;
    const end = nowMs();
    const begin = open.start + assumedLead(this.#state, this.#options);
    if (end - begin < this.#options.threshold) return;
    this.#settling.add(this.#stall(open, { begin, end, cpu: undefined }, false));
    this.#settling.handOverAll();
  };

  /** Lets go of what the operating system keeps. */
  stop(): void {
    this.#cpu.close();
  }

  #suspect(beat: number, now: number, cpu: CpuTime | undefined): void {
    this.#stallCpu.suspect(now, cpu, processCpuMs());
    const { host, inspector, thread } = this.#given;
    Atomics.store(host.flags, FLAG.busy, 1);
    if (Atomics.load(host.flags, FLAG.exiting) === 1) return;
    const debuggerPort = Atomics.load(host.flags, FLAG.debuggerPort) === 1;
    const readCpu = (): CpuTime | undefined => this.#cpu.read();
    const sampler = inspector.connect({ thread, debuggerPort, readCpu, onGone: this.#end });
    this.#open = { start: beat, sampler, reportedMs: 0 };
  }

  #close(): OpenStall | undefined {
    const open = this.#open;
    open?.sampler?.close();
    this.#open = undefined;
    return open;
  }

  #readRing(): void {
    const { gaps, lost } = this.#gaps.read();
    // The end of the open stall was overwritten: it was at the latest where the next one began.
    const [first] = gaps;
    if (lost && first && this.#open && this.#open.reportedMs > 0 && this.#open.start < first.start)
      this.#ended({
        start: this.#open.start,
        begin: this.#open.start + assumedLead(this.#state, this.#options),
        end: first.start,
        cpu: undefined,
      });
    for (const gap of gaps) this.#ended(gap);
  }

  #ended({ start, begin, end, cpu }: Gap): void {
    const open = this.#open?.start === start ? this.#close() : undefined;
    const stall = this.#stall(open ?? { start, sampler: undefined, reportedMs: 0 }, { begin, end, cpu }, false);
    this.#endedLast = start;
    this.#stallCpu.healthy(cpu);
    this.#settling.add(stall);
  }

  /**
   * The thread beat just below the threshold and wrote no gap. Where it lost its CPU between the clock and the beat, the
   * stall has been reported meanwhile, and needs its end.
   */
  #endUnwritten({ start, reportedMs }: OpenStall): void {
    if (reportedMs === 0) {
      this.#close();
      return;
    }
    const begin = start + assumedLead(this.#state, this.#options);
    this.#ended({ start, begin, end: begin + this.#options.threshold, cpu: undefined });
  }

  #stall({ start, sampler }: OpenStall, { begin, end, cpu }: Omit<Gap, 'start'>, ongoing: boolean): Stall {
    const { thread, origin } = this.#given;
    return {
      // From what both know who report a stall: a watchdog that is started again gives it the same id.
      id: `${origin}-${thread}-${Math.round(start).toString(36)}`,
      threadId: thread,
      start,
      begin,
      end,
      ongoing,
      samples: (sampler?.samples ?? []).filter(({ at }) => at >= begin && at <= end),
      spans: [],
      running: ongoing ? runningSpan(this.#state) : undefined,
      suspendedMs: this.#suspensions.between(begin, end),
      cpu: this.#stallCpu.between(begin, { at: end, cpu }),
      besideMs: this.#stallCpu.beside(cpu, processCpuMs()),
      gcMs: 0,
      profile: undefined,
      loopEnded: Atomics.load(this.#state.flags, FLAG.loopEnded) === 1,
      paused: sampler?.paused ?? false,
      early: Atomics.load(this.#state.flags, FLAG.turned) === 0 || begin < Math.min(this.#armedAt, this.#youngUntil),
      young: begin < this.#youngUntil,
    };
  }

  #reportHang(now: number): void {
    const open = this.#open;
    if (open === undefined || !this.#isAlive(open)) return;
    const begin = open.start + assumedLead(this.#state, this.#options);
    const due = dueHangReport(now - begin, this.#options.threshold);
    if (due === undefined || due <= open.reportedMs) return;
    open.reportedMs = due;
    this.#settling.handOverNow(this.#stall(open, { begin, end: now, cpu: this.#cpu.read() }, true));
  }

  /** A worker thread has said that it beats no more. */
  get #hasLeft(): boolean {
    return Atomics.load(this.#state.flags, FLAG.life) === LIFE.ended;
  }

  /** A worker thread that does not beat may have been terminated; one that answers was not. */
  #isAlive({ sampler }: OpenStall): boolean {
    return this.#given.thread === 0 || (sampler !== undefined && sampler.samples.length > 0);
  }
}
