// Runs every test, and what needs the registry, on every Node that is supported: `npm run verify [majors]`.
// A Node that is not the present one comes from npm, into .nodes/, and stays there.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { countTests } from './count-tests.js';

const root = path.resolve(import.meta.dirname, '..');
const nodes = path.join(root, '.nodes');
const SUPPORTED = ['20', '22', '24', '26'];

// The long forms of what `npm test` runs in short: start/stall/stop cycles, 100,000 samples, all scenarios at 50, 200 and 1000 ms.
const LONG = { CYCLES: '1000', SOAK_ROUNDS: '4000', UNBLOCKED_ACCURACY: 'full' };

const suites = [
  { name: 'npm test', args: [] },
  { name: 'test/verify', args: ['--config', 'test/verify/vitest.config.ts'] },
];

/** The npm package that holds Node for this platform. */
function packageName() {
  const { platform, arch } = process;
  const prefix = platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node';
  return [prefix, platform === 'win32' ? 'win' : platform, arch].join('-');
}

/** The folder that holds the `node` of a major version; fetched where it is missing. */
function nodeFolder(major) {
  if (process.versions.node.startsWith(`${major}.`)) return path.dirname(process.execPath);
  const folder = path.join(nodes, `v${major}`);
  const bin = path.join(folder, 'bin');
  if (existsSync(bin)) return bin;
  console.log(`Fetching ${packageName()}@${major} into .nodes/`);
  const unpacked = path.join(nodes, `new-${major}`);
  mkdirSync(unpacked, { recursive: true });
  const npm = ['pack', '--silent', '--pack-destination', unpacked, `${packageName()}@${major}`];
  execFileSync('npm', npm, { cwd: nodes, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
  const [tarball] = readdirSync(unpacked).filter((name) => name.endsWith('.tgz'));
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-xzf', path.join(unpacked, tarball), '-C', folder, '--strip-components=1', 'package/bin']);
  rmSync(unpacked, { recursive: true });
  return bin;
}

/** Runs one suite on one Node; gives its row of the table. */
function runSuite(major, { name, args }) {
  const bin = nodeFolder(major);
  const env = { ...process.env, ...LONG, PATH: `${bin}${path.delimiter}${process.env.PATH}` };
  const node = path.join(bin, process.platform === 'win32' ? 'node.exe' : 'node');
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  const report = path.join(nodes, `report-${process.pid}.json`);
  console.log(`\n== ${name} on Node ${version}`);
  const start = performance.now();
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', ...args];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  spawnSync(node, [...vitest, ...reporters], { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
  const seconds = Math.round((performance.now() - start) / 1000);
  const counts = existsSync(report) ? countTests(report) : { passed: 0, failed: 1 };
  rmSync(report, { force: true });
  return { node: version, suite: name, ...counts, seconds };
}

const majors = process.argv.length > 2 ? process.argv.slice(2) : SUPPORTED;
const unknown = majors.filter((major) => !SUPPORTED.includes(major));
if (unknown.length > 0) {
  console.error(`npm run verify knows no Node "${unknown.join(', ')}"; accepted: ${SUPPORTED.join(', ')}.`);
  process.exitCode = 2;
} else {
  mkdirSync(nodes, { recursive: true });
  execFileSync('npm', ['run', 'build'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  const rows = majors.flatMap((major) => suites.map((suite) => runSuite(major, suite)));
  console.table(rows);
  process.exitCode = rows.some(({ failed }) => failed > 0) ? 1 : 0;
}
