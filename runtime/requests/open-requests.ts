import { nowMs } from '../clock.ts';

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

/** A request that a server has received. */
export interface RequestEntry {
  kind: 'request';
  id: number;
  /** Milliseconds of the monotonic clock; of a busy loop, when it last beat before. */
  since: number;
  /** Node's own request, or the stream of HTTP/2. */
  request: object;
  answer: Answer;
  method: string;
  /** As it came: frameworks cut parts off `request.url`. */
  target: string;
  route: string | undefined;
  /** Koa's context, which knows the route when the router has found it. */
  koa: object | undefined;
}

/**
 * So many requests may come, or half of those that are open, before the entries are looked through. With 64, what they
 * held outlived young collections, and V8 let the young objects take 10 to 20 MB more.
 */
const UNSORTED = 8;

/** Open requests that are remembered. */
const REMEMBERED = 1000;

function isGone({ answer }: RequestEntry): boolean {
  if (answer.destroyed || answer.closed === true) return true;
  return answer.writableFinished === true && answer.socket === null;
}

/**
 * The requests that have no finished answer yet, in their order. To be told of each answer's end (a map, and a second
 * channel of Node's) cost a busy service 2 to 3 %: entries are looked through with each heartbeat, and when some have come
 * together. To ask the clock for each request cost it nearly 1 %: a busy loop beats often enough to tell the time.
 */
export class OpenRequests {
  readonly #entries: RequestEntry[] = [];
  #limit = UNSORTED;
  #count = 0;
  #beat = nowMs();
  #isIdle = true;

  add(request: object, answer: Answer, method: string, target: string): RequestEntry {
    this.#count += 1;
    const entry: RequestEntry = {
      kind: 'request',
      id: this.#count,
      since: this.#isIdle ? nowMs() : this.#beat,
      request,
      answer,
      method,
      target,
      route: undefined,
      koa: undefined,
    };
    if (this.#entries.push(entry) >= this.#limit) this.forgetGone();
    return entry;
  }

  /** The entry of a request or a stream, if it is open: most likely one of the latest. */
  find(request: object): RequestEntry | undefined {
    return this.#entries.findLast((entry) => entry.request === request);
  }

  /** The latest, the last one first; at most `count`. */
  latest(count: number): RequestEntry[] {
    this.forgetGone();
    return this.#entries.slice(-count).reverse();
  }

  clear(): void {
    this.#entries.length = 0;
  }

  /** With each heartbeat; that of an idle loop is slow. */
  beat(isIdle: boolean): void {
    this.#beat = nowMs();
    this.#isIdle = isIdle;
    this.forgetGone();
  }

  /** Lets go of what has been answered: it may hold much. */
  forgetGone(): void {
    let kept = 0;
    for (const entry of this.#entries) {
      if (isGone(entry)) continue;
      this.#entries[kept] = entry;
      kept += 1;
    }
    this.#entries.length = kept;
    if (kept > REMEMBERED) this.#entries.splice(0, kept - REMEMBERED);
    this.#limit = this.#entries.length + Math.max(UNSORTED, this.#entries.length / 2);
  }
}
