import { createRequire } from 'node:module';
import { nodeCatalog } from '../../rules/catalog/built-ins.ts';
import { hazards } from '../../rules/catalog/hazards.ts';
import type { BlockingCall, CatalogModule } from '../../rules/catalog/types.ts';
import type { CatalogMatch, StallFrame } from '../stall-record.ts';
import { packageOf } from './stack.ts';

interface Entry {
  owner: CatalogModule;
  call: BlockingCall;
}

type Entries = ReadonlyMap<string, readonly Entry[]>;

/** The entries of a part of the catalog by the name of their function. */
function byFunction(modules: readonly CatalogModule[]): Entries {
  const found = new Map<string, Entry[]>();
  for (const owner of modules) {
    for (const call of owner.calls) {
      const name = owner.module === 'global' ? call.member : (call.member.split('.').at(-1) ?? call.member);
      const entries = found.get(name);
      if (entries) entries.push({ owner, call });
      else found.set(name, [{ owner, call }]);
    }
  }
  return found;
}

const builtIns = byFunction([...nodeCatalog, hazards]);
let packages: Entries | undefined;

/** Most stalls stand in no package that the catalog could know: its eighty files are loaded with the first that may. */
function ofPackages(): Entries {
  const load = createRequire(import.meta.url);
  packages ??= byFunction(
    (load('../../rules/catalog/packages/index.js') as { packages: readonly CatalogModule[] }).packages,
  );
  return packages;
}

const isBuiltIn = (module: string): boolean => /^(?:global|hazard)$|^node:/.test(module);

const matchOf = ({ owner, call }: Entry): CatalogMatch => ({
  module: owner.module,
  member: call.member,
  kind: call.kind ?? owner.kind,
  weight: call.weight,
  useInstead: call.useInstead,
});

/** The entry of a call whose module is known. */
export function catalogEntry(module: string, call: string): CatalogMatch | undefined {
  const entries = isBuiltIn(module) ? builtIns : ofPackages();
  const entry = entries.get(call)?.find(({ owner }) => owner.module === module);
  return entry && matchOf(entry);
}

/** `node:internal/crypto/pbkdf2` is a part of `node:crypto`, `node:internal/child_process` of `node:child_process`. */
function isPartOf(file: string, module: string): boolean {
  const parts = file.replace(/^node:/, '').split('/');
  return module.startsWith('node:') && parts.includes(module.slice('node:'.length).split('/')[0] ?? '');
}

/** The entry of a built-in call, from the frame of Node or V8 that the program called. */
function builtIn(frame: StallFrame): CatalogMatch | undefined {
  const entries = builtIns.get(frame.function) ?? [];
  const entry = entries.find(({ owner }) =>
    frame.file === '' ? owner.module === 'global' : isPartOf(frame.file, owner.module),
  );
  return entry && matchOf(entry);
}

/** The entry of a package's function, from the package's frame that the program called. */
function ofPackage(frame: StallFrame): CatalogMatch | undefined {
  const name = packageOf(frame.file);
  const called = frame.function.split('.').at(-1) ?? '';
  const entry = ofPackages()
    .get(called)
    ?.find(({ owner }) => owner.module === name || owner.aliases?.includes(name ?? ''));
  return entry && matchOf(entry);
}

/** The catalog's entry for a call, from the frame that was called. */
export function catalogMatch(called: StallFrame): CatalogMatch | undefined {
  if (called.origin === 'app') return undefined;
  return called.origin === 'node' ? builtIn(called) : ofPackage(called);
}
