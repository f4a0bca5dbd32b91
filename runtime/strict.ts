import { syncBuiltinESMExports } from 'node:module';
import { sep } from 'node:path';
import { globals } from '../rules/catalog/globals.ts';
import type { BlockingCall as Entry } from '../rules/catalog/types.ts';
import { nowMs } from './clock.ts';
import { hideFrames } from './hidden-frames.ts';
import type { ResolvedOptions } from './options.ts';
import type { RawContext } from './protocol.ts';
import type { RequestContexts } from './request-contexts.ts';
import { captureFrames } from './stack-capture.ts';
import { parseText } from './stack.ts';
import type { StallFrame } from './stall-record.ts';
import { Allowed } from './strict-allowed.ts';
import { BlockingCallBuilder, ownDirectory, type Called } from './strict-builder.ts';
import { holds } from './strict-conditions.ts';
import { BlockingCallError } from './strict-error.ts';
import { watchBuiltIns, watchRequires } from './strict-loads.ts';
import { print, publish } from './strict-reports.ts';
import { isAllowedHere, setStrictActive, testScope } from './strict-scope.ts';
import { handlerOf, isLoading, siteOf } from './strict-site.ts';
import { catalogModules, LOADED_LATER, targetsOf, type Target } from './strict-targets.ts';

const { apply, construct, defineProperty, getOwnPropertyDescriptor } = Reflect;

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;
type Newable = abstract new (...args: unknown[]) => unknown;
type Above = (...args: never[]) => unknown;

interface Options extends ResolvedOptions {
  contexts: RequestContexts;
}

/**
 * Looks at every catalogued blocking call of Node's built-ins, and reports or throws those that are made in a handler's
 * context, whatever their duration. The wrappers are proxies, like those of the timed calls.
 */
export class Strict {
  readonly #options: Options;
  readonly #allowed: Allowed;
  readonly #builder: BlockingCallBuilder;
  readonly #wrapped = new Map<object, Set<string>>();
  readonly #restore: (() => void)[] = [];
  /** A call is being looked at: what that takes is no call of the program. */
  #looking = false;

  constructor(options: Options) {
    this.#options = options;
    this.#allowed = new Allowed(options.allow, process.cwd());
    this.#builder = new BlockingCallBuilder(process.cwd());
    for (const module of catalogModules) if (!LOADED_LATER.has(module)) this.#wrapModule(module);
    this.#restore.push(watchBuiltIns(this.#wrapModule), this.#watchRequires());
    syncBuiltinESMExports();
    setStrictActive(true);
  }

  stop(): void {
    for (const restore of this.#restore.reverse()) restore();
    syncBuiltinESMExports();
    setStrictActive(false);
  }

  readonly #counts = ({ weight }: Entry): boolean => weight !== 'cheap' || this.#options.cheap;

  readonly #wrapModule = (module: string): void => {
    for (const target of targetsOf(module, this.#counts)) {
      const { holder, member } = target;
      const members = this.#wrapped.get(holder) ?? new Set();
      // The same function has entries in several modules: `fs.promises` is `fs/promises`.
      if (!members.has(member) && !this.#allowed.everywhere(target.call)) this.#wrap(target);
      this.#wrapped.set(holder, members.add(member));
    }
    if (LOADED_LATER.has(module)) syncBuiltinESMExports();
  };

  #wrap(target: Target): void {
    const { holder, member } = target;
    const descriptor = getOwnPropertyDescriptor(holder, member);
    const original: unknown = descriptor?.value;
    if (descriptor === undefined || typeof original !== 'function' || descriptor.configurable !== true) return;
    const wrapper = new Proxy(original as AnyFunction, this.#handlerFor(target));
    defineProperty(holder, member, { ...descriptor, value: wrapper });
    this.#restore.push(() => {
      // Whoever wrapped it after us keeps his wrapper.
      if (getOwnPropertyDescriptor(holder, member)?.value === wrapper) defineProperty(holder, member, descriptor);
    });
  }

  #handlerFor(target: Target): ProxyHandler<AnyFunction> {
    const called = (original: AnyFunction, self: unknown, args: unknown[]): unknown => {
      this.#look(target, args, called);
      try {
        return apply(original, self, args);
      } catch (error) {
        hideFrames(error, called);
        throw error; // node-do-not-add-exception-line
      }
    };
    const constructed = (original: AnyFunction, args: unknown[], newTarget: Newable): object => {
      this.#look(target, args, constructed);
      try {
        return construct(original, args, newTarget) as object;
      } catch (error) {
        hideFrames(error, constructed);
        throw error; // node-do-not-add-exception-line
      }
    };
    return target.constructs ? { construct: constructed } : { apply: called };
  }

  #watchRequires(): () => void {
    const entry = globals.calls.find(({ member }) => member === 'require');
    if (entry === undefined || this.#allowed.everywhere('require')) return () => undefined;
    const called = { owner: globals, entry, call: 'require', constructs: false };
    return watchRequires((above) => {
      this.#look(called, [], above);
    });
  }

  /** `above`: the function whose caller made the call. */
  #look(called: Called, args: readonly unknown[], above: Above): void {
    if (this.#looking || !holds(called.entry.when, args) || isAllowedHere()) return;
    this.#looking = true;
    try {
      this.#judge(called, above);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error; // no room on the stack
    } finally {
      this.#looking = false;
    }
  }

  #judge(called: Called, above: Above): void {
    const { frames: raw, text } = captureFrames(above);
    const frames = text === undefined ? raw : parseText(text);
    const site = siteOf(frames, ownDirectory + sep, called.call === 'require');
    const [caller, ...outside] = site ?? [];
    if (site === undefined || caller === undefined || isLoading(outside)) return;
    const context = this.#contextOf(site);
    if (context === undefined) return;
    const original = this.#builder.frames(frames);
    const nearest = original.find(({ origin }) => origin === 'app');
    const places = [...original.slice(0, 1), ...(nearest ? [nearest] : [])];
    if (this.#allowed.at(called.call, places)) return;
    const call = this.#builder.build(called, original, context);
    publish(call);
    if (this.#options.strict === 'throw') throw new BlockingCallError(call, above);
    print(call, this.#options);
  }

  #contextOf(site: readonly StallFrame[]): RawContext | undefined {
    const known = this.#options.contexts.current(nowMs()) ?? handlerOf(site);
    if (known !== undefined) return known;
    const test = testScope();
    const own = site.find(({ origin }) => origin === 'app');
    return test && own && !test.isTestCode(own.file) ? test.context : undefined;
  }
}
