import { executionAsyncId } from 'node:async_hooks';
import childProcess from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { fileURLToPath } from 'node:url';
import { nowMs, nowNs } from '../clock.ts';
import type { RawSpan, SharedState } from '../protocol.ts';
import type { RequestContexts } from '../requests/request-contexts.ts';
import { hideFrames } from './hidden-frames.ts';
import { LATE_MODULES } from './late-modules.ts';
import type { LoadedModules } from './loaded-modules.ts';
import type { Origins } from './origins.ts';
import { closeSpan, openSpan } from './running-span.ts';
import { captureStack } from './stack-capture.ts';

const { apply, defineProperty, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;

/** Where the frames of timed calls stand. */
export const SPANS_FILE = fileURLToPath(import.meta.url);

/** A blocking call is recorded from this part of the threshold on. */
const SLOW_PART = 4;

/** Texts shorter than this (UTF-16 units) are parsed in far less than a heartbeat: they are not timed. */
const SHORT_TEXT = 50_000;

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;
type Trap = (original: AnyFunction, self: unknown, args: unknown[]) => unknown;

/** One blocking call to time. */
interface Target {
  module: string;
  holder: object;
  member: string;
  /** Its name, where that is not the member's. */
  call?: string;
  /**
   * - `waits`: it can wait for ever. What runs is written to shared memory, so that a hang is named while it lasts.
   * - `iterates`: it returns an iterator, whose steps do the work.
   * - `steps`: the step of such an iterator.
   */
  how: 'computes' | 'waits' | 'iterates' | 'steps';
  /** Its first argument or its result is what it works on. */
  sized: boolean;
}

const WAITING_FS = 'readFileSync writeFileSync appendFileSync openSync readSync writeSync copyFileSync readdirSync';
const WAITING_PROCESSES = 'execSync execFileSync spawnSync';

function targets(module: string, holder: object, members: string, how: Target['how']): Target[] {
  return members.split(' ').map((member) => ({ module, holder, member, how, sized: true }));
}

/** Calls that no sample names as well: those that V8 runs without a frame, and those that may never return. */
const TARGETS: readonly Target[] = [
  ...targets('node:fs', fs, WAITING_FS, 'waits'),
  ...targets('node:child_process', childProcess, WAITING_PROCESSES, 'waits'),
  ...targets('JSON', JSON, 'parse stringify', 'computes'),
  ...targets('global', globalThis, 'structuredClone', 'computes'),
];

/** What the recorder of spans needs. */
interface SpanOptions {
  state: SharedState;
  contexts: RequestContexts;
  modules: LoadedModules;
  origins: Origins | undefined;
  /** A call of this many milliseconds is recorded. */
  slow: number;
  record(span: RawSpan): void;
}

/** The milliseconds from which a blocking call is recorded. */
export const slowFrom = (threshold: number): number => threshold / SLOW_PART;

function sizeOf(value: unknown): number | undefined {
  if (typeof value === 'string') return value.length;
  return value instanceof Uint8Array ? value.byteLength : undefined;
}

/** In the first step a query is sorted and summed up. Timing every step would cost a fifth of an iteration. */
function onFirstStep(timed: Trap): Trap {
  const begun = new WeakSet();
  return (original, self, args) => {
    if (Object(self) !== self || begun.has(self as object)) return apply(original, self, args);
    begun.add(self as object);
    return timed(original, self, args);
  };
}

/**
 * Times the blocking calls of `TARGETS` and records the slow ones with their stack. The wrappers are proxies: name,
 * length, properties, `this`, results and errors are those of the original. Functions that the program has taken from a
 * module before are not timed.
 */
export class Spans {
  readonly #options: SpanOptions;
  readonly #restore: (() => void)[] = [];
  /** Timed calls that run inside one another: only the outermost is the program's own. */
  #depth = 0;

  constructor(options: SpanOptions) {
    this.#options = options;
    for (const target of TARGETS) this.#wrap(target);
    for (const { module, name, holders } of LATE_MODULES) {
      options.modules.await(name, (exported) => {
        for (const { holder, members } of holders(exported)) {
          for (const member of members) {
            this.#wrap({ module, holder, member, how: member === 'iterate' ? 'iterates' : 'computes', sized: false });
          }
        }
      });
    }
    syncBuiltinESMExports();
  }

  stop(): void {
    for (const restore of this.#restore) restore();
    syncBuiltinESMExports();
  }

  #wrap(target: Target): void {
    const { holder, member } = target;
    const descriptor = getOwnPropertyDescriptor(holder, member);
    const original: unknown = descriptor?.value;
    if (descriptor === undefined || typeof original !== 'function' || descriptor.configurable !== true) return;
    const timed = this.#timed(target);
    const handler: Trap = (call, self, args) => {
      try {
        return timed(call, self, args);
      } catch (error) {
        hideFrames(error, handler);
        // The comment has Node print an uncaught error without the line that threw it, which is not the program's.
        throw error; // node-do-not-add-exception-line
      }
    };
    const wrapper = new Proxy(original as AnyFunction, { apply: handler });
    defineProperty(holder, member, { ...descriptor, value: wrapper });
    this.#restore.push(() => {
      // Whoever wrapped it after us keeps his wrapper.
      if (getOwnPropertyDescriptor(holder, member)?.value === wrapper) defineProperty(holder, member, descriptor);
    });
  }

  #timed(target: Target): Trap {
    if (target.how === 'waits') return this.#waiting(target);
    if (target.how === 'iterates') return this.#iterating(target);
    const computing = this.#computing(target);
    return target.how === 'steps' ? onFirstStep(computing) : computing;
  }

  /** Times the steps of the iterators that a call returns; these have one prototype. */
  #iterating({ module, member: call }: Target): Trap {
    const wrapped = new WeakSet<object>();
    return (original, self, args) => {
      const iterator = apply(original, self, args) as object;
      const holder = getPrototypeOf(iterator);
      if (holder !== null && !wrapped.has(holder)) {
        wrapped.add(holder);
        this.#wrap({ module, holder, member: 'next', call, how: 'steps', sized: false });
      }
      return iterator;
    };
  }

  #computing(target: Target): Trap {
    const skipShort = target.module === 'JSON' && target.member === 'parse';
    return (original, self, args) => {
      const [input] = args;
      if (skipShort && typeof input === 'string' && input.length < SHORT_TEXT) return apply(original, self, args);
      if (this.#depth > 0) return apply(original, self, args);
      const start = nowMs();
      let result: unknown;
      this.#depth += 1;
      try {
        result = apply(original, self, args);
        return result;
      } finally {
        this.#depth -= 1;
        this.#ended(target, start, target.sized ? (sizeOf(input) ?? sizeOf(result)) : undefined);
      }
    };
  }

  #waiting(target: Target): Trap {
    const { state, contexts } = this.#options;
    const name = `${target.module} ${target.member}`;
    return (original, self, args) => {
      if (this.#depth > 0) return apply(original, self, args);
      const start = nowMs();
      let result: unknown;
      this.#depth += 1;
      openSpan(state, nowNs(), name, contexts);
      try {
        result = apply(original, self, args);
        return result;
      } finally {
        closeSpan(state);
        this.#depth -= 1;
        this.#ended(target, start, sizeOf(result));
      }
    };
  }

  #ended({ module, member, call = member }: Target, start: number, size: number | undefined): void {
    const end = nowMs();
    if (end - start < this.#options.slow) return;
    try {
      const { contexts, origins } = this.#options;
      const context = contexts.current();
      const task = executionAsyncId();
      const origin = origins?.of(task);
      this.#options.record({
        call: module === 'JSON' ? `${module}.${call}` : call,
        module: module === 'JSON' ? 'global' : module,
        start,
        end,
        task,
        context,
        inFlight: context === null ? contexts.inFlight() : [],
        ...captureStack(this.#ended),
        ...(origin && { origin }),
        ...(size !== undefined && { size }),
      });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error; // no room on the stack: the samples must do
    }
  }
}
