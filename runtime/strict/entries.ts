import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { packages } from '../../rules/catalog/packages/index.ts';
import type { CatalogModule } from '../../rules/catalog/types.ts';
import { packageOf } from '../records/stack.ts';
import type { Asking } from './asking.ts';

/** A specifier that the catalog knows. */
interface Door {
  specifier: string;
  owner: CatalogModule;
}

const doors = new Map<string, Door[]>();
for (const owner of packages) {
  for (const specifier of [owner.module, ...(owner.aliases ?? [])]) {
    const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
    doors.set(name, [...(doors.get(name) ?? []), { specifier, owner }]);
  }
}

const doorsTo = (file: string): Door[] => doors.get(packageOf(file) ?? '') ?? [];

/** Whether the catalog knows calls of the package that a file belongs to. */
export const isCatalogued = (file: string): boolean => doorsTo(file).length > 0;

/** The file at an address; undefined where there is none. */
export const fileAt = (url: string | undefined): string | undefined =>
  url?.startsWith('file:') === true ? fileURLToPath(url) : undefined;

/** A module that would stand beside the packages of the folder that a file's package is in. */
const besideOf = (file: string): string => join(file.slice(0, file.lastIndexOf(`${sep}node_modules${sep}`)), 'any.js');

/** Where specifiers have led, by way of asking, specifier and asking module. */
const found = new Map<string, string | undefined>();

/** The packages that a CommonJS file is the entry of. */
export function requiredOwners(file: string): CatalogModule[] {
  const beside = besideOf(file);
  const resolved = (specifier: string): string | undefined => {
    try {
      return createRequire(beside).resolve(specifier);
    } catch {
      return undefined; // Another version does not have it, or it can be imported only.
    }
  };
  const leadsTo = (specifier: string): string | undefined => {
    const key = `require ${specifier} ${beside}`;
    if (!found.has(key)) found.set(key, resolved(specifier));
    return found.get(key);
  };
  return doorsTo(file)
    .filter(({ specifier }) => leadsTo(specifier) === file)
    .map(({ owner }) => owner);
}

/** The package that an ES module is the entry of. */
export function* importedOwner(file: string): Asking<CatalogModule | undefined> {
  const beside = besideOf(file);
  for (const { specifier, owner } of doorsTo(file)) {
    const key = `import ${specifier} ${beside}`;
    if (!found.has(key)) found.set(key, fileAt((yield [specifier, pathToFileURL(beside).href])?.url));
    if (found.get(key) === file) return owner;
  }
  return undefined;
}
