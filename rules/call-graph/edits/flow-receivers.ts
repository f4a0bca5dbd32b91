import type { LoadedFile } from '../values/loaded-file.ts';

/**
 * These files and those that what they pass to functions flows to, also by others: what any of them remembers may lean on what
 * the first ones hold.
 */
export function withReceivers(files: Iterable<LoadedFile>): ReadonlySet<LoadedFile> {
  const found = new Set(files);
  for (const { passed } of found) for (const { to } of passed) if (to.file.leansOnFlows) found.add(to.file);
  return found;
}
