import { syncBuiltinESMExports } from 'node:module';
import { globals } from '../../rules/catalog/globals.ts';
import type { BlockingCall as Entry } from '../../rules/catalog/types.ts';
import type { ResolvedOptions } from '../options.ts';
import { OWN_DIRECTORY } from '../own-directory.ts';
import type { RawContext } from '../protocol.ts';
import { packageOf, parseText } from '../records/stack.ts';
import type { RequestContexts } from '../requests/request-contexts.ts';
import type { StallFrame } from '../stall-record.ts';
import { ownWork } from '../watched/own-work.ts';
import { captureFrames } from '../watched/stack-capture.ts';
import { Allowed } from './allowed.ts';
import { BlockingCallBuilder } from './builder.ts';
import { isClosed, standInOf } from './closed-packages.ts';
import { holds, holdsFor } from './conditions.ts';
import { isCatalogued, requiredOwners } from './entries.ts';
import type { BlockingCallError } from './error.ts';
import { hookImports } from './import-hooks.ts';
import { loadedModules, type LoadedModule, watchLoads } from './loads.ts';
import { PackageCalls } from './packages.ts';
import { Places } from './places.ts';
import { print, type publish } from './reports.ts';
import type { isAllowedHere, setStrictActive, testScope } from './scope.ts';
import { handlerOf, isLoading, siteOf } from './site.ts';
import { catalogModules, LOADED_LATER, targetsOf } from './targets.ts';
import { type Above, type Called, setObserver } from './wrapper.ts';

/** What strict mode and its users have in common: never imported here, since these modules may be there twice. */
interface Shared {
  BlockingCallError: typeof BlockingCallError;
  publish: typeof publish;
  setStrictActive: typeof setStrictActive;
  isAllowedHere: typeof isAllowedHere;
  testScope: typeof testScope;
}

interface Options extends ResolvedOptions {
  contexts: RequestContexts;
  shared: Shared;
}

const REQUIRE = globals.calls.find(({ member }) => member === 'require');

/**
 * Looks at every catalogued blocking call of Node's built-ins and of packages, and reports or throws those that are made
 * in a handler's context, whatever their duration. The wrappers are proxies, like those of the timed calls.
 */
export class Strict {
  readonly #options: Options;
  readonly #allowed: Allowed;
  readonly #builder: BlockingCallBuilder;
  readonly #places = new Places();
  readonly #packages: PackageCalls;
  readonly #wrapped = new WeakSet<LoadedModule>();
  readonly #later = new Set(LOADED_LATER);
  readonly #endings: (() => void)[];
  /** A call is being looked at: what that takes is no call of the program. */
  #looking = false;

  constructor(options: Options) {
    this.#options = options;
    this.#allowed = new Allowed(options.allow, process.cwd());
    this.#builder = new BlockingCallBuilder(process.cwd());
    this.#packages = new PackageCalls(this.#places, this.#counts);
    for (const module of catalogModules) if (!LOADED_LATER.has(module)) this.#wrapModule(module);
    for (const module of loadedModules()) this.#wrapPackage(module, true);
    this.#endings = [watchLoads(this.#required, this.#wrapPackage), hookImports(this.#builtIn)];
    syncBuiltinESMExports();
    options.shared.setStrictActive(true);
    setObserver({
      look: (all, self, args, above) =>
        this.#look(
          all.filter(({ entry }) => holds(entry.when, args)),
          self,
          above,
        ),
      lookBack: (all, result, args, above) =>
        void this.#look(
          all.filter(({ entry }) => holdsFor(result, entry.when, args)),
          undefined,
          above,
        ),
      given: (...given) => this.#packages.given(...given),
    });
  }

  stop(): void {
    setObserver(undefined);
    for (const end of this.#endings) end();
    this.#places.restore();
    syncBuiltinESMExports();
    this.#options.shared.setStrictActive(false);
  }

  readonly #counts = ({ weight }: Entry): boolean => weight !== 'cheap' || this.#options.cheap;

  #wrapModule(module: string): void {
    for (const { reason, namespace, path } of targetsOf(module, this.#counts))
      this.#places.wrap(namespace, path, reason);
  }

  /** Node's experimental modules are wrapped when the program loads them. */
  readonly #builtIn = (specifier: string): void => {
    if (!this.#later.delete(specifier)) return;
    this.#wrapModule(specifier);
    syncBuiltinESMExports();
  };

  readonly #wrapPackage = (module: LoadedModule, wasLoaded = false): void => {
    const { filename } = module;
    if (typeof filename !== 'string' || this.#wrapped.has(module) || !isCatalogued(filename)) return;
    this.#wrapped.add(module);
    for (const owner of requiredOwners(filename))
      if (!isClosed(module.exports))
        this.#places.change(module, ['exports'], (exported) => this.#packages.open(owner, exported));
      else if (!wasLoaded) module.exports = standInOf(owner, module.exports);
  };

  readonly #required = (above: Above): void => {
    const called = REQUIRE && { owner: globals, entry: REQUIRE, call: 'require', constructs: false };
    if (called) this.#look([called], undefined, above);
  };

  /** Looks at a call whose conditions hold. */
  readonly #look = (all: readonly Called[], self: unknown, above: Above): boolean => {
    if (this.#looking || all.length === 0) return false;
    const names = all.filter(({ entry }) => this.#counts(entry));
    if (names.length === 0 || this.#options.shared.isAllowedHere()) return false;
    // What a package's function calls in its turn is its own business; of Node's, a callback may be the program's.
    const isOfPackage = all.every(({ owner }) => owner.versions !== undefined);
    if (names.every(({ call }) => this.#allowed.everywhere(call))) return isOfPackage;
    this.#looking = true;
    try {
      return ownWork(() => this.#judge(names, self, above)) && isOfPackage;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error; // no room on the stack
      return false;
    } finally {
      this.#looking = false;
    }
  };

  /** Whether the call is a handler's. */
  #judge(all: readonly Called[], self: unknown, above: Above): boolean {
    const { frames: raw, text } = captureFrames(above);
    const frames = text === undefined ? raw : parseText(text);
    const site = siteOf(frames, OWN_DIRECTORY, all[0]?.call === 'require');
    const [caller, ...outside] = site ?? [];
    if (site === undefined || caller === undefined || isLoading(outside)) return false;
    // What a package calls of itself is how it works.
    const own = packageOf(caller.file);
    const names = all.filter(({ owner }) => own !== packageOf(`/node_modules/${owner.module}`));
    const context = names.length === 0 ? undefined : this.#contextOf(site);
    if (context === undefined) return false;
    const original = this.#builder.frames(frames);
    const nearest = original.find(({ origin }) => origin === 'app');
    const places = [...original.slice(0, 1), ...(nearest ? [nearest] : [])];
    const called = this.#builder.nameUsed(names, self, original);
    if (this.#allowed.everywhere(called.call) || this.#allowed.at(called.call, places)) return true;
    const others = names.flatMap((other) => (other === called ? [] : [other.call]));
    const call = this.#builder.build(called, others, original, context);
    const { shared, strict } = this.#options;
    shared.publish(call);
    if (strict === 'throw') throw new shared.BlockingCallError(call, above);
    print(call, this.#options);
    return true;
  }

  #contextOf(site: readonly StallFrame[]): RawContext | undefined {
    const known = this.#options.contexts.current() ?? handlerOf(site);
    if (known !== undefined) return known;
    const test = this.#options.shared.testScope();
    const own = site.find(({ origin }) => origin === 'app');
    return test && own && !test.isTestCode(own.file) ? test.context : undefined;
  }
}
