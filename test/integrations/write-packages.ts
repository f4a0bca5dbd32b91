import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root } from '../runtime/scenario.ts';

/** Writes small packages, by the paths of their files, and the package itself into `node_modules` of a folder. */
export async function writePackages(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    const full = join(folder, 'node_modules', file);
    await mkdir(dirname(full), { recursive: true });
    await writeFile(full, text);
  }
  await symlink(root, join(folder, 'node_modules/unblocked'));
}
