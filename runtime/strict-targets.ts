import { isBuiltin } from 'node:module';
import { nodeCatalog } from '../rules/catalog/built-ins.ts';
import type { BlockingCall, CatalogModule } from '../rules/catalog/types.ts';

/** One catalogued call of Node, and where the function stands that a program calls. */
export interface Target {
  owner: CatalogModule;
  entry: BlockingCall;
  /** As a person would write it: `fs.readFileSync`, `JSON.parse`. */
  call: string;
  holder: object;
  member: string;
  /** It is called with `new`. */
  constructs: boolean;
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

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** The name that a person would write: `fs.readFileSync`, `sqlite.DatabaseSync.prototype.exec`. */
export function callName({ module }: CatalogModule, { member }: BlockingCall): string {
  const name = member.replace(/^new /, '');
  return module === 'global' ? name : `${module.replace(/^node:/, '')}.${name}`;
}

function targetOf(owner: CatalogModule, entry: BlockingCall, namespace: object): Target | undefined {
  const path = entry.member.replace(/^new /, '').split('.');
  const member = path.pop() ?? '';
  const holder = path.reduce<unknown>((at, key) => (isObject(at) ? Reflect.get(at, key) : undefined), namespace);
  if (!isObject(holder)) return undefined;
  return { owner, entry, call: callName(owner, entry), holder, member, constructs: entry.member.startsWith('new ') };
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

/** The functions of one module's catalogued calls, as far as this Node has them. */
export function targetsOf(module: string, counts: (entry: BlockingCall) => boolean): Target[] {
  return nodeCatalog
    .filter(({ module: name, aliases }) => name === module || (aliases?.includes(module) ?? false))
    .flatMap((owner) => {
      const namespace = namespaceOf(module);
      const entries = namespace ? owner.calls.filter((entry) => counts(entry) && entry.member !== 'require') : [];
      return entries.flatMap((entry) => (namespace && targetOf(owner, entry, namespace)) ?? []);
    });
}

/** Every module of Node that the catalog knows, the aliases too. */
export const catalogModules: readonly string[] = nodeCatalog.flatMap(({ module, aliases }) => [
  module,
  ...(aliases ?? []),
]);
