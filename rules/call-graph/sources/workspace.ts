import path from 'node:path';
import { readManifest } from './root.ts';

/** The workspace's own packages: names to folders, found beside the source files. */
export function workspacePackages(root: string, files: readonly string[]): ReadonlyMap<string, string> {
  const packages = new Map<string, string>();
  const seen = new Set<string>();
  for (const file of files) {
    for (
      let directory = path.dirname(file);
      directory.startsWith(root) && !seen.has(directory);
      directory = path.dirname(directory)
    ) {
      seen.add(directory);
      const { name, dependencies = {} } = readManifest(directory) ?? {};
      // An example that bears the name of what it shows depends on that one.
      if (name !== undefined && !Object.hasOwn(dependencies, name) && !packages.has(name))
        packages.set(name, directory);
    }
  }
  return packages;
}
