import { cpuTimeBetween, type CpuTime } from '../cpu-time.ts';

/** A reading of a thread's CPU time. */
interface Reading {
  at: number;
  cpu: CpuTime | undefined;
}

/** The same, with what the whole process had run by then, in milliseconds. */
interface Suspicion extends Reading {
  processMs: number;
}

/** No more than the time that there was; what ran is certain, so it comes first. */
function within(cpu: CpuTime | undefined, milliseconds: number): CpuTime | undefined {
  if (cpu === undefined) return undefined;
  const ranMs = Math.min(cpu.ranMs, milliseconds);
  return { ranMs, waitedMs: Math.min(cpu.waitedMs, milliseconds - ranMs) };
}

/**
 * Tells what a thread did during a stall. Reading at every heartbeat would cost more than the heartbeat, so the watchdog
 * reads when it looks: before the stall, and when it suspects it. The thread itself reads at the stall's end. Only the
 * time before the suspicion is not exact; it never counts for more than it was.
 */
export class StallCpu {
  #healthy: CpuTime | undefined;
  #suspected: Suspicion | undefined;

  /** The thread's loop turned a short while ago. */
  healthy(cpu: CpuTime | undefined): void {
    this.#healthy = cpu;
    this.#suspected = undefined;
  }

  /** The thread's heartbeat is late. */
  suspect(at: number, cpu: CpuTime | undefined, processMs: number): void {
    this.#suspected = { at, cpu, processMs };
  }

  /** Milliseconds that the process's other threads have run since the suspicion; 0 where that is not known. */
  beside(cpu: CpuTime | undefined, processMs: number): number {
    const own = cpuTimeBetween(this.#suspected?.cpu, cpu);
    if (this.#suspected === undefined || own === undefined) return 0;
    return Math.max(0, processMs - this.#suspected.processMs - own.ranMs);
  }

  /** What the thread did from `start` to `end`. */
  between(start: number, { at: end, cpu }: Reading): CpuTime | undefined {
    const suspected = this.#suspected;
    if (suspected === undefined || suspected.at < start || suspected.at > end)
      return within(cpuTimeBetween(this.#healthy, cpu), end - start);
    const before = within(cpuTimeBetween(this.#healthy, suspected.cpu), suspected.at - start);
    const after = within(cpuTimeBetween(suspected.cpu, cpu), end - suspected.at);
    if (before === undefined || after === undefined) return undefined;
    return { ranMs: before.ranMs + after.ranMs, waitedMs: before.waitedMs + after.waitedMs };
  }
}
