import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { packages } from '../rules/catalog/packages/index.ts';
import type { CatalogModule } from '../rules/catalog/types.ts';
import type { Hooks, Loaded, Resolve, ResolveContext, Resolved } from './strict-loads.ts';
import { packageOf } from './stack.ts';

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

function importedOwners(file: string, context: ResolveContext, next: Resolve): CatalogModule[] {
  return ownersOf(file, 'import', (specifier, folder) => {
    try {
      return fileURLToPath(next(specifier, { ...context, parentURL: pathToFileURL(join(folder, 'any.js')).href }).url);
    } catch {
      return undefined;
    }
  });
}

/** At the end of the address of the module that stands before a package's own. */
const MARK = 'unblocked-strict';

const DEFAULT = /\bexport\s+default\b|\bas\s+["']?default\b|[{,]\s*default\s*[,}]/;

/** The names that the catalog has of a module's exports, as far as its text seems to export them. */
function namesIn(text: string, owner: CatalogModule): string[] {
  const members = [...owner.calls.map(({ member }) => member), ...Object.keys(owner.returns ?? {})];
  const names = new Set(members.map((member) => member.replace(/^new /, '')).filter((name) => /^[\w$]+$/.test(name)));
  names.delete('default');
  const passesOn = /\bexport\s*\*\s*from\b/.test(text);
  const own = [...names].filter((name) => passesOn || new RegExp(String.raw`\b${name}\b`).test(text));
  return DEFAULT.test(text) ? ['default', ...own] : own;
}

/** A module that passes on the exports of a package's own, with wrappers in the place of what the catalog knows. */
function facade(url: string, owner: CatalogModule): string {
  const original = JSON.stringify(url);
  const names = namesIn(readFileSync(new URL(url), 'utf8'), owner);
  return [
    `import * as original from ${original};`,
    `import { importedExports } from ${JSON.stringify(new URL('strict-imports.js', import.meta.url).href)};`,
    `export * from ${original};`,
    `const exported = importedExports(${JSON.stringify(owner.module)}, original);`,
    ...names.map((name, index) => `const export${index} = exported(${JSON.stringify(name)});`),
    `export { ${names.map((name, index) => `export${index} as ${name}`).join(', ')} };`,
  ].join('\n');
}

/** Hooks that put a module before each ES module that is the entry of a catalogued package. */
export function importHooks(onBuiltIn: (specifier: string) => void): Hooks {
  const owners = new Map<string, CatalogModule>();
  return {
    resolve(specifier, context, next): Resolved {
      onBuiltIn(specifier);
      const resolved = next(specifier, context);
      const owner = entryOwner(resolved, context, next);
      if (owner === undefined) return resolved;
      const url = `${resolved.url}${resolved.url.includes('?') ? '&' : '?'}${MARK}`;
      owners.set(url, owner);
      return { ...resolved, url, format: 'module' };
    },
    load(url, context, next): Loaded {
      const owner = owners.get(url);
      if (owner === undefined) return next(url, context);
      return { format: 'module', source: facade(url.slice(0, -MARK.length - 1), owner), shortCircuit: true };
    },
  };
}

/** The package whose entry an import leads to; a package's own imports of itself are its business. */
function entryOwner({ url, format }: Resolved, context: ResolveContext, next: Resolve): CatalogModule | undefined {
  const isImport = context.conditions?.includes('import') ?? false;
  if (!isImport || format !== 'module' || !url.startsWith('file:') || url.endsWith(MARK)) return undefined;
  const file = fileURLToPath(url);
  if (!isCatalogued(file)) return undefined;
  const parent = context.parentURL?.startsWith('file:') ? fileURLToPath(context.parentURL) : '';
  return packageOf(parent) === packageOf(file) ? undefined : importedOwners(file, context, next)[0];
}
