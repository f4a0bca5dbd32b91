import type { CpuTime } from '../cpu-time.ts';

/** When the watchdog itself was this late, in milliseconds, the whole process may have been suspended. */
const SUSPENSION_MS = 150;

/** Suspensions that are remembered. */
const REMEMBERED = 16;

interface Interval {
  from: number;
  to: number;
}

/** Remembers when no thread of the process ran. */
export class Suspensions {
  #intervals: Interval[] = [];

  /**
   * The watchdog came `lateness` milliseconds later than planned; `cpu` is what the watched thread did meanwhile.
   * Returns whether the process was suspended.
   */
  note(now: number, lateness: number, cpu: CpuTime | undefined): boolean {
    if (lateness < SUSPENSION_MS) return false;
    // A thread that ran or wanted to run was not suspended: then only the watchdog was short of a CPU.
    if (cpu !== undefined && cpu.ranMs + cpu.waitedMs > lateness / 2) return false;
    this.#intervals = [...this.#intervals.slice(1 - REMEMBERED), { from: now - lateness, to: now }];
    return true;
  }

  /** Milliseconds of suspension between two times. */
  between(start: number, end: number): number {
    return this.#intervals.reduce(
      (sum, { from, to }) => sum + Math.max(0, Math.min(to, end) - Math.max(from, start)),
      0,
    );
  }
}
