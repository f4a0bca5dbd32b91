import fs from 'node:fs';
import path from 'node:path';
import { ResolverFactory } from 'oxc-resolver';
import { PathAliases } from './path-aliases.ts';
import { readManifest } from './root.ts';

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json', '.node'];

const OPTIONS = {
  extensions: EXTENSIONS,
  extensionAlias: {
    '.js': ['.ts', '.tsx', '.js', '.jsx'],
    '.jsx': ['.tsx', '.jsx'],
    '.mjs': ['.mts', '.mjs'],
    '.cjs': ['.cts', '.cjs'],
  },
  conditionNames: ['source', 'node', 'import', 'require', 'default'],
  mainFields: ['source', 'module', 'main'],
};

/** Resolves import specifiers to files, by Node's rules, TypeScript's path aliases and the workspace's own packages. */
export class Resolver {
  readonly #resolver = new ResolverFactory({ ...OPTIONS, tsconfig: 'auto' });
  /** For where a tsconfig.json extends what is not installed. */
  readonly #plain = new ResolverFactory(OPTIONS);
  readonly #aliases = new PathAliases();
  readonly #root: string;
  readonly #bare = new Map<string, string | null>();
  readonly #packageFolders = new Map<string, string>();
  /** The workspace's packages by name, for the links that an install would have made. */
  readonly #packages: ReadonlyMap<string, string>;

  constructor(root: string, packages: ReadonlyMap<string, string>) {
    this.#root = root;
    this.#packages = packages;
  }

  /** The project file that `specifier` in `from` leads to; undefined when it leads out of the project. */
  resolve(from: string, specifier: string): string | undefined {
    if (specifier.startsWith('.')) return this.#resolve(from, specifier);
    const key = `${this.#packageOf(from)}\0${specifier}`;
    let found = this.#bare.get(key);
    if (found === undefined) this.#bare.set(key, (found = this.#resolve(from, specifier) ?? null));
    return found ?? undefined;
  }

  /** The package folder that a file belongs to: a specifier means the same in all of its files. */
  #packageOf(file: string): string {
    const start = path.dirname(file);
    let known = this.#packageFolders.get(start);
    if (known !== undefined) return known;
    for (known = start; known !== this.#root && !hasManifest(known); known = path.dirname(known));
    this.#packageFolders.set(start, known);
    return known;
  }

  #resolve(from: string, specifier: string): string | undefined {
    const { path: found, error } = this.#resolver.resolveFileSync(from, specifier);
    if (found !== undefined) return this.#inProject(found);
    const plain = error?.includes('Tsconfig') === true ? this.#resolvePlain(from, specifier) : undefined;
    return (
      plain ??
      this.#resolveWorkspace(specifier) ??
      this.#resolveUnbuiltImport(from, specifier) ??
      this.#resolveAlias(from, specifier)
    );
  }

  #resolvePlain(from: string, specifier: string): string | undefined {
    const { path: found } = this.#plain.sync(path.dirname(from), specifier);
    return found === undefined ? this.#resolveAlias(from, specifier) : this.#inProject(found);
  }

  #resolveAlias(from: string, specifier: string): string | undefined {
    for (const candidate of this.#aliases.candidates(from, specifier)) {
      const { path: found } = this.#plain.sync(path.dirname(from), candidate);
      if (found !== undefined) return this.#inProject(found);
    }
    return undefined;
  }

  /** `"imports": { "#src/*": "./build/*" }` of a package that is not built. */
  #resolveUnbuiltImport(from: string, specifier: string): string | undefined {
    if (!specifier.startsWith('#')) return undefined;
    const directory = this.#packageOf(from);
    for (const [pattern, target] of Object.entries(readManifest(directory)?.imports ?? {})) {
      const [head = '', tail = ''] = pattern.split('*');
      const to = firstTarget(target);
      if (to === undefined || !specifier.startsWith(head) || !specifier.endsWith(tail)) continue;
      const rest = specifier.slice(head.length, specifier.length - tail.length);
      const { path: found } = this.#plain.sync(directory, unbuilt(to.replace('*', rest)));
      if (found !== undefined) return this.#inProject(found);
    }
    return undefined;
  }

  /** Forgets what the disk looked like. */
  clear(): void {
    this.#resolver.clearCache();
    this.#plain.clearCache();
    this.#aliases.clear();
    this.#bare.clear();
    this.#packageFolders.clear();
  }

  #inProject(found: string): string | undefined {
    return found.startsWith(this.#root + path.sep) ? sourceOfBuilt(found) : undefined;
  }

  /** Whether a specifier is of a package whose source is the workspace's own, a framework's perhaps. */
  isOwn(specifier: string): boolean {
    return this.#packages.has(packageName(specifier));
  }

  #resolveWorkspace(specifier: string): string | undefined {
    const name = packageName(specifier);
    const directory = this.#packages.get(name);
    if (directory === undefined) return undefined;
    const rest = specifier.slice(name.length);
    const manifest = readManifest(directory);
    const entries =
      rest === ''
        ? [
            manifest?.source,
            exported(manifest?.exports, '.'),
            manifest?.module,
            manifest?.main,
            './src/index',
            './index',
            './lib/index',
          ]
        : [exported(manifest?.exports, `.${rest}`), `.${rest}`, `./src${rest}`, `./lib${rest}`];
    for (const entry of entries) {
      if (entry === undefined) continue;
      for (const candidate of new Set([entry, unbuilt(entry)])) {
        const found = this.#resolver.sync(directory, candidate.startsWith('.') ? candidate : `./${candidate}`).path;
        if (found !== undefined) return this.#inProject(found);
      }
    }
    return undefined;
  }
}

function hasManifest(directory: string): boolean {
  return (
    path.dirname(directory) === directory ||
    ['package.json', 'tsconfig.json', 'jsconfig.json'].some((name) => fs.existsSync(path.join(directory, name)))
  );
}

function exported(exports: unknown, key: string): string | undefined {
  if (typeof exports === 'string') return key === '.' ? exports : undefined;
  if (exports === null || typeof exports !== 'object') return undefined;
  const map = exports as Record<string, unknown>;
  const found =
    key in map ? map[key] : key === '.' && !Object.keys(map).some((each) => each.startsWith('.')) ? map : undefined;
  return firstTarget(found);
}

function firstTarget(target: unknown): string | undefined {
  if (typeof target === 'string') return target;
  if (target === null || typeof target !== 'object') return undefined;
  const conditions = target as Record<string, unknown>;
  for (const name of ['source', 'node', 'import', 'require', 'default']) {
    const found = firstTarget(conditions[name]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Where the source of a built file would lie. */
function unbuilt(entry: string): string {
  return entry.replace(/(^|\/)(dist|build|lib|out)\//, '$1src/').replace(/\.[cm]?js$/, '');
}

/** A built file that stands in the project beside its source is read as its source. */
function sourceOfBuilt(found: string): string {
  if (!/[\\/](dist|build|out)[\\/]/.test(found)) return found;
  const base = unbuilt(found.replaceAll(path.sep, '/'));
  for (const extension of EXTENSIONS) if (fs.existsSync(base + extension)) return base + extension;
  return found;
}

const packageName = (specifier: string): string => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? '';
