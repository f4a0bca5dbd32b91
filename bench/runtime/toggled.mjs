// What watching costs, told apart from noise: one service that is watched and not watched by turns, so that all but the
// watching stays the same. node bench/runtime/toggled.mjs [--node <path>]... [--pairs 10] [--window 2000] [--context on|off]
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { cpuPerRequest, load, startService, tell } from './measured-run.mjs';

const { values } = parseArgs({
  options: {
    node: { type: 'string', multiple: true, default: [process.execPath] },
    pairs: { type: 'string', default: '10' },
    window: { type: 'string', default: '2000' },
    context: { type: 'string', default: 'off' },
  },
});

const PATHS = ['/plain', '/promises'];
/** Garbage collections are looked at for the first five seconds. */
const SETTLING_MS = 5500;
const AFTER_STOP_MS = 500;
const OPTIONS = { format: 'silent', log: false, context: values.context };

const sorted = (numbers) => numbers.toSorted((a, b) => a - b);
/** At a part of the sorted numbers: 0.5 is the median. */
const quantile = (numbers, part) => sorted(numbers)[Math.floor((numbers.length - 1) * part)];

async function measure(child, port, windowMs) {
  const costs = {};
  for (const path of PATHS) costs[path] = await cpuPerRequest(child, port, path, windowMs);
  return costs;
}

async function ratiosOf(node, pairs, windowMs) {
  const { child, port } = await startService(node, {});
  const ratios = new Map(PATHS.map((path) => [path, []]));
  try {
    for (const path of PATHS) await load(port, path, windowMs);
    for (let pair = 0; pair < pairs; pair += 1) {
      const before = await measure(child, port, windowMs);
      await tell(child, 'start', OPTIONS);
      for (const path of PATHS) await load(port, path, SETTLING_MS / PATHS.length);
      const watched = await measure(child, port, windowMs);
      await tell(child, 'stop');
      for (const path of PATHS) await load(port, path, AFTER_STOP_MS / PATHS.length);
      const after = await measure(child, port, windowMs);
      for (const path of PATHS) ratios.get(path).push(watched[path] / ((before[path] + after[path]) / 2));
    }
    return ratios;
  } finally {
    child.kill('SIGKILL');
  }
}

for (const node of values.node) {
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  for (const [path, list] of await ratiosOf(node, Number(values.pairs), Number(values.window))) {
    const [low, middle, high] = [0.25, 0.5, 0.75].map((part) => quantile(list, part).toFixed(3));
    console.log(`Node ${version} ${path}: ${middle} (half of ${list.length} between ${low} and ${high})`);
  }
}
