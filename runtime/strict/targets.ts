import { isBuiltin } from 'node:module';
import { nodeCatalog } from '../../rules/catalog/built-ins.ts';
import type { BlockingCall, CatalogModule } from '../../rules/catalog/types.ts';
import { isObject } from './places.ts';
import type { Reason } from './wrapper.ts';

/** A function of Node that a program calls: where it stands, and why it is wrapped. */
export interface Target {
  reason: Reason;
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

/** The functions of one module's catalogued calls, and those that give instances of classes that it does not show. */
export function targetsOf(module: string, counts: (entry: BlockingCall) => boolean): Target[] {
  const namespace = namespaceOf(module);
  if (namespace === undefined) return [];
  return nodeCatalog
    .filter(({ module: name, aliases }) => name === module || (aliases?.includes(module) ?? false))
    .flatMap((owner) => [...givers(owner, namespace, counts), ...callsOf(owner, namespace, counts)]);
}

/** Where a module's member stands: `fs/promises` leaves its classes to `fs`. */
function holderOf({ module }: CatalogModule, namespace: object, name: string): object {
  const parent = name in namespace ? undefined : namespaceOf(module.replace(/\/.*/, ''));
  return parent ?? namespace;
}

const pathOf = (member: string): string[] => member.replace(/^new /, '').split('.');

function callsOf(owner: CatalogModule, namespace: object, counts: (entry: BlockingCall) => boolean): Target[] {
  return owner.calls
    .filter((entry) => counts(entry) && entry.member !== 'require')
    .map((entry) => {
      const constructs = entry.member.startsWith('new ');
      const called = { owner, entry, call: callName(owner, entry), constructs };
      const path = pathOf(entry.member);
      return { reason: { called }, namespace: holderOf(owner, namespace, path[0] ?? ''), path };
    });
}

/** The exported class may be missing, or an heir of the one that the instances are of. */
function givers(owner: CatalogModule, namespace: object, counts: (entry: BlockingCall) => boolean): Target[] {
  const isHidden = (type: string): boolean => {
    const methods = owner.calls.filter((entry) => counts(entry) && entry.member.startsWith(`${type}.prototype.`));
    const exported: unknown = Reflect.get(holderOf(owner, namespace, type), type);
    const prototype: unknown = isObject(exported) ? Reflect.get(exported, 'prototype') : undefined;
    return methods.some(({ member }) => !isObject(prototype) || !Object.hasOwn(prototype, pathOf(member)[2] ?? ''));
  };
  return Object.entries(owner.returns ?? {})
    .filter(([member, type]) => !member.startsWith('new ') && isHidden(type))
    .map(([member, type]) => ({ reason: { gives: { owner, type } }, namespace, path: pathOf(member) }));
}

/** Every module of Node that the catalog knows, the aliases too. */
export const catalogModules: readonly string[] = nodeCatalog.flatMap(({ module, aliases }) => [
  module,
  ...(aliases ?? []),
]);
