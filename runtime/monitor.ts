import { channel } from 'node:diagnostics_channel';
import { resolveOptions, type Options, type ResolvedOptions } from './options.ts';
import { FLAG, sharedState } from './protocol.ts';
import { RequestContexts } from './requests/request-contexts.ts';
import type { StallRecord } from './stall-record.ts';
import type { Stats } from './stats.ts';
import { StallStats } from './stats.ts';
import { warnOnce } from './warnings.ts';
import { GarbageCollection } from './watched/garbage-collection.ts';
import { Heartbeat } from './watched/heartbeat.ts';
import { LagReporter } from './watched/lag-reporter.ts';
import { withMaps } from './watched/loaded-maps.ts';
import { LoadedModules } from './watched/loaded-modules.ts';
import { Origins } from './watched/origins.ts';
import { startProfiler, type Profiler } from './watched/profiler.ts';
import { installSampleFunction } from './watched/sample-function.ts';
import { slowFrom, Spans } from './watched/spans.ts';
import { WatchdogThread } from './watched/watchdog-thread.ts';

/** Receives every stall when it has ended. */
export type StallListener = (record: StallRecord) => void;

const stalls = channel('unblocked:stall');
const listeners = new Set<StallListener>();

/** Adds a listener; the returned function removes it. */
export function addListener(listener: StallListener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** `inspector.url()`, or undefined where this Node has no inspector or denies it. */
function inspectorUrl(): () => string | undefined {
  try {
    const inspector = process.getBuiltinModule('node:inspector');
    return () => inspector.url();
  } catch {
    return () => undefined; // The watchdog finds the same, and says so.
  }
}

/** The part of the thread that is watched: heartbeat, contexts, and what the watchdog has to say. */
export class Monitor {
  readonly options: ResolvedOptions;
  readonly contexts: RequestContexts;
  readonly #state = sharedState();
  readonly #stats = new StallStats();
  readonly #modules = new LoadedModules();
  readonly #garbage = new GarbageCollection();
  readonly #origins: Origins | undefined;
  readonly #profiler: Profiler | undefined;
  readonly #heartbeat: Heartbeat;
  readonly #removeSampleFunction: () => void;
  readonly #watchdog: WatchdogThread;
  readonly #spans: Spans | undefined;
  #lagReporter: LagReporter | undefined;

  /** `hangs`: as `ResolvedOptions` has it. */
  constructor(given: Options, hangs: boolean) {
    this.options = { ...resolveOptions(given), hangs };
    const { heartbeat, threshold, context, path, profiler, interval } = this.options;
    this.contexts = new RequestContexts(this.#modules, context, path);
    this.contexts.start();
    this.#modules.start();
    if (this.options.origin) this.#origins = new Origins();
    this.#removeSampleFunction = installSampleFunction({
      contexts: this.contexts,
      garbage: this.#garbage,
      origins: this.#origins,
    });
    const url = inspectorUrl();
    if (profiler) this.#profiler = startProfiler(interval, url() !== undefined);
    this.#watchdog = new WatchdogThread(this.#state, this.options, {
      onStall: (record, shown) => {
        this.#publish(record, shown);
      },
      onUnavailable: (reason) => {
        this.#fallBack(reason);
      },
    });
    this.#heartbeat = new Heartbeat({
      state: this.#state,
      heartbeat,
      threshold,
      garbage: this.#garbage,
      profiler: this.#profiler,
      send: (message) => {
        this.#watchdog.send(withMaps(message));
      },
      onBeat: () => {
        const portIsOpen = url() !== undefined;
        Atomics.store(this.#state.flags, FLAG.debuggerPort, portIsOpen ? 1 : 0);
        this.#profiler?.beat(portIsOpen);
        this.#modules.look();
        this.contexts.beat();
      },
      onStall: (begin, end) => {
        this.#lagReporter?.report(begin, end, this.contexts.inFlight());
      },
    });
    if (this.options.spans) {
      this.#spans = new Spans({
        state: this.#state,
        contexts: this.contexts,
        modules: this.#modules,
        origins: this.#origins,
        slow: slowFrom(threshold),
        record: (span) => {
          this.#watchdog.send(withMaps({ type: 'span', span }));
        },
      });
    }
    process.on('exit', this.#onExit);
  }

  get stats(): Stats {
    const mode = this.#lagReporter === undefined ? 'watching' : 'lag-only';
    return this.#stats.read(mode, this.#heartbeat.lag, this.#watchdog.restarts);
  }

  /** Resolves when every stall up to now is reported. */
  async flush(): Promise<void> {
    this.#heartbeat.beat();
    await this.#heartbeat.settled();
    await this.#watchdog.flush();
  }

  async stop(): Promise<void> {
    await this.flush();
    process.off('exit', this.#onExit);
    this.#heartbeat.stop();
    this.#spans?.stop();
    this.#garbage.stop();
    this.#origins?.stop();
    this.#profiler?.stop();
    this.contexts.stop();
    this.#modules.stop();
    await this.#watchdog.stop();
    this.#removeSampleFunction();
  }

  readonly #onExit = (): void => {
    const stalled = this.#heartbeat.last();
    this.#heartbeat.settleNow();
    this.#watchdog.farewell(stalled);
  };

  #fallBack(reason: string): void {
    warnOnce('UNBLOCKED_LAG_ONLY', `${reason} Stalls are measured, but the line that caused them is not known.`);
    this.#lagReporter ??= new LagReporter(this.options, (record, shown) => {
      this.#publish(record, shown);
    });
  }

  #publish(record: StallRecord, shown: boolean): void {
    this.#stats.count(record, shown);
    if (record.ongoing) return;
    stalls.publish(record);
    for (const listener of listeners) {
      try {
        listener(record);
      } catch (error) {
        warnOnce('UNBLOCKED_LISTENER', `A listener of onStall() threw: ${String(error)}.`);
      }
    }
  }
}
