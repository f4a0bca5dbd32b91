import { cpuTimeBetween, type CpuTime } from './cpu-time.ts';

/** A reading of a thread's CPU time. */
interface Reading {
  at: number;
  cpu: CpuTime | undefined;
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
  #suspected: Reading | undefined;

  /** The thread's loop turned a short while ago. */
  healthy(cpu: CpuTime | undefined): void {
    this.#healthy = cpu;
    this.#suspected = undefined;
  }

  /** The thread's heartbeat is late. */
  suspect(at: number, cpu: CpuTime | undefined): void {
    this.#suspected = { at, cpu };
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
