import { isBuiltin } from 'node:module';
import { nodeCatalog } from '../rules/catalog/built-ins.ts';
import type { BlockingCall, CatalogModule } from '../rules/catalog/types.ts';
import type { Called } from './strict-wrapper.ts';

/** One catalogued call of Node, and where the function stands that a program calls. */
export interface Target {
  called: Called;
  namespace: object;
  path: readonly string[];
}

/** Loading these prints a warning, so they are wrapped when the program loads them. */
export const LOADED_LATER: ReadonlySet<string> = new Set([
  'node:sqlite',
  'node:wasi',
  'node:ffi',
  'node:stream/iter',
  'node:zlib/iter',
  'node:vfs',
]);

/** The name that a person would write: `fs.readFileSync`, `sqlite.DatabaseSync.prototype.exec`, `sync-request`. */
export function callName({ module }: CatalogModule, { member }: BlockingCall): string {
  const name = member.replace(/^new /, '');
  if (module === 'global') return name;
  const owner = module.replace(/^node:/, '');
  return name === 'default' ? owner : `${owner}.${name}`;
}

function namespaceOf(module: string): object | undefined {
  if (module === 'global') return globalThis;
  if (!isBuiltin(module)) return undefined;
  try {
    return process.getBuiltinModule(module);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_INSPECTOR_NOT_AVAILABLE') return undefined;
    throw error;
  }
}

/** The functions of one module's catalogued calls. */
export function targetsOf(module: string, counts: (entry: BlockingCall) => boolean): Target[] {
  const namespace = namespaceOf(module);
  if (namespace === undefined) return [];
  return nodeCatalog
    .filter(({ module: name, aliases }) => name === module || (aliases?.includes(module) ?? false))
    .flatMap((owner) =>
      owner.calls
        .filter((entry) => counts(entry) && entry.member !== 'require')
        .map((entry) => {
          const constructs = entry.member.startsWith('new ');
          const path = entry.member.replace(/^new /, '').split('.');
          return { called: { owner, entry, call: callName(owner, entry), constructs }, namespace, path };
        }),
    );
}

/** Every module of Node that the catalog knows, the aliases too. */
export const catalogModules: readonly string[] = nodeCatalog.flatMap(({ module, aliases }) => [
  module,
  ...(aliases ?? []),
]);
