import { packages } from '../rules/catalog/packages/index.ts';
import { Places } from './strict-places.ts';
import { PackageCalls } from './strict-packages.ts';

/** Modules are what they are for ever: these wrappers stay, and do nothing while strict mode is off. */
const lasting = new PackageCalls(new Places({ restores: false }), () => true);

/**
 * Gives what the exports of an ES module are to be, by their names: what the module that stands before a package's own
 * passes on.
 */
export function importedExports(module: string, original: object): (name: string) => unknown {
  const owner = packages.find((each) => each.module === module);
  if (owner) lasting.open(owner, original);
  return (name) => {
    const value: unknown = Reflect.get(original, name);
    return owner ? lasting.exportOf(owner, name, value) : value;
  };
}
