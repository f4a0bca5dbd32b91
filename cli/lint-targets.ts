import fs from 'node:fs';
import path from 'node:path';
import type { CachedProject } from '../rules/call-graph/cached-project.ts';
import { findRoot } from '../rules/call-graph/sources/root.ts';
import { projectAt } from '../rules/utils/projects.ts';
import { UsageError } from './usage-error.ts';

/** The files of one project that were asked for. */
export interface Target {
  project: CachedProject;
  files: string[];
}

/** The projects that the given paths belong to, each with the files below those paths. */
export function lintTargets(paths: readonly string[], cwd: string, cache: boolean): Target[] {
  const byRoot = new Map<string, string[]>();
  for (const given of paths) {
    const full = path.resolve(cwd, given);
    const stat = fs.statSync(full, { throwIfNoEntry: false });
    if (!stat) throw new UsageError(`there is no file or folder "${given}"; accepted: existing files and folders.`);
    const real = fs.realpathSync(full);
    const root = findRoot(stat.isDirectory() ? real : path.dirname(real));
    byRoot.set(root, [...(byRoot.get(root) ?? []), real]);
  }
  const targets = [...byRoot].map(([root, wanted]) => {
    const project = projectAt(root, cache ? {} : { cache: false });
    return { project, files: filesBelow(project, wanted) };
  });
  // A check that looks at nothing must not pass.
  if (targets.every(({ files }) => files.length === 0))
    throw new UsageError(
      `there is no source file below ${paths.map((each) => `"${each}"`).join(', ')}; accepted: JavaScript and TypeScript that git does not ignore.`,
    );
  return targets;
}

function filesBelow(project: CachedProject, wanted: readonly string[]): string[] {
  const named = wanted.filter((each) => fs.statSync(each).isFile());
  const folders = wanted.filter((each) => !named.includes(each));
  const below = project.paths.filter((file) => folders.some((folder) => isBelow(file, folder)));
  return [...new Set([...named, ...below])].sort();
}

function isBelow(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return !relative.startsWith('..') && !path.isAbsolute(relative);
}
