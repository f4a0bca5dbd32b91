import { executionAsyncId } from 'node:async_hooks';
import childProcess from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { nowMs, nowNs } from './clock.ts';
import { LATE_MODULES } from './late-modules.ts';
import type { LoadedModules } from './loaded-modules.ts';
import type { Origins } from './origins.ts';
import type { RawSpan, SharedState } from './protocol.ts';
import type { RequestContexts } from './request-contexts.ts';
import { closeSpan, openSpan } from './running-span.ts';
import { captureStack } from './stack-capture.ts';

const { apply, defineProperty, getOwnPropertyDescriptor } = Reflect;

/** A blocking call is recorded from this part of the threshold on. */
const SLOW_PART = 4;

/** Texts shorter than this (UTF-16 units) are parsed in far less than a heartbeat: they are not timed. */
const SHORT_TEXT = 50_000;

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

/** One blocking call to time. */
interface Target {
  module: string;
  holder: object;
  member: string;
  /** It can wait for ever: what runs is written to shared memory, so that a hang is named while it lasts. */
  canHang: boolean;
  /** Its first argument or its result is what it works on. */
  sized: boolean;
}

const WAITING_FS = 'readFileSync writeFileSync appendFileSync openSync readSync writeSync copyFileSync readdirSync';
const WAITING_PROCESSES = 'execSync execFileSync spawnSync';

function targets(module: string, holder: object, members: string, canHang: boolean): Target[] {
  return members.split(' ').map((member) => ({ module, holder, member, canHang, sized: true }));
}

/** Calls that no sample names as well: those that V8 runs without a frame, and those that may never return. */
const TARGETS: readonly Target[] = [
  ...targets('node:fs', fs, WAITING_FS, true),
  ...targets('node:child_process', childProcess, WAITING_PROCESSES, true),
  ...targets('JSON', JSON, 'parse stringify', false),
  ...targets('global', globalThis, 'structuredClone', false),
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
          for (const member of members) this.#wrap({ module, holder, member, canHang: false, sized: false });
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
    const { holder, member, module } = target;
    const descriptor = getOwnPropertyDescriptor(holder, member);
    const original: unknown = descriptor?.value;
    if (descriptor === undefined || typeof original !== 'function' || descriptor.configurable !== true) return;
    const handler = target.canHang
      ? this.#waiting(target)
      : this.#computing(target, module === 'JSON' && member === 'parse');
    const wrapper = new Proxy(original as AnyFunction, { apply: handler });
    defineProperty(holder, member, { ...descriptor, value: wrapper });
    this.#restore.push(() => {
      // Whoever wrapped it after us keeps his wrapper.
      if (getOwnPropertyDescriptor(holder, member)?.value === wrapper) defineProperty(holder, member, descriptor);
    });
  }

  #computing(target: Target, skipShort: boolean) {
    return (original: AnyFunction, self: unknown, args: unknown[]): unknown => {
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

  #waiting(target: Target) {
    const { state, contexts } = this.#options;
    const name = `${target.module} ${target.member}`;
    return (original: AnyFunction, self: unknown, args: unknown[]): unknown => {
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

  #ended({ module, member }: Target, start: number, size: number | undefined): void {
    const end = nowMs();
    if (end - start < this.#options.slow) return;
    try {
      const { contexts, origins } = this.#options;
      const context = contexts.current(end);
      const task = executionAsyncId();
      const origin = origins?.of(task);
      this.#options.record({
        call: module === 'JSON' ? `${module}.${member}` : member,
        module: module === 'JSON' ? 'global' : module,
        start,
        end,
        task,
        context,
        inFlight: context === null ? contexts.inFlight(end) : [],
        ...captureStack(this.#ended),
        ...(origin && { origin }),
        ...(size !== undefined && { size }),
      });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error; // no room on the stack: the samples must do
    }
  }
}
