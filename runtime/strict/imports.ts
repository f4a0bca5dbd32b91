import { packages } from '../../rules/catalog/packages/index.ts';
import { PackageCalls } from './packages.ts';
import { Places } from './places.ts';

/** Modules are what they are for ever: these wrappers stay, and do nothing while strict mode is off. */
const lasting = new PackageCalls(new Places({ restores: false }), () => true);

const SYMBOL = 'unblocked.strict';

/** What the module that stands before a package's own calls: it has no other way to this instance of the runtime. */
export const PASS_ON = `globalThis[Symbol.for(${JSON.stringify(SYMBOL)})]`;

/** Makes `PASS_ON` lead here, for as long as the program runs. */
export function provideExports(): void {
  Object.defineProperty(globalThis, Symbol.for(SYMBOL), { value: passOn, configurable: true });
}

/**
 * Gives to `set` what the exports of an ES module are to be, in the order of their names: what the module that stands
 * before a package's own passes on. Where modules import one another in a circle, an export may have no value yet: then
 * again once the circle has run.
 */
function passOn(module: string, original: object, names: readonly string[], set: (values: unknown[]) => void): void {
  const owner = packages.find((each) => each.module === module);
  const early: string[] = [];
  const valueOf = (name: string): unknown => {
    try {
      const value: unknown = Reflect.get(original, name);
      return owner ? lasting.exportOf(owner, name, value) : value;
    } catch (error) {
      if (!(error instanceof ReferenceError)) throw error;
      early.push(name);
      return undefined;
    }
  };
  set(names.map(valueOf));
  if (early.length > 0)
    queueMicrotask(() => {
      set(names.map(valueOf));
    });
}
