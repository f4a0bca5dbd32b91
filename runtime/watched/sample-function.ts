import { executionAsyncId } from 'node:async_hooks';
import { nowMs } from '../clock.ts';
import { SAMPLE_SYMBOL, type RawSample } from '../protocol.ts';
import type { RequestContexts } from '../requests/request-contexts.ts';
import type { GarbageCollection } from './garbage-collection.ts';
import type { Origins } from './origins.ts';
import { mapsFrom } from './loaded-maps.ts';
import { captureStack } from './stack-capture.ts';
import { activeTrace } from './trace-context.ts';

const { stringify } = JSON;

let piece = 0;
let marked = false;

/** Counts one piece when the microtask queue gets to it: two samples in the same piece stand in one callback. */
async function markPiece(): Promise<void> {
  marked = true;
  // eslint-disable-next-line @typescript-eslint/await-thenable -- `then` could have been replaced by the application
  await undefined;
  marked = false;
  piece += 1;
}

/** What knows more of the stalled moment than its stack. */
interface Knowing {
  contexts: RequestContexts;
  garbage: GarbageCollection;
  origins: Origins | undefined;
}

/**
 * Installs the function that the watchdog evaluates in this thread while it is stalled; returns what removes it.
 * The symbol is not enumerable, and the function returns text, so nothing of the application is touched. It is told how many
 * maps of scripts the watchdog has got, and adds those that have come since.
 */
export function installSampleFunction({ contexts, garbage, origins }: Knowing): () => void {
  const sample = (known: number): string => {
    const at = nowMs();
    const { frames, text, mapped } = captureStack(sample);
    const context = contexts.current();
    const trace = activeTrace();
    const task = executionAsyncId();
    const origin = origins?.of(task);
    const maps = mapsFrom(known);
    const taken: RawSample = {
      at,
      task,
      piece,
      context,
      inFlight: context === null ? contexts.inFlight() : [],
      frames,
      ...(garbage.endedFull(at) && { collected: true as const }),
      ...(origin && { origin }),
      ...(trace && { trace }),
      ...(text !== undefined && { text, mapped: mapped ?? false }),
      ...(maps.length > 0 && { maps }),
    };
    if (!marked) void markPiece();
    return stringify(taken);
  };
  const symbol = Symbol.for(SAMPLE_SYMBOL);
  Object.defineProperty(globalThis, symbol, { value: sample, configurable: true, enumerable: false, writable: false });
  return () => {
    Reflect.deleteProperty(globalThis, symbol);
  };
}
