import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Flags without which Node hides some of its modules; a version that does not know a flag runs without it. */
const experimental = ['--experimental-stream-iter', '--experimental-vfs'];

/** The member paths of each builtin module of the running Node, by module. */
export async function readBuiltins(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const flags = experimental.filter((flag) => process.allowedNodeEnvironmentFlags.has(flag));
  const script = fileURLToPath(new URL('builtin-inventory.js', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', ...flags, script], {
    maxBuffer: 64 * 1024 * 1024,
  });
  const inventory = JSON.parse(stdout) as Record<string, string[]>;
  return new Map(Object.entries(inventory).map(([module, paths]) => [module, new Set(paths)]));
}

/** Whether the running Node is `version` or newer. */
export function isAtLeast(version: string): boolean {
  const wanted = version.split('.').map(Number);
  const running = process.versions.node.split('.').map(Number);
  for (const [index, part] of wanted.entries()) {
    const difference = (running[index] ?? 0) - part;
    if (difference !== 0) return difference > 0;
  }
  return true;
}
