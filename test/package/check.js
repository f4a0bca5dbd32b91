// Packs what is built, without building again, and has publint and attw look at the tarball: `npm run check:package`.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'unblocked-package-'));
const isWindows = process.platform === 'win32';

function run(command, ...args) {
  execFileSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell: isWindows });
}

try {
  run('npm', 'pack', '--silent', '--ignore-scripts', '--pack-destination', folder);
  const tarball = path.join(folder, readdirSync(folder)[0]);
  const bin = (name) => path.join(root, 'node_modules/.bin', name);
  run(bin('publint'), 'run', tarball, '--strict');
  run(bin('attw'), tarball, '--profile', 'esm-only', '--format', 'table-flipped');
} catch (error) {
  if (error.status === undefined) throw error;
  process.exitCode = error.status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
