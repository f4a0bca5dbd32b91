import { addListener, Monitor, type StallListener } from './monitor.ts';
import type { Options } from './options.ts';
import type { Stats } from './stats.ts';
import { warnOnce } from './warnings.ts';

export type { Format, Options } from './options.ts';
export type { StallListener } from './monitor.ts';
export type { Stats } from './stats.ts';
export type {
  CatalogMatch,
  Cause,
  ContextKind,
  Culprit,
  Origin,
  StallContext,
  StallFrame,
  StallRecord,
  TimedCall,
} from './stall-record.ts';

const OFF: Stats = {
  mode: 'off',
  stalls: 0,
  suppressed: 0,
  totalMs: 0,
  longestMs: 0,
  byCause: {},
  lag: { max: 0, mean: 0 },
  restarts: 0,
};

let monitor: Monitor | undefined;
let last = OFF;

/**
 * Starts watching the event loop of this thread. Does nothing but warn (`UNBLOCKED_ALREADY_STARTED`) where it is
 * watched already.
 *
 * @throws TypeError with the code `UNBLOCKED_BAD_OPTION`
 * @example start({ threshold: 100, format: 'json' });
 */
export function start(options: Options = {}): void {
  if (monitor !== undefined) {
    warnOnce(
      'UNBLOCKED_ALREADY_STARTED',
      'start() was called while the event loop is watched already; its options are ignored.',
    );
    return;
  }
  monitor = new Monitor(options);
}

/**
 * Reports what there is and stops watching: the process is as if it had never been started.
 *
 * @example await stop();
 */
export async function stop(): Promise<void> {
  const stopping = monitor;
  monitor = undefined;
  await stopping?.stop();
  if (stopping !== undefined) last = { ...stopping.stats, mode: 'off' };
}

/**
 * Resolves when every stall up to now is reported and every listener was told.
 *
 * @example await flush();
 */
export async function flush(): Promise<void> {
  await monitor?.flush();
}

/**
 * Calls `listener` with the record of every stall, after it has ended; returns what removes it. The channel
 * `unblocked:stall` of `node:diagnostics_channel` has the same records.
 *
 * @example const remove = onStall(({ durationMs, culprit }) => metrics.record(durationMs, culprit?.file));
 */
export function onStall(listener: StallListener): () => void {
  return addListener(listener);
}

/**
 * Sums up the stalls of this process since `start()`.
 *
 * @example if (getStats().longestMs > 1000) alert();
 */
export function getStats(): Stats {
  return monitor?.stats ?? last;
}

/**
 * Runs `fn` so that a stall inside it, or in what it awaits, is reported with this name.
 *
 * @example await withContext('nightly import', () => importOrders());
 */
export function withContext<T>(name: string, fn: () => T): T {
  return monitor === undefined ? fn() : monitor.contexts.run(name, fn);
}
