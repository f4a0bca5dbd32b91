import { catalog } from '../rules/catalog/index.ts';
import type { BlockingCall, CatalogModule } from '../rules/catalog/types.ts';
import { packageOf } from './stack.ts';
import type { CatalogMatch, StallFrame } from './stall-record.ts';

interface Entry {
  owner: CatalogModule;
  call: BlockingCall;
}

const byFunction = new Map<string, Entry[]>();
for (const owner of catalog) {
  for (const call of owner.calls) {
    const name = owner.module === 'global' ? call.member : (call.member.split('.').at(-1) ?? call.member);
    byFunction.set(name, [...(byFunction.get(name) ?? []), { owner, call }]);
  }
}

const matchOf = ({ owner, call }: Entry): CatalogMatch => ({
  module: owner.module,
  member: call.member,
  kind: call.kind ?? owner.kind,
  weight: call.weight,
  useInstead: call.useInstead,
});

/** The entry of a call whose module is known. */
export function catalogEntry(module: string, call: string): CatalogMatch | undefined {
  const entry = byFunction.get(call)?.find(({ owner }) => owner.module === module);
  return entry && matchOf(entry);
}

/** `node:internal/crypto/pbkdf2` is a part of `node:crypto`, `node:internal/child_process` of `node:child_process`. */
function isPartOf(file: string, module: string): boolean {
  const parts = file.replace(/^node:/, '').split('/');
  return module.startsWith('node:') && parts.includes(module.slice('node:'.length).split('/')[0] ?? '');
}

/** The entry of a built-in call, from the frame of Node or V8 that the program called. */
function builtIn(frame: StallFrame): CatalogMatch | undefined {
  const entries = byFunction.get(frame.function) ?? [];
  const entry = entries.find(({ owner }) =>
    frame.file === '' ? owner.module === 'global' : isPartOf(frame.file, owner.module),
  );
  return entry && matchOf(entry);
}

/** The entry of a package's function, from the package's frame that the program called. */
function ofPackage(frame: StallFrame): CatalogMatch | undefined {
  const name = packageOf(frame.file);
  const called = frame.function.split('.').at(-1) ?? '';
  const entry = byFunction
    .get(called)
    ?.find(({ owner }) => owner.module === name || owner.aliases?.includes(name ?? ''));
  return entry && matchOf(entry);
}

/** The catalog's entry for a call, from the frame that was called. */
export function catalogMatch(called: StallFrame): CatalogMatch | undefined {
  if (called.origin === 'app') return undefined;
  return called.origin === 'node' ? builtIn(called) : ofPackage(called);
}
