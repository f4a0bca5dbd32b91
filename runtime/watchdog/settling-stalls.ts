import { nowMs } from '../clock.ts';
import type { RawSpan, Settled } from '../protocol.ts';
import type { Stall } from './stall.ts';

/** The end of a stall is reported at the latest this long after it, in milliseconds. */
const SETTLING_MS = 150;

/** The same where a profile comes with it. */
const SETTLING_WITH_PROFILE_MS = 1000;

/** Slow blocking calls that are remembered. */
const SPANS_KEPT = 200;

/** Stalls that have ended, until the thread has sent what else it knows of them, and its slow blocking calls. */
export class SettlingStalls {
  readonly #patience: number;
  readonly #emit: (stall: Stall) => void;
  readonly #waiting = new Map<number, { stall: Stall; deadline: number }>();
  #spans: RawSpan[] = [];

  constructor(withProfile: boolean, emit: (stall: Stall) => void) {
    this.#patience = withProfile ? SETTLING_WITH_PROFILE_MS : SETTLING_MS;
    this.#emit = emit;
  }

  get isEmpty(): boolean {
    return this.#waiting.size === 0;
  }

  /** A slow blocking call of this thread. */
  addSpan(span: RawSpan): void {
    this.#spans = [...this.#spans.slice(1 - SPANS_KEPT), span];
  }

  add(stall: Stall): void {
    this.#waiting.set(stall.start, { stall, deadline: nowMs() + this.#patience });
  }

  /** The loop has turned after a stall, and all evidence is in. */
  settled({ beat, gcMs, profile }: Settled): void {
    const stall = this.#waiting.get(beat)?.stall;
    if (stall === undefined) return;
    stall.gcMs = gcMs;
    stall.profile = profile;
    this.#handOver(beat, stall);
  }

  /** Hands over those for which nothing more is waited. */
  handOverDue(now: number): void {
    for (const [start, { stall, deadline }] of this.#waiting) if (now > deadline) this.#handOver(start, stall);
  }

  handOverAll(): void {
    for (const [start, { stall }] of this.#waiting) this.#handOver(start, stall);
  }

  /** Hands over a stall as it stands: one that goes on, or nothing more will be known of. */
  handOverNow(stall: Stall): void {
    stall.spans = this.#spans.filter(({ start, end }) => end > stall.start && start < stall.end);
    this.#emit(stall);
  }

  #handOver(start: number, stall: Stall): void {
    this.#waiting.delete(start);
    this.handOverNow(stall);
  }
}
