import path from 'node:path';
import { readManifest } from './root.ts';

interface Package {
  directory: string;
  dependencies: ReadonlySet<string>;
}

/** The package.json files that project files belong to, and what they depend on. */
export class Packages {
  readonly #nearest = new Map<string, Package | undefined>();

  /** The package that a file belongs to: the nearest package.json that names itself or its dependencies. */
  of(file: string): Package | undefined {
    return this.#at(path.dirname(file));
  }

  /** Whether the package of a file depends on any of these modules. */
  depends(file: string, dependency: string | readonly string[]): boolean {
    const found = this.of(file);
    const names = typeof dependency === 'string' ? [dependency] : dependency;
    return found !== undefined && names.some((name) => found.dependencies.has(name));
  }

  #at(directory: string): Package | undefined {
    if (this.#nearest.has(directory)) return this.#nearest.get(directory);
    const found =
      read(directory) ?? (path.dirname(directory) === directory ? undefined : this.#at(path.dirname(directory)));
    this.#nearest.set(directory, found);
    return found;
  }
}

/** Programs that a package says it is a plugin of, by a key of their name in its package.json. */
const NAMED_BY = ['node-red'];

function read(directory: string): Package | undefined {
  const manifest = readManifest(directory);
  if (!manifest) return undefined;
  const { name, dependencies, devDependencies, peerDependencies } = manifest;
  // A package.json that only says `"type": "module"` belongs to the package around it.
  if (name === undefined && !dependencies && !devDependencies) return undefined;
  return {
    directory,
    dependencies: new Set([
      ...[dependencies, devDependencies, peerDependencies].flatMap((each) => Object.keys(each ?? {})),
      ...NAMED_BY.filter((key) => key in manifest),
      ...(name === undefined ? [] : [name]),
    ]),
  };
}
