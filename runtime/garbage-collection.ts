import { PerformanceObserver, performance } from 'node:perf_hooks';
import { nowMs } from './clock.ts';

/** Collections shorter than this (milliseconds) cannot explain a stall. */
const NOTABLE_MS = 2;

/** Collections that are remembered. */
const REMEMBERED = 64;

interface Span {
  start: number;
  end: number;
}

/** Remembers the latest long garbage collections of this thread. */
export class GarbageCollection {
  readonly #spans: Span[] = [];
  readonly #observer: PerformanceObserver;

  constructor() {
    const offset = nowMs() - performance.now();
    this.#observer = new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) {
        if (duration >= NOTABLE_MS) this.#add({ start: startTime + offset, end: startTime + duration + offset });
      }
    });
    this.#observer.observe({ entryTypes: ['gc'] });
  }

  /** Milliseconds of collection between two times of the monotonic clock. */
  between(from: number, to: number): number {
    return this.#spans.reduce((sum, { start, end }) => sum + Math.max(0, Math.min(end, to) - Math.max(start, from)), 0);
  }

  stop(): void {
    this.#observer.disconnect();
  }

  #add(span: Span): void {
    this.#spans.push(span);
    if (this.#spans.length > REMEMBERED) this.#spans.shift();
  }
}
