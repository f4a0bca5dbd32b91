import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { catalog as everyModule } from '../../rules/catalog/index.ts';
import type { BlockingCall, CatalogModule } from '../../rules/catalog/types.ts';
import { isAtLeast, readBuiltins } from './builtins.ts';

const catalog = everyModule.filter(({ module }) => module === 'global' || module.startsWith('node:'));

/** What ends in Sync and is rightly not in the catalog. */
const exceptions: readonly { path: RegExp; why: string }[] = [
  { path: /^node:vfs \w+Provider\.prototype\./, why: 'called by a VirtualFileSystem, not by applications' },
  { path: /^node:stream\/iter (?:write|writev|end)Sync$/, why: 'an interface: what they do is up to the writer' },
];
const isException = (path: string): boolean => exceptions.some((exception) => exception.path.test(path));

/** Members that Node has on some platforms only. */
const elsewhere = new Map([['node:fs lchmodSync', 'darwin']]);

/** What a name in an advice stands for: a namespace, or an instance of a class. */
const namespaces = new Map([
  ['child_process', 'node:child_process'],
  ['crypto', 'node:crypto'],
  ['events', 'node:events'],
  ['fs', 'node:fs'],
  ['iter', 'node:stream/iter'],
  ['stream', 'node:stream'],
  ['util', 'node:util'],
  ['zlib', 'node:zlib'],
  ['Atomics', 'global'],
  ['WebAssembly', 'global'],
]);
const instances = new Map([
  ['dir', 'node:fs Dir'],
  ['fileHandle', 'node:fs/promises FileHandle'],
  ['messagePort', 'node:worker_threads MessagePort'],
  ['utf8Stream', 'node:fs Utf8Stream'],
  ['zipBuffer', 'node:zlib ZipBuffer'],
  ['zipEntry', 'node:zlib ZipEntry'],
  ['zipFile', 'node:zlib ZipFile'],
]);

let builtins: Awaited<ReturnType<typeof readBuiltins>>;
beforeAll(async () => {
  builtins = await readBuiltins();
});

const has = (module: string, path: string): boolean => builtins.get(module)?.has(path) ?? false;
const plainPath = (member: string): string => member.replace(/^new /, '');
const isAvailable = ({ since, removed }: BlockingCall): boolean =>
  (since === undefined || isAtLeast(since)) && (removed === undefined || !isAtLeast(removed));
const knownMembers = ({ calls, nonBlocking = [] }: CatalogModule): string[] =>
  [...calls, ...nonBlocking].map(({ member }) => plainPath(member));

describe('every synchronous function of the running Node', () => {
  it('is in the catalog, or is a commented exception', () => {
    const known = new Set(catalog.flatMap((entry) => knownMembers(entry).map((member) => `${entry.module} ${member}`)));
    const missing = [...builtins]
      .flatMap(([module, paths]) => [...paths].map((path) => `${module} ${path}`))
      .filter((path) => path.endsWith('Sync') && !known.has(path) && !isException(path));
    expect(missing).toEqual([]);
    expect(builtins.get('node:fs')?.size).toBeGreaterThan(100);
  });

  it('of @types/node is in the catalog', async () => {
    const known = new Map(catalog.map((entry) => [entry.module, new Set(knownMembers(entry).map(lastName))]));
    const declared = await declaredSyncNames();
    expect(declared.length).toBeGreaterThan(70);
    const missing = declared
      .filter(({ module, name }) => !known.get(module)?.has(name))
      .map(({ module, name }) => `${module} ${name}`);
    expect(missing.filter((path) => !isException(path))).toEqual([]);
  });
});

describe('every member of the catalog', () => {
  it('exists in the running Node, and only from the version that `since` names', () => {
    const wrong = catalog.flatMap(({ module, calls }) =>
      calls
        .filter(({ member }) => (elsewhere.get(`${module} ${member}`) ?? process.platform) === process.platform)
        // `require` belongs to CommonJS files, not to the global object.
        .filter(({ member }) => member !== 'require')
        .filter((call) => has(module, plainPath(call.member)) !== isAvailable(call))
        .map(({ member, since }) => `${module} ${member} since ${since ?? 'always'}`),
    );
    expect(wrong).toEqual([]);
  });

  it.runIf(isAtLeast('26.10.0'))('that does not block exists in the newest verified Node', () => {
    const missing = catalog.flatMap(({ module, nonBlocking = [] }) =>
      nonBlocking.filter(({ member }) => !has(module, member)).map(({ member }) => `${module} ${member}`),
    );
    expect(missing).toEqual([]);
  });

  it('is exported by the aliases of its module too', () => {
    const missing = catalog.flatMap(({ module, aliases = [], calls }) =>
      aliases.flatMap((alias) =>
        calls
          .filter(({ member }) => has(module, plainPath(member)) && !has(alias, plainPath(member)))
          .map(({ member }) => `${alias} ${member}`),
      ),
    );
    expect(missing).toEqual([]);
  });

  it.runIf(isAtLeast('26.10.0'))('gives types by calls and classes that exist', () => {
    const wrong = catalog.flatMap(({ module, returns = {} }) =>
      Object.entries(returns)
        .filter(([call, type]) => !has(module, plainPath(call)) || !has(module, `${type}.prototype.constructor`))
        .map(([call, type]) => `${module} ${call} -> ${type}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe('every advice', () => {
  it('names functions and flags that the running Node has', () => {
    const wrong = catalog.flatMap(({ module, calls }) =>
      calls
        .filter(isAvailable)
        .flatMap(({ member, useInstead }) => missingNames(useInstead).map((name) => `${module} ${member}: ${name}`)),
    );
    expect(wrong).toEqual([]);
  });

  it('promisifies only functions that need no `this`, and calls nothing synchronous', () => {
    const advices = catalog.flatMap(({ calls }) => calls.map(({ useInstead }) => useInstead));
    const receivers = advices.flatMap((advice) => /promisify\((\w+)\./.exec(advice)?.[1] ?? []);
    expect(receivers.length).toBeGreaterThan(20);
    expect(receivers.filter((receiver) => !namespaces.has(receiver))).toEqual([]);
    expect(advices.filter((advice) => /Sync\b/.test(advice))).toEqual([]);
  });
});

function missingNames(useInstead: string): string[] {
  const flags = [...useInstead.matchAll(/--[\w-]+/g)].map(([flag]) => flag);
  const paths = [...useInstead.matchAll(/\b([a-zA-Z]\w*)\.([\w.]+)/g)];
  return [
    ...flags.filter((flag) => !process.allowedNodeEnvironmentFlags.has(flag)),
    ...paths.filter(([, receiver = '', path = '']) => !resolves(receiver, path)).map(([text]) => text),
  ];
}

function resolves(receiver: string, path: string): boolean {
  const [module = '', className] = instances.get(receiver)?.split(' ') ?? [];
  if (className !== undefined) return has(module, `${className}.prototype.${path}`);
  const namespace = namespaces.get(receiver);
  if (namespace === undefined) return false;
  return has(namespace, namespace === 'global' ? `${receiver}.${path}` : path);
}

function lastName(member: string): string {
  return member.slice(member.lastIndexOf('.') + 1);
}

/** Functions, methods, constants and classes ending in Sync, read from the text of the installed `@types/node`. */
async function declaredSyncNames(): Promise<{ module: string; name: string }[]> {
  const root = dirname(createRequire(import.meta.url).resolve('@types/node/package.json'));
  const files = (await readdir(root, { recursive: true })).filter((file) => file.endsWith('.d.ts'));
  const texts = await Promise.all(files.map((file) => readFile(join(root, file), 'utf8')));
  return texts.flatMap((text) => {
    let module = 'global';
    return text.split('\n').flatMap((line) => {
      const opened = /^declare module ["'](?:node:)?([^"']+)["']/.exec(line)?.[1];
      if (opened !== undefined) module = `node:${opened}`;
      const isCode = !/^\s*(?:\*|\/)/.test(line);
      const name = /^\s+(?:export |static |function |const |class |interface )*(\w+Sync)\b\s*[(<:{]/.exec(line)?.[1];
      return isCode && name !== undefined ? [{ module, name }] : [];
    });
  });
}
