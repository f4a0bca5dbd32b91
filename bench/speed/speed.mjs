// What the static half costs on a real repository: `node bench/speed/speed.mjs <repository> [rounds] [folders...]`.
// CPU time of all threads, in alternating runs; the median and the range of each. Runs the built package (`npm run build`).
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const [repository, roundsText = '5', ...folders] = process.argv.slice(2);
if (repository === undefined || !/^[1-9]\d*$/.test(roundsText)) {
  console.error('Usage: node bench/speed/speed.mjs <repository> [rounds, 5] [folders, all]');
  process.exit(2);
}
const rounds = Number(roundsText);
const work = mkdtempSync(path.join(tmpdir(), 'unblocked-bench-'));
const cache = path.join(work, 'cache');
const cpuFile = path.join(work, 'cpu');
const cli = path.join(here, '../../dist/cli/main.js');
const eslint = path.join(path.dirname(createRequire(import.meta.url).resolve('eslint/package.json')), 'bin/eslint.js');
const config = path.join(here, 'eslint.config.mjs');
const paths = folders.length > 0 ? folders : ['.'];

/** CPU milliseconds of one process, all its threads included. */
function run(args, env = {}) {
  const preload = pathToFileURL(path.join(here, 'cpu-time.mjs')).href;
  const { status, stderr } = spawnSync(process.execPath, ['--import', preload, ...args], {
    cwd: repository,
    env: { ...process.env, BENCH_CPU: cpuFile, BENCH_CACHE: '', ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (status !== 0 && status !== 1) throw new Error(`${args.join(' ')} ended with ${status}:\n${stderr}`);
  return Number(readFileSync(cpuFile, 'utf8'));
}

const lint = (files, env, ...more) => run([eslint, '--no-config-lookup', '-c', config, ...more, ...files], env);
const forget = () => rmSync(cache, { recursive: true, force: true });
const withPlugin = { BENCH_WITH: 'unblocked', BENCH_CACHE: cache };
const three = threeFiles();

const WAYS = {
  ESLint: () => lint(paths, {}),
  'ESLint, n/no-sync (JavaScript only)': () => lint(paths, { BENCH_WITH: 'no-sync' }),
  'ESLint, unblocked, cold': () => (forget(), lint(paths, withPlugin)),
  'ESLint, unblocked, warm': () => lint(paths, withPlugin),
  'ESLint, 2 workers': () => lint(paths, {}, '--concurrency', '2'),
  'ESLint, unblocked, cold, 2 workers': () => (forget(), lint(paths, withPlugin, '--concurrency', '2')),
  'ESLint, 3 files': () => lint(three, {}),
  'ESLint, unblocked, warm, 3 files': () => lint(three, withPlugin),
  'unblocked lint, cold': () => run([cli, 'lint', '--no-cache', '--quiet', ...paths]),
};

function threeFiles() {
  const found = [];
  const walk = (directory) => {
    for (const entry of readdirSync(path.join(repository, directory), { withFileTypes: true })) {
      if (found.length === 3 || entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const each = path.join(directory, entry.name);
      if (entry.isDirectory()) walk(each);
      else if (/(?<!\.d)\.[jt]s$/.test(entry.name) && statSync(path.join(repository, each)).size > 1000)
        found.push(each);
    }
  };
  for (const folder of paths) walk(folder);
  return found;
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const times = Object.fromEntries(Object.keys(WAYS).map((name) => [name, []]));
try {
  for (let round = 0; round < rounds; round++)
    for (const [name, measure] of Object.entries(WAYS)) times[name].push(measure());
} finally {
  rmSync(work, { recursive: true });
}

console.log(`${path.basename(repository)}, Node ${process.version}, ${rounds} rounds, CPU time\n`);
console.log('| run | median | least | most | against ESLint alone |\n| --- | ---: | ---: | ---: | ---: |');
const baseOf = (name) =>
  times[name.includes('3 files') ? 'ESLint, 3 files' : name.includes('2 workers') ? 'ESLint, 2 workers' : 'ESLint'];
for (const [name, values] of Object.entries(times)) {
  const base = median(baseOf(name));
  const own = median(values);
  const seconds = (value) => `${(value / 1000).toFixed(2)} s`;
  const against = own < base ? `${(base / own).toFixed(1)} times faster` : `+${((own / base - 1) * 100).toFixed(1)} %`;
  console.log(
    `| ${name} | ${seconds(own)} | ${seconds(Math.min(...values))} | ${seconds(Math.max(...values))} | ${against} |`,
  );
}
