import type { CatalogModule } from '../../rules/catalog/types.ts';
import { closedClass } from './classes.ts';
import { Membrane } from './membrane.ts';
import { callName } from './targets.ts';
import { type AnyFunction, wrapperOf } from './wrapper.ts';

/** One for each package and for ever: what one of them gave is what another one would not know. */
const membranes = new Map<CatalogModule, Membrane>();

function membraneOf(owner: CatalogModule): Membrane {
  const wrap = (name: string, native: AnyFunction): AnyFunction => {
    const entry = owner.calls.find(({ member }) => member === name);
    return entry
      ? wrapperOf(native, { called: { owner, entry, call: callName(owner, entry), constructs: false } })
      : native;
  };
  const membrane = membranes.get(owner) ?? new Membrane(wrap);
  membranes.set(owner, membrane);
  return membrane;
}

/** Whether the exports of a package are native code's, which nobody can change. */
export function isClosed(exported: unknown): exported is object {
  if (typeof exported !== 'object' || exported === null) return false;
  try {
    return closedClass(exported) !== undefined;
  } catch {
    return false; // A proxy may throw whatever it likes.
  }
}

/** What stands in the place of such exports from now on; it does nothing while strict mode is off. */
export const standInOf = (owner: CatalogModule, exported: object): unknown => membraneOf(owner).outward(exported);
