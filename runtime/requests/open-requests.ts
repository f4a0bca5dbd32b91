import type { IncomingMessage } from 'node:http';

/** What answers a request, or closes with it: Node's response, or the stream of HTTP/2. */
export interface Answer {
  destroyed: boolean;
  /** Of a response: all is written. */
  writableFinished?: boolean;
  /** Of a response: it lets go of its socket when it has finished. */
  socket?: object | null;
  /** Of a stream. */
  closed?: boolean;
}

/** A request that a server has received: Node's own of HTTP/1, or the stream of HTTP/2 and what came with it. */
export type RequestEntry = { kind: 'request' } & (
  { request: IncomingMessage } | { stream: object; method: string; target: string }
);

/**
 * So many requests may come, or half of those that are open, before the entries are looked through. With 64, what they
 * held outlived young collections, and V8 let the young objects take 10 to 20 MB more.
 */
const UNSORTED = 8;

/** Open requests that are remembered. */
const REMEMBERED = 1000;

function isGone({ destroyed, closed, writableFinished, socket }: Answer): boolean {
  return destroyed || closed === true || (writableFinished === true && socket === null);
}

/**
 * Requests that were announced, as long as they have no finished answer, in their order. To be told of each answer's end (a
 * map, and a second channel of Node's) cost a busy service 2 to 3 %: entries are looked through with each heartbeat, and when
 * some have come together.
 */
export class OpenRequests {
  readonly #entries: { entry: RequestEntry; answer: Answer }[] = [];
  #limit = UNSORTED;

  add(entry: RequestEntry, answer: Answer): void {
    if (this.#entries.push({ entry, answer }) >= this.#limit) this.forgetGone();
  }

  /** The latest, the last one first; at most `count`. */
  latest(count: number): RequestEntry[] {
    this.forgetGone();
    return this.#entries
      .slice(-count)
      .reverse()
      .map(({ entry }) => entry);
  }

  clear(): void {
    this.#entries.length = 0;
  }

  /** Lets go of what has been answered: it may hold much. Also called with each heartbeat. */
  forgetGone(): void {
    let kept = 0;
    for (const each of this.#entries) {
      if (isGone(each.answer)) continue;
      this.#entries[kept] = each;
      kept += 1;
    }
    this.#entries.length = kept;
    if (kept > REMEMBERED) this.#entries.splice(0, kept - REMEMBERED);
    this.#limit = this.#entries.length + Math.max(UNSORTED, this.#entries.length / 2);
  }
}
