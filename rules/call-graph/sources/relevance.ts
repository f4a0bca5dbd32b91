import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { AutoImports } from './auto-imports.ts';
import { type BrowserCode, isNamedForBrowsers } from './browser-code.ts';
import { PackageTypes } from './package-types.ts';
import type { Scan } from './scan.ts';

const EXTENSIONS = ['.ts', '.tsx', '.js', '.jsx', '.mts', '.mjs', '.cts', '.cjs'];
const NONE: ReadonlySet<string> = new Set();
const UNTYPED = /\.[cm]?jsx?$/;
const TYPESCRIPT_OF = new Map([
  ['.js', ['.ts', '.tsx']],
  ['.jsx', ['.tsx']],
  ['.mjs', ['.mts']],
  ['.cjs', ['.cts']],
]);

/** What a file's text tells of it. */
type Traits = Pick<Scan, (typeof TRAITS)[number]>;

const TRAITS = [
  'isHit',
  'worksOnLarge',
  'hasLargeInput',
  'isQuery',
  'importsDatabase',
  'provides',
  'asks',
  'isOpen',
  'isBrowser',
  'isPageScript',
] as const;

function traitsOf(scan: Scan): Traits {
  return Object.fromEntries(TRAITS.map((trait) => [trait, scan[trait]])) as unknown as Traits;
}

/** The project's files, as far as imports need them. */
export interface KnownFiles {
  isFile: (path: string) => boolean;
  isFolder: (path: string) => boolean;
  /** Every path; asked for only where modules are loaded by a path that is computed. */
  all: () => Iterable<string>;
}

/** Resolves a specifier that is not relative to a project file. */
export type ResolvePackage = (file: string, specifier: string) => string | undefined;

/**
 * Which files matter: those whose text names something that could block, every file that imports one of them, directly
 * or through others, and what may be given such things by them. No chain to a blocking call can begin elsewhere, so only
 * these need a syntax tree.
 */
export class Relevance {
  readonly #resolvePackage: ResolvePackage;
  readonly #autoImports: AutoImports;
  readonly #browserCode: BrowserCode;
  readonly #traits = new Map<string, Traits>();
  readonly #targets = new Map<string, readonly string[]>();
  /** Files in folders from which a file loads modules by a computed path: it may load any of them, or none. */
  readonly #guesses = new Map<string, ReadonlySet<string>>();
  /** Where what a file's classes extend or implement stands. */
  readonly #bases = new Map<string, readonly string[]>();
  readonly #packageTypes = new PackageTypes();
  readonly #importers = new Map<string, Set<string>>();
  #relevant: Set<string> | undefined;
  /** What only browsers run: it does not matter, whatever it names. */
  #browserOnly: ReadonlySet<string> = NONE;

  constructor(resolvePackage: ResolvePackage, autoImports: AutoImports, browserCode: BrowserCode) {
    this.#resolvePackage = resolvePackage;
    this.#autoImports = autoImports;
    this.#browserCode = browserCode;
  }

  /** Notes what a file imports and whether it is a hit. `isFile` knows the project's files. */
  update(file: string, scan: Scan, files: KnownFiles): void {
    const { imports } = scan;
    const found = (specifiers: readonly string[]) =>
      specifiers.flatMap((specifier) => this.#target(file, specifier, files.isFile) ?? []);
    const automatic = startingWith(this.#autoImports.folders(file), file, files);
    const named = new Set([...found(imports), ...automatic]);
    const guessed = inFolders(file, scan.folders, files).filter((each) => !named.has(each));
    const targets = [...named, ...guessed];
    const bases = found(scan.bases);
    if (bases.length > 0 || this.#bases.has(file)) this.#bases.set(file, bases);
    if (this.#packageTypes.update(file, scan)) this.#relevant = undefined;
    const isScript = scan.isPageScript || isNamedForBrowsers(file);
    const isBrowser = (scan.isBrowser || isScript) && !this.#browserCode.isRendered(file);
    const traits = { ...traitsOf(scan), isBrowser, isPageScript: isScript && isBrowser };
    const before = this.#targets.get(file) ?? [];
    const isSame = before.length === targets.length && targets.every((each, at) => each === before[at]);
    if (isSame && isDeepStrictEqual(this.#traits.get(file), traits)) return;
    this.#forget(file);
    this.#traits.set(file, traits);
    this.#targets.set(file, targets);
    if (guessed.length > 0) this.#guesses.set(file, new Set(guessed));
    for (const target of targets) {
      const importers = this.#importers.get(target);
      if (importers) importers.add(file);
      else this.#importers.set(target, new Set([file]));
    }
  }

  remove(file: string): void {
    this.#packageTypes.remove(file);
    this.#forget(file);
  }

  #forget(file: string): void {
    this.#traits.delete(file);
    for (const target of this.#targets.get(file) ?? []) this.#importers.get(target)?.delete(file);
    this.#targets.delete(file);
    this.#guesses.delete(file);
    this.#relevant = undefined;
  }

  /** The files that import one, by what their texts say. */
  importers(file: string): Iterable<string> {
    return this.#importers.get(file) ?? [];
  }

  /** Whether only browsers run a file, as far as its text and what imports it tell. */
  isBrowserOnly(file: string): boolean {
    return !this.files.has(file) && this.#browserOnly.has(file);
  }

  get files(): ReadonlySet<string> {
    if (this.#relevant) return this.#relevant;
    // What calls a method of a base class or an interface may reach the classes that extend or implement it.
    const relevant = closure([...this.#with('isHit'), ...this.#largeCalls()], (file) => [
      ...(this.#importers.get(file) ?? []),
      ...(this.#bases.get(file) ?? []),
      ...this.#packageTypes.annotatorsOf(file),
    ]);
    // What a file that matters imports may be given a store or a database by it, and need not import that itself. In
    // TypeScript the parameter's annotation is an import; elsewhere nothing in the text tells.
    const below = closure(relevant, (file) => this.#targets.get(file));
    const hasDatabases = this.#with('importsDatabase').length > 0;
    const given = [...below].filter(
      (file) =>
        UNTYPED.test(file) ||
        (this.#is(file, 'isOpen') && !file.endsWith('.tsx')) ||
        (hasDatabases && this.#is(file, 'isQuery')),
    );
    // A container hands on what is put into it to whoever asks.
    if (this.#with('provides').some((file) => relevant.has(file))) given.push(...this.#with('asks'));
    const between = (file: string) => [...(this.#importers.get(file) ?? [])].filter((each) => below.has(each));
    for (const file of closure(given, between)) relevant.add(file);
    const browser = this.#with('isBrowser');
    this.#browserOnly = browser.length === 0 ? NONE : this.#ofBrowsers(browser);
    for (const file of this.#browserOnly) relevant.delete(file);
    this.#relevant = relevant;
    return relevant;
  }

  #is(file: string, trait: keyof Traits): boolean {
    return this.#traits.get(file)?.[trait] === true;
  }

  #with(trait: keyof Traits): string[] {
    return [...this.#traits.keys()].filter((file) => this.#is(file, trait));
  }

  /** Files that work on large input, if there is some, which get it from the file that imports them or from one that they import. */
  #largeCalls(): string[] {
    return this.#with('worksOnLarge').filter((file) =>
      [...this.importers(file), ...(this.#targets.get(file) ?? [])].some((each) => this.#is(each, 'hasLargeInput')),
    );
  }

  /** What only browsers run: it looks like it, or nothing but such code imports it; and no other code comes to it. */
  #ofBrowsers(scripts: readonly string[]): Set<string> {
    const browser = new Set<string>();
    const importedBy = new Map<string, number>();
    const stack = [...scripts];
    for (let file = stack.pop(); file !== undefined; file = stack.pop()) {
      if (browser.has(file)) continue;
      browser.add(file);
      for (const target of this.#targets.get(file) ?? []) {
        const count = (importedBy.get(target) ?? 0) + 1;
        importedBy.set(target, count);
        if (count === this.#importers.get(target)?.size) stack.push(target);
      }
    }
    const others = [...this.#targets.keys()].filter((file) => !browser.has(file));
    for (const file of closure(others, (each) => this.#loadedBy(each))) browser.delete(file);
    return browser;
  }

  /** What a file loads. What loads modules from a folder does not mean the scripts of pages in it. */
  #loadedBy(file: string): readonly string[] | undefined {
    const targets = this.#targets.get(file);
    const guesses = this.#guesses.get(file);
    return guesses ? targets?.filter((each) => !guesses.has(each) || !this.#is(each, 'isPageScript')) : targets;
  }

  #target(file: string, specifier: string, isFile: (path: string) => boolean): string | undefined {
    if (!specifier.startsWith('.')) return this.#resolvePackage(file, specifier);
    return relativeTarget(path.resolve(path.dirname(file), specifier), isFile);
  }
}

/** The files below the folders that some texts of a file may name. */
function inFolders(file: string, folders: readonly string[], files: KnownFiles): string[] {
  if (folders.length === 0) return [];
  const here = path.dirname(file);
  const starts = folders
    .flatMap((folder) => [path.resolve(here, folder), path.resolve(here, '..', folder)])
    .filter((folder) => files.isFolder(folder) && !file.startsWith(folder + path.sep))
    .map((folder) => folder + path.sep);
  const [isBeside, isBelow] = [folders.includes('.'), folders.includes('*')];
  if (starts.length === 0 && !isBeside && !isBelow) return [];
  return [...files.all()].filter(
    (each) =>
      starts.some((start) => each.startsWith(start)) ||
      (isBeside && path.dirname(each) === here && each !== file) ||
      (isBelow && path.dirname(path.dirname(each)) === here),
  );
}

function startingWith(starts: readonly string[], file: string, files: KnownFiles): string[] {
  if (starts.length === 0) return [];
  return [...files.all()].filter((each) => each !== file && starts.some((start) => each.startsWith(start)));
}

function closure(start: Iterable<string>, next: (file: string) => Iterable<string> | undefined): Set<string> {
  const found = new Set<string>();
  const stack = [...start];
  for (let file = stack.pop(); file !== undefined; file = stack.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    stack.push(...(next(file) ?? []));
  }
  return found;
}

/** A relative import among known files, without asking the disk. */
function relativeTarget(base: string, isFile: (path: string) => boolean): string | undefined {
  const extension = path.extname(base);
  const stem = base.slice(0, base.length - extension.length);
  for (const each of TYPESCRIPT_OF.get(extension) ?? []) if (isFile(stem + each)) return stem + each;
  if (isFile(base)) return base;
  for (const each of EXTENSIONS) if (isFile(base + each)) return base + each;
  for (const each of EXTENSIONS) if (isFile(`${base}${path.sep}index${each}`)) return `${base}${path.sep}index${each}`;
  return undefined;
}
