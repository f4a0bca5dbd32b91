import type { CarriedMap } from '../protocol.ts';

/** The source maps that the scripts of the program carry, as its threads have sent them. */
export class ReceivedMaps {
  /** `data:` URLs by the script's file. */
  readonly byFile = new Map<string, string>();
  readonly #known = new Map<number, number>();

  /** How many maps a thread has sent with its samples; it sends those that come after. */
  known(thread: number): number {
    return this.#known.get(thread) ?? 0;
  }

  add(maps: readonly CarriedMap[]): void {
    for (const [file, address] of maps) this.byFile.set(file, address);
  }

  /** Those of a sample that was asked for when `known` maps of its thread were known. */
  addSampled(thread: number, known: number, maps: readonly CarriedMap[]): void {
    this.#known.set(thread, Math.max(this.known(thread), known + maps.length));
    this.add(maps);
  }
}
