import { packageOf } from '../records/stack.ts';
import type { Asking } from './asking.ts';
import { fileAt, importedOwner, isCatalogued } from './entries.ts';
import { facade } from './facade.ts';

/** What a hook knows of an import. */
export interface ResolveContext {
  conditions?: readonly string[];
  parentURL?: string;
}

/** Where a specifier leads. */
export interface Resolved {
  url: string;
  format?: string | null;
}

/** The source of a module. */
export interface Loaded {
  format: string;
  source: string;
  shortCircuit: true;
}

/** At the end of the address of the module that stands before a package's own. */
const MARK = 'unblocked-strict';

/**
 * Where hooks of another thread are set, too, an ES module that an imported CommonJS module requires is imported by its
 * address; Node 22 fails to link what such a module imports.
 */
const CANNOT_LINK = process.versions.node.startsWith('22.');

/** The modules that stand before the ES modules that are the entries of catalogued packages. */
export class Facades {
  readonly #texts = new Map<string, string | undefined>();

  /** Where an import is to lead; a package's own imports of itself are its business. */
  *instead(specifier: string, resolved: Resolved, context: ResolveContext): Asking<Resolved> {
    const isImport = context.conditions?.includes('import') ?? false;
    const file = resolved.format === 'module' && isImport ? fileAt(resolved.url) : undefined;
    if (file === undefined || resolved.url.endsWith(MARK) || !isCatalogued(file)) return resolved;
    if (CANNOT_LINK && specifier.startsWith('file:')) return resolved;
    if (packageOf(fileAt(context.parentURL) ?? '') === packageOf(file)) return resolved;
    const owner = yield* importedOwner(file);
    if (owner === undefined) return resolved;
    const url = `${resolved.url}${resolved.url.includes('?') ? '&' : '?'}${MARK}`;
    if (!this.#texts.has(url)) this.#texts.set(url, yield* facade(resolved.url, owner));
    return this.#texts.get(url) === undefined ? resolved : { ...resolved, url, format: 'module' };
  }

  /** The module at an address, where it is one of these. */
  at(url: string): Loaded | undefined {
    const source = this.#texts.get(url);
    return source === undefined ? undefined : { format: 'module', source, shortCircuit: true };
  }
}
