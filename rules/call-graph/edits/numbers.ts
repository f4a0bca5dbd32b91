/** Numbers for the entries of one table: the same as before for what was there before, else new ones. */
export class Numbers {
  readonly #before = new Map<string, number[]>();
  readonly #given: number[] = [];
  #next: number;

  constructor(before: readonly string[], first = 0) {
    before.forEach((key, index) => {
      const known = this.#before.get(key);
      if (known) known.push(index + first);
      else this.#before.set(key, [index + first]);
    });
    this.#next = before.length + first;
  }

  /** Gives the next entry of a table its number. */
  give(key: string): number {
    const number = this.#before.get(key)?.shift() ?? this.#next++;
    this.#given.push(number);
    return number;
  }

  /** What an entry's old number became; what is no number of an entry stays. */
  of(index: number): number {
    return this.#given[index] ?? index;
  }

  get inOrder(): readonly number[] {
    return this.#given;
  }

  /** The entries at their numbers; what is gone leaves a gap, filled with `nothing`. */
  place<T>(entries: readonly T[], nothing: T): T[] {
    const placed = new Array<T>(this.#next).fill(nothing);
    entries.forEach((entry, index) => (placed[this.of(index)] = entry));
    return placed;
  }
}
