import type { Cause, StallRecord } from './stall-record.ts';
import type { Lag } from './watched/heartbeat.ts';

/** What `getStats()` returns. Durations are in milliseconds. */
export interface Stats {
  /** `lag-only`: no watchdog could be started, so stalls are measured but not explained. */
  mode: 'watching' | 'lag-only' | 'off';
  /** Stalls that reached the threshold. */
  stalls: number;
  /** Those of them that were not printed, for a limit or because the format is `silent`. */
  suppressed: number;
  totalMs: number;
  longestMs: number;
  byCause: Partial<Record<Cause, number>>;
  /** Delay of the heartbeat. */
  lag: Lag;
  /** How often a lost watchdog was started again. */
  restarts: number;
}

/** Sums up the stalls of this process. */
export class StallStats {
  #stalls = 0;
  #suppressed = 0;
  #totalMs = 0;
  #longestMs = 0;
  readonly #byCause = new Map<Cause, number>();

  count({ ongoing, durationMs, cause }: StallRecord, shown: boolean): void {
    if (ongoing) return;
    this.#stalls += 1;
    if (!shown) this.#suppressed += 1;
    this.#totalMs += durationMs;
    this.#longestMs = Math.max(this.#longestMs, durationMs);
    this.#byCause.set(cause, (this.#byCause.get(cause) ?? 0) + 1);
  }

  read(mode: Stats['mode'], lag: Lag, restarts: number): Stats {
    return {
      mode,
      stalls: this.#stalls,
      suppressed: this.#suppressed,
      totalMs: this.#totalMs,
      longestMs: this.#longestMs,
      byCause: Object.fromEntries(this.#byCause),
      lag,
      restarts,
    };
  }
}
