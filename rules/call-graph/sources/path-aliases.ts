import fs from 'node:fs';
import path from 'node:path';
import { readManifest, type Manifest } from './root.ts';

interface Mapping {
  paths: [pattern: string, targets: string[]][];
}

const CONFIGS = ['tsconfig.json', 'jsconfig.json'];

const NUXT = {
  ...{ '~': ['app', '.'], '@': ['app', '.'], '~~': ['.'], '@@': ['.'] },
  ...{ '#shared': ['shared'], '#server': ['server'] },
};
/**
 * Aliases that a framework writes into a tsconfig.json of its own, which git ignores, or has in its bundler only:
 * https://svelte.dev/docs/kit/$lib, https://nuxt.com/docs/api/nuxt-config#alias, https://docs.meteor.com/packages/modules.html
 */
const BUILT_IN: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  '@sveltejs/kit': { $lib: ['src/lib'] },
  nuxt: NUXT,
  'nuxt-nightly': NUXT,
  'meteor-node-stubs': { '': ['.'] },
};

/**
 * Path aliases that the resolver does not read: those of a jsconfig.json, the `_moduleAliases` of a package.json, those
 * of a tsconfig.json by itself, for when what it extends cannot be found (a package that is not installed, a file that a
 * framework writes), and those that a framework has by itself.
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
  const named = ofManifest(directory, readManifest(directory) ?? {});
  return configured.length + named.length > 0 ? { paths: [...configured, ...named] } : undefined;
}

/** `"_moduleAliases": { "@lib": "src/lib" }`, as the package module-alias reads it; and those of the frameworks it depends on. */
function ofManifest(directory: string, manifest: Manifest): Mapping['paths'] {
  const { _moduleAliases: named = {}, dependencies, devDependencies } = manifest;
  const depended = { ...dependencies, ...devDependencies };
  const builtIn = Object.entries(BUILT_IN).flatMap(([name, aliases]) =>
    name in depended ? Object.entries(aliases) : [],
  );
  return [...Object.entries(named).map(([name, target]) => [name, [target]] as const), ...builtIn].flatMap(
    ([name, targets]) => {
      const to = targets.map((target) => path.resolve(directory, target));
      return [
        [name, to],
        [`${name}/*`, to.map((each) => path.join(each, '*'))],
      ] satisfies Mapping['paths'];
    },
  );
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
