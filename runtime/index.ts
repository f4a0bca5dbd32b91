import { addListener, Monitor, type StallListener } from './monitor.ts';
import type { Options, ResolvedOptions } from './options.ts';
import type { Stats } from './stats.ts';
import { BlockingCallError } from './strict/error.ts';
import { publish } from './strict/reports.ts';
import { isAllowedHere, setStrictActive, testScope } from './strict/scope.ts';
import type { Strict } from './strict/strict.ts';
import { warnOnce } from './warnings.ts';
import { joinedThread, leaveThreads } from './watched/joined-thread.ts';

export type { Format, Options } from './options.ts';
export { BlockingCallError };
export { onBlockingCall, type BlockingCallListener } from './strict/reports.ts';
export { allowBlocking } from './strict/scope.ts';
export type { BlockingCall } from './strict/record.ts';
export type { StallListener } from './monitor.ts';
export type { Stats } from './stats.ts';
export type {
  CatalogMatch,
  Cause,
  ContextKind,
  Culprit,
  Origin,
  ProfiledLine,
  StallContext,
  StallFrame,
  SampleTree,
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

/** What strict mode shares with its users: where `require` compiles (tsx), it has instances of all modules of its own. */
const shared = { BlockingCallError, publish, setStrictActive, isAllowedHere, testScope };

let monitor: Monitor | undefined;
let strict: Strict | undefined;
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
  watch(options, false);
}

/** The same for tests: nothing is printed but a loop that hangs. @internal */
export function startForTests(options: Options): void {
  watch({ ...options, format: 'silent' }, true);
}

function watch(options: Options, hangs: boolean): void {
  leaveThreads(); // a worker thread that is told to watch itself has its own watchdog
  monitor = new Monitor(options, hangs);
  switchStrict(monitor.options);
}

/** The options that the event loop is watched with. @internal */
export function currentOptions(): ResolvedOptions | undefined {
  return monitor?.options;
}

/** Begins, changes or ends strict mode while the event loop is watched. @internal */
export function switchStrict(wanted: Pick<ResolvedOptions, 'strict' | 'cheap' | 'allow'>): void {
  strict?.stop();
  strict = undefined;
  if (monitor === undefined || wanted.strict === false) return;
  // Loads the catalog, which only strict mode needs in this thread.
  const require = process.getBuiltinModule('node:module').createRequire(import.meta.url);
  const loaded = require('./strict/strict.js') as { Strict: typeof Strict };
  strict = new loaded.Strict({ ...monitor.options, ...wanted, contexts: monitor.contexts, shared });
}

/**
 * Reports what there is and stops watching: the process is as if it had never been started.
 *
 * @example await stop();
 */
export async function stop(): Promise<void> {
  const stopping = monitor;
  monitor = undefined;
  strict?.stop();
  strict = undefined;
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
  const contexts = monitor?.contexts ?? joinedThread()?.contexts;
  return contexts === undefined ? fn() : contexts.run(name, fn);
}
