import { PerformanceObserver, performance } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import { nowMs } from '../clock.ts';
import { FullCollections } from './full-collections.ts';

/** Collections shorter than this (milliseconds) cannot explain a stall. */
const NOTABLE_MS = 2;

/**
 * Milliseconds for which collections are looked at, from the start and from every notable lag on. Looking costs promise-heavy
 * services 10 to 25 % of their CPU (`bench/runtime`), for each of their many short collections is an entry; so a healthy
 * loop is not looked at, and pauses that grow are seen before they are stalls.
 */
const AT_START_MS = 5000;
const AFTER_LAG_MS = 10_000;

/** After a lag whose look has found no long collection, milliseconds until the next lag is a reason to look. */
const REST_MS = 300_000;

/** A heap of fewer bytes is collected too fast to stall the loop: its lags are no reason to look. */
const NOTABLE_HEAP = 50_000_000;

/** One of so many milliseconds is worth to go on looking. */
const LONG_MS = 10;

/** A full collection is looked for where a thread gave no answer for so many milliseconds. */
const QUIET_MS = 80;

/** Collections that are remembered. */
const REMEMBERED = 64;

interface Span {
  start: number;
  end: number;
}

/** Remembers the latest long garbage collections of this thread, while there is reason to look at them. */
export class GarbageCollection {
  readonly #spans: Span[] = [];
  readonly #observer: PerformanceObserver;
  readonly #full = new FullCollections();
  #askedAt = nowMs();
  /** Until when they are looked at, in milliseconds of the monotonic clock; 0 where they are not. */
  #until = 0;
  /** No look begins before. */
  #restsUntil = 0;
  #hasFound = false;

  constructor() {
    const offset = nowMs() - performance.now();
    this.#observer = new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) {
        if (duration >= NOTABLE_MS) this.#add({ start: startTime + offset, end: startTime + duration + offset });
      }
    });
    this.#full.restart();
    this.#look(AT_START_MS);
  }

  /** Told with every beat whether the loop has lagged. */
  beat(hasLagged: boolean): void {
    this.#askedAt = nowMs();
    this.#full.restart();
    const isLooking = this.#until !== 0;
    if (isLooking && nowMs() > this.#until) this.stop();
    // A look goes on for the sake of what it finds: lags alone may have any cause.
    if (hasLagged && (isLooking ? this.#hasFound : this.#mayBeCollecting())) this.#look(AFTER_LAG_MS);
  }

  #mayBeCollecting(): boolean {
    return nowMs() >= this.#restsUntil && getHeapStatistics().used_heap_size >= NOTABLE_HEAP;
  }

  /** Whether a full collection has ended since the last beat or question, where that was long ago. */
  endedFull(at: number): boolean {
    const since = at - this.#askedAt;
    this.#askedAt = at;
    return since >= QUIET_MS && this.#full.hasEnded();
  }

  #look(duration: number): void {
    const now = nowMs();
    if (this.#until === 0) {
      this.#hasFound = false;
      this.#observer.observe({ entryTypes: ['gc'] });
    }
    this.#until = now + duration;
    this.#restsUntil = duration === AFTER_LAG_MS ? now + REST_MS : 0;
  }

  /** Milliseconds of collection between two times of the monotonic clock. */
  between(from: number, to: number): number {
    return this.#spans.reduce((sum, { start, end }) => sum + Math.max(0, Math.min(end, to) - Math.max(start, from)), 0);
  }

  stop(): void {
    this.#until = 0;
    this.#observer.disconnect();
  }

  #add(span: Span): void {
    this.#hasFound ||= span.end - span.start >= LONG_MS;
    this.#spans.push(span);
    if (this.#spans.length > REMEMBERED) this.#spans.shift();
  }
}
