import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { packages } from '../../rules/catalog/packages/index.ts';
import type { CatalogModule } from '../../rules/catalog/types.ts';
import { packageOf } from '../records/stack.ts';
import type { Follow } from './export-names.ts';
import { facade } from './facade.ts';
import { provideExports } from './imports.ts';
import { type Hooks, type Loaded, type Resolve, type ResolveContext, type Resolved } from './loads.ts';

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

/** Whether the catalog knows calls of the package that a file belongs to. */
export const isCatalogued = (file: string): boolean => doors.has(packageOf(file) ?? '');

/** Where a specifier leads from a folder; undefined where there is no such package. */
type Find = (specifier: string, folder: string) => string | undefined;

/** What has been found, by specifier, folder and way of asking. */
const found = new Map<string, string | undefined>();

/** The packages that a file is the entry of. */
function ownersOf(file: string, way: string, find: Find): CatalogModule[] {
  const own = doors.get(packageOf(file) ?? '') ?? [];
  const folder = file.slice(0, file.lastIndexOf(`${sep}node_modules${sep}`));
  return own
    .filter(({ specifier }) => {
      const key = `${way} ${specifier} ${folder}`;
      if (!found.has(key)) found.set(key, find(specifier, folder));
      return found.get(key) === file;
    })
    .map(({ owner }) => owner);
}

/** The packages that a CommonJS file is the entry of. */
export function requiredOwners(file: string): CatalogModule[] {
  return ownersOf(file, 'require', (specifier, folder) => {
    try {
      return createRequire(join(folder, 'any.js')).resolve(specifier);
    } catch {
      return undefined; // Another version does not have it, or it can be imported only.
    }
  });
}

/** Where a specifier leads from another module: all hooks share one context, which is put back. */
function resolvedFrom(parentURL: string, specifier: string, context: ResolveContext, next: Resolve): Resolved {
  const before = { ...context };
  try {
    return next(specifier, { ...context, parentURL });
  } finally {
    Object.assign(context, before);
  }
}

function importedOwners(file: string, context: ResolveContext, next: Resolve): CatalogModule[] {
  return ownersOf(file, 'import', (specifier, folder) => {
    try {
      return fileURLToPath(resolvedFrom(pathToFileURL(join(folder, 'any.js')).href, specifier, context, next).url);
    } catch {
      return undefined;
    }
  });
}

/** At the end of the address of the module that stands before a package's own. */
const MARK = 'unblocked-strict';

/**
 * Where hooks of another thread are set, too, an ES module that an imported CommonJS module requires is imported by its
 * address; Node 22 fails to link what such a module imports.
 */
const CANNOT_LINK = process.versions.node.startsWith('22.');

/** Hooks that put a module before each ES module that is the entry of a catalogued package. */
export function importHooks(onBuiltIn: (specifier: string) => void): Hooks {
  const facades = new Map<string, string | undefined>();
  provideExports();
  return {
    resolve(specifier, context, next): Resolved {
      onBuiltIn(specifier);
      const resolved = next(specifier, context);
      if (CANNOT_LINK && specifier.startsWith('file:')) return resolved;
      const owner = entryOwner(resolved, context, next);
      if (owner === undefined) return resolved;
      const url = `${resolved.url}${resolved.url.includes('?') ? '&' : '?'}${MARK}`;
      if (!facades.has(url)) facades.set(url, facade(resolved.url, owner, following(context, next)));
      return facades.get(url) === undefined ? resolved : { ...resolved, url, format: 'module' };
    },
    load(url, context, next): Loaded {
      const source = facades.get(url);
      return source === undefined ? next(url, context) : { format: 'module', source, shortCircuit: true };
    },
  };
}

/** Follows `export *` as imports are followed. */
const following =
  (context: ResolveContext, next: Resolve): Follow =>
  (specifier, parentURL) => {
    try {
      const { url, format } = resolvedFrom(parentURL, specifier, context, next);
      return format === 'module' && url.startsWith('file:') ? url : undefined;
    } catch {
      return undefined; // The import that is under way says it.
    }
  };

/** The package whose entry an import leads to; a package's own imports of itself are its business. */
function entryOwner({ url, format }: Resolved, context: ResolveContext, next: Resolve): CatalogModule | undefined {
  const isImport = context.conditions?.includes('import') ?? false;
  if (!isImport || format !== 'module' || !url.startsWith('file:') || url.endsWith(MARK)) return undefined;
  const file = fileURLToPath(url);
  if (!isCatalogued(file)) return undefined;
  const parent = context.parentURL?.startsWith('file:') ? fileURLToPath(context.parentURL) : '';
  return packageOf(parent) === packageOf(file) ? undefined : importedOwners(file, context, next)[0];
}
