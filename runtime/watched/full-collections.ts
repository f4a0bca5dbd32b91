/** Full collections that can be told apart before the loop turns again. */
const CANARIES = 16;

/** An object that a full collection takes once nothing holds it. */
class Canary {
  #held: object | undefined;
  readonly #ref: WeakRef<object>;

  constructor() {
    const held = {};
    this.#held = held;
    this.#ref = new WeakRef(held);
  }

  release(): void {
    this.#held = undefined;
  }

  /** Asking keeps one that lives alive until the running callback ends: it can be asked once. */
  isDead(): boolean {
    return this.#ref.deref() === undefined;
  }
}

/**
 * Tells whether a full collection has ended since it was last asked; younger ones let a canary be. A reference that is
 * made or read in a callback holds its object until that callback ends, so a callback that stalls has to be served
 * with canaries from before it. Looking costs nothing that could be measured.
 */
export class FullCollections {
  #spare: Canary[] = [];
  #released: Canary | undefined;

  /** From now on, in a callback of its own: every canary is there again. */
  restart(): void {
    while (this.#spare.length < CANARIES) this.#spare.push(new Canary());
    if (this.#released?.isDead() ?? true) this.#release();
  }

  hasEnded(): boolean {
    const hasEnded = this.#released?.isDead() ?? false;
    this.#release();
    return hasEnded;
  }

  #release(): void {
    this.#released = this.#spare.pop();
    this.#released?.release();
  }
}
