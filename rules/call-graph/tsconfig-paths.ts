import fs from 'node:fs';
import path from 'node:path';

interface Mapping {
  /** Absolute folder that targets are relative to. */
  base: string;
  paths: [pattern: string, targets: string[]][];
}

/**
 * Path aliases of the nearest tsconfig.json by itself, for when what it extends cannot be found (a package that is not
 * installed): its own `paths` still say where aliases lead.
 */
export class TsconfigPaths {
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
      return targets.map((target) => path.resolve(mapping.base, target.replace('*', rest)));
    });
  }

  #mapping(directory: string): Mapping | undefined {
    let known = this.#mappings.get(directory);
    if (known === undefined) {
      const parent = path.dirname(directory);
      known =
        read(path.join(directory, 'tsconfig.json')) ?? (parent === directory ? null : (this.#mapping(parent) ?? null));
      this.#mappings.set(directory, known);
    }
    return known ?? undefined;
  }

  clear(): void {
    this.#mappings.clear();
  }
}

function read(file: string): Mapping | undefined {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch {
    return undefined; // No tsconfig.json here: the next folder up is asked.
  }
  try {
    const { compilerOptions = {} } = JSON.parse(withoutComments(text)) as {
      compilerOptions?: { baseUrl?: string; paths?: Record<string, string[]> };
    };
    const base = path.resolve(path.dirname(file), compilerOptions.baseUrl ?? '.');
    return { base, paths: Object.entries(compilerOptions.paths ?? {}) };
  } catch {
    return undefined; // A tsconfig.json that does not parse names no alias.
  }
}

/** JSON with comments and trailing commas, as plain JSON; strings keep what looks like a comment. */
function withoutComments(text: string): string {
  return text
    .replaceAll(/("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[^]*?\*\//g, (_, string: string | undefined) => string ?? '')
    .replaceAll(/("(?:\\.|[^"\\])*")|,(?=\s*[}\]])/g, (_, string: string | undefined) => string ?? '');
}
