import { BroadcastChannel, getEnvironmentData, threadId } from 'node:worker_threads';
import { FLAG, type FromThread, type SharedState, type ThreadsData } from '../protocol.ts';
import { RequestContexts } from '../requests/request-contexts.ts';
import { GarbageCollection } from './garbage-collection.ts';
import { Heartbeat } from './heartbeat.ts';
import { withMaps } from './loaded-maps.ts';
import { LoadedModules } from './loaded-modules.ts';
import { Origins } from './origins.ts';
import { installSampleFunction } from './sample-function.ts';
import { slowFrom, Spans } from './spans.ts';
import { LIFE, Threads, THREADS_KEY } from './threads.ts';

/** A worker thread that the main thread's watchdog watches: it beats, and can be sampled. */
export class JoinedThread {
  readonly contexts: RequestContexts;
  readonly #state: SharedState;
  readonly #threads: Threads;
  readonly #channel: BroadcastChannel;
  readonly #modules = new LoadedModules();
  readonly #garbage = new GarbageCollection();
  readonly #origins: Origins | undefined;
  readonly #heartbeat: Heartbeat;
  readonly #removeSampleFunction: () => void;
  readonly #spans: Spans | undefined;

  constructor(state: SharedState, threads: Threads, { channel, options }: ThreadsData) {
    this.#state = state;
    this.#threads = threads;
    this.#channel = new BroadcastChannel(channel);
    this.#channel.unref();
    this.contexts = new RequestContexts(this.#modules, options.context, options.path);
    this.contexts.start();
    this.#modules.start();
    if (options.origin) this.#origins = new Origins();
    this.#removeSampleFunction = installSampleFunction({
      contexts: this.contexts,
      garbage: this.#garbage,
      origins: this.#origins,
    });
    const { heartbeat, threshold } = options;
    const send = (evidence: FromThread['evidence']): void => {
      this.#channel.postMessage({ thread: threadId, evidence: withMaps(evidence) } satisfies FromThread);
    };
    this.#heartbeat = new Heartbeat({
      state,
      heartbeat,
      threshold,
      garbage: this.#garbage,
      send,
      onBeat: () => {
        if (this.#threads.over) leaveThreads();
        else this.#modules.look();
        this.contexts.beat();
      },
      onStall: () => {
        // The watchdog reads it from shared memory.
      },
    });
    if (options.spans) {
      this.#spans = new Spans({
        state,
        contexts: this.contexts,
        modules: this.#modules,
        origins: this.#origins,
        slow: slowFrom(threshold),
        record: (span) => {
          send({ type: 'span', span });
        },
      });
    }
    process.on('exit', this.#onExit);
    threads.joined(state);
  }

  /** Ends the beating; the thread is as if it had never joined. */
  leave(): void {
    process.off('exit', this.#onExit);
    this.#heartbeat.stop();
    this.#spans?.stop();
    this.#garbage.stop();
    this.#origins?.stop();
    this.contexts.stop();
    this.#modules.stop();
    this.#removeSampleFunction();
    this.#channel.close();
    Atomics.store(this.#state.flags, FLAG.life, LIFE.ended);
  }

  readonly #onExit = (): void => {
    this.#heartbeat.last();
    Atomics.store(this.#state.flags, FLAG.life, LIFE.ended);
  };
}

let joined: JoinedThread | undefined;

/** This thread, where the main thread's watchdog watches it. */
export const joinedThread = (): JoinedThread | undefined => joined;

/** Joins the threads that the main thread's watchdog watches, where there is one and a place is left. */
export function joinThreads(): void {
  const data = getEnvironmentData(THREADS_KEY) as unknown as ThreadsData | undefined;
  if (data === undefined || joined !== undefined) return;
  const threads = new Threads(data.buffer);
  const state = threads.over ? undefined : threads.claim(threadId);
  if (state !== undefined) joined = new JoinedThread(state, threads, data);
}

/** Undoes it. */
export function leaveThreads(): void {
  joined?.leave();
  joined = undefined;
}
