import fs from 'node:fs';
import path from 'node:path';
import { readManifest } from './root.ts';

interface Mapping {
  paths: [pattern: string, targets: string[]][];
}

const CONFIGS = ['tsconfig.json', 'jsconfig.json'];

/**
 * Path aliases that the resolver does not read: those of a jsconfig.json, the `_moduleAliases` of a package.json, and
 * those of a tsconfig.json by itself, for when what it extends cannot be found (a package that is not installed).
 */
export class PathAliases {
  readonly #mappings = new Map<string, Mapping | null>();

  /** Absolute paths that an aliased specifier may stand for. */
  candidates(from: string, specifier: string): string[] {
    const mapping = this.#mapping(path.dirname(from));
    if (!mapping) return [];
    return mapping.paths.flatMap(([pattern, targets]) => {
      const [head = '', tail] = pattern.split('*');
      const isMatch =
        tail === undefined ? specifier === pattern : specifier.startsWith(head) && specifier.endsWith(tail);
      if (!isMatch) return [];
      const rest = tail === undefined ? '' : specifier.slice(head.length, specifier.length - tail.length);
      return targets.map((target) => target.replace('*', rest));
    });
  }

  /** The aliases of a folder: its own, then those of the folders above. */
  #mapping(directory: string): Mapping | undefined {
    let known = this.#mappings.get(directory);
    if (known === undefined) {
      const parent = path.dirname(directory);
      known = own(directory) ?? (parent === directory ? null : (this.#mapping(parent) ?? null));
      this.#mappings.set(directory, known);
    }
    return known ?? undefined;
  }

  clear(): void {
    this.#mappings.clear();
  }
}

function own(directory: string): Mapping | undefined {
  const configured = CONFIGS.flatMap((name) => ofConfig(path.join(directory, name)) ?? []);
  const named = ofManifest(directory);
  return configured.length + named.length > 0 ? { paths: [...configured, ...named] } : undefined;
}

/** `"_moduleAliases": { "@lib": "src/lib" }`, as the package module-alias reads it. */
function ofManifest(directory: string): Mapping['paths'] {
  return Object.entries(readManifest(directory)?._moduleAliases ?? {}).flatMap(([name, target]) => {
    const to = path.resolve(directory, target);
    return [
      [name, [to]],
      [`${name}/*`, [path.join(to, '*')]],
    ] satisfies Mapping['paths'];
  });
}

function ofConfig(file: string): Mapping['paths'] | undefined {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch {
    return undefined; // No such file here: the next folder up is asked.
  }
  try {
    const { compilerOptions = {} } = JSON.parse(withoutComments(text)) as {
      compilerOptions?: { baseUrl?: string; paths?: Record<string, string[]> };
    };
    const base = path.resolve(path.dirname(file), compilerOptions.baseUrl ?? '.');
    const paths = Object.entries(compilerOptions.paths ?? {}).map(([pattern, targets]): Mapping['paths'][number] => [
      pattern,
      targets.map((target) => path.resolve(base, target)),
    ]);
    return compilerOptions.baseUrl === undefined ? paths : [...paths, ['*', [path.join(base, '*')]]];
  } catch {
    return undefined; // A file that does not parse names no alias.
  }
}

/** JSON with comments and trailing commas, as plain JSON; strings keep what looks like a comment. */
function withoutComments(text: string): string {
  return text
    .replaceAll(/("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[^]*?\*\//g, (_, string: string | undefined) => string ?? '')
    .replaceAll(/("(?:\\.|[^"\\])*")|,(?=\s*[}\]])/g, (_, string: string | undefined) => string ?? '');
}
