import type { CpuTime } from '../cpu-time.ts';
import { FLAG, GAP_SLOTS, RING_SIZE, TIME, type SharedState } from '../protocol.ts';

const MS = 1e6;

/** A gap between two heartbeats, in milliseconds of the monotonic clock. */
export interface Gap {
  start: number;
  /** When the stall began: as exact as the thread knows. */
  begin: number;
  end: number;
  /** What the thread had done in its life at the end, where the platform tells. */
  cpu: CpuTime | undefined;
}

const nanoseconds = (ms: number | undefined): bigint => (ms === undefined ? -1n : BigInt(Math.round(ms * MS)));
const milliseconds = (value: bigint): number => Number(value) / MS;

/** Writes CPU time to two slots from `slot` on. */
function storeCpu(times: BigInt64Array, slot: number, cpu: CpuTime | undefined): void {
  Atomics.store(times, slot, nanoseconds(cpu?.ranMs));
  Atomics.store(times, slot + 1, nanoseconds(cpu?.waitedMs));
}

/** Reads CPU time from two slots. */
function loadCpu(times: BigInt64Array, slot: number): CpuTime | undefined {
  const ran = Atomics.load(times, slot);
  const waited = Atomics.load(times, slot + 1);
  return ran < 0n ? undefined : { ranMs: milliseconds(ran), waitedMs: milliseconds(waited) };
}

const slotOf = (index: number): number => TIME.ring + GAP_SLOTS * (index % RING_SIZE);

/** A gap in nanoseconds, as the clock gives them. */
export interface RawGap {
  start: bigint;
  begin: bigint;
  end: bigint;
  cpu: CpuTime | undefined;
}

/** Writes a gap. */
export function writeGap({ times, flags }: SharedState, { start, begin, end, cpu }: RawGap): void {
  const count = Atomics.load(flags, FLAG.gapCount);
  const slot = slotOf(count);
  Atomics.store(times, slot, start);
  Atomics.store(times, slot + 1, begin);
  Atomics.store(times, slot + 2, end);
  storeCpu(times, slot + 3, cpu);
  Atomics.store(flags, FLAG.gapCount, count + 1);
}

/** Reads the gaps of one thread, each once. */
export class GapReader {
  readonly #state: SharedState;
  #read: number;

  constructor(state: SharedState) {
    this.#state = state;
    this.#read = Atomics.load(state.flags, FLAG.gapsRead);
  }

  /** The gaps since the last reading, and whether there were more than the ring holds. */
  read(): { gaps: Gap[]; lost: boolean } {
    const { times, flags } = this.#state;
    const count = Atomics.load(flags, FLAG.gapCount);
    if (count === this.#read) return { gaps: [], lost: false };
    const first = Math.max(this.#read, count - RING_SIZE);
    const lost = first > this.#read;
    const gaps = Array.from({ length: count - first }, (_, offset) => {
      const slot = slotOf(first + offset);
      const [start = 0, begin = 0, end = 0] = [0, 1, 2].map((part) => milliseconds(Atomics.load(times, slot + part)));
      return { start, begin, end, cpu: loadCpu(times, slot + 3) };
    });
    this.#read = count;
    Atomics.store(flags, FLAG.gapsRead, count);
    return { gaps, lost };
  }
}

/** Whether a thread has written gaps that the watchdog has not read yet. */
export function hasUnreadGaps({ flags }: SharedState): boolean {
  return Atomics.load(flags, FLAG.gapCount) !== Atomics.load(flags, FLAG.gapsRead);
}
