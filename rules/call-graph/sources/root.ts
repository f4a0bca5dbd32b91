import fs from 'node:fs';
import path from 'node:path';

/**
 * The folder whose files make one call graph: the nearest folder above that holds a repository or a workspace, else
 * the topmost one with a package.json, else `start` itself.
 */
export function findRoot(start: string): string {
  let packageRoot: string | undefined;
  for (let directory = start; ; directory = path.dirname(directory)) {
    if (
      ['.git', 'pnpm-workspace.yaml', 'lerna.json', 'nx.json', 'rush.json'].some((name) =>
        fs.existsSync(path.join(directory, name)),
      )
    )
      return directory;
    const manifest = readManifest(directory);
    if (manifest?.workspaces !== undefined) return directory;
    if (manifest) packageRoot = directory;
    if (path.dirname(directory) === directory) return packageRoot ?? start;
  }
}

/** What is read of a package.json. */
export interface Manifest {
  name?: string;
  main?: string;
  module?: string;
  source?: string;
  workspaces?: unknown;
  exports?: unknown;
  imports?: Record<string, unknown>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  /** What the package module-alias reads. */
  _moduleAliases?: Record<string, string>;
}

/** A folder's package.json; undefined where there is none or it does not parse. */
export function readManifest(directory: string): Manifest | undefined {
  try {
    return JSON.parse(fs.readFileSync(path.join(directory, 'package.json'), 'utf8')) as Manifest;
  } catch {
    return undefined; // A package.json that does not parse tells nothing.
  }
}
