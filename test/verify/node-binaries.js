import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

/** The major versions of Node that are supported. */
export const SUPPORTED = ['20', '22', '24', '26'];

/** Where those that are not the present one are kept. */
const FOLDER = path.resolve(import.meta.dirname, '../../.nodes');

const isWindows = process.platform === 'win32';

/** The npm package that holds Node for this platform. */
function packageName() {
  const { platform, arch } = process;
  const prefix = platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node';
  return [prefix, isWindows ? 'win' : platform, arch].join('-');
}

function fetchNode(major, folder) {
  console.log(`Fetching ${packageName()}@${major} into .nodes/`);
  const unpacked = path.join(FOLDER, `new-${major}`);
  mkdirSync(unpacked, { recursive: true });
  const npm = ['pack', '--silent', '--pack-destination', unpacked, `${packageName()}@${major}`];
  execFileSync('npm', npm, { cwd: FOLDER, stdio: ['ignore', 'ignore', 'inherit'], shell: isWindows });
  const [tarball] = readdirSync(unpacked).filter((name) => name.endsWith('.tgz'));
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-xzf', path.join(unpacked, tarball), '-C', folder, '--strip-components=1', 'package/bin']);
  rmSync(unpacked, { recursive: true });
}

/** The folder that holds the `node` of a major version: the present one's, or one from npm, which is fetched once. */
export function nodeFolder(major) {
  if (process.versions.node.startsWith(`${major}.`)) return path.dirname(process.execPath);
  const folder = path.join(FOLDER, `v${major}`);
  const bin = path.join(folder, 'bin');
  if (!existsSync(bin)) fetchNode(major, folder);
  return bin;
}

/** The file of the `node` in such a folder. */
export const nodeIn = (folder) => path.join(folder, isWindows ? 'node.exe' : 'node');
