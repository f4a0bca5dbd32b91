import type { ResolvedOptions } from '../options.ts';
import type { SharedState } from '../protocol.ts';
import type { Inspector } from './sampler.ts';
import type { Stall } from './stall.ts';

/** What a watch is given. */
export interface WatchOptions {
  /** Of the thread that is watched. */
  state: SharedState;
  /** Node's id of it; 0 is the main thread. */
  thread: number;
  /** Of the thread that started the watchdog, whose exit ends everything. */
  host: SharedState;
  options: ResolvedOptions;
  /** Tells this run of the program from others. */
  origin: string;
  inspector: Pick<Inspector, 'connect'>;
  emit(stall: Stall): void;
}
