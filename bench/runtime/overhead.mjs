// What watching costs: CPU time per request, CPU of an idle service, memory, against nothing and against its peers.
// The service runs in production (NODE_ENV), where a stall is one of 100 ms.
// node bench/runtime/overhead.mjs [--node <path>]... [--rounds 5] [--load 1500] [--modes nothing,watching]
// The peers are installed apart: npm install --prefix bench/runtime. Runs alternate; the output is Markdown.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { measuredRun } from './measured-run.mjs';

const { values } = parseArgs({
  options: {
    node: { type: 'string', multiple: true, default: [process.execPath] },
    rounds: { type: 'string', default: '5' },
    load: { type: 'string', default: '1500' },
    modes: { type: 'string' },
  },
});

const watched = { UNBLOCKED_FORMAT: 'silent', UNBLOCKED_LOG: 'off' };
const own = (env) => ({
  preload: new URL('../../dist/runtime/register.js', import.meta.url).href,
  env: { ...watched, ...env },
});
const peer = (name, file) => ({ peer: name, preload: new URL(`peers/${file}.mjs`, import.meta.url).href });
const MODES = {
  nothing: {},
  watching: own({ UNBLOCKED_CONTEXT: 'off' }),
  'watching with context': own({ UNBLOCKED_CONTEXT: 'on' }),
  'watching with profiler': own({ UNBLOCKED_CONTEXT: 'off', UNBLOCKED_PROFILER: 'on' }),
  'watching with origin': own({ UNBLOCKED_CONTEXT: 'off', UNBLOCKED_ORIGIN: 'on' }),
  'blocked-at': peer('blocked-at', 'blocked-at'),
  'Sentry without a detector': peer('@sentry/node', 'sentry'),
  'Sentry ANR': peer('@sentry/node', 'sentry-anr'),
  'Sentry event loop block': peer('@sentry/node-native', 'sentry-event-loop-block'),
};

function count(name) {
  const value = Number(values[name]);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`--${name} is ${JSON.stringify(values[name])}; accepted is a whole number above 0.`);
}

/** The modes asked for, without the peers that are not installed, which is said. */
function chosenModes() {
  const names = values.modes?.split(',').map((name) => name.trim()) ?? Object.keys(MODES);
  const unknown = names.find((name) => !(name in MODES));
  if (unknown !== undefined)
    throw new Error(`--modes has ${JSON.stringify(unknown)}; accepted are ${Object.keys(MODES).join(', ')}.`);
  const require = createRequire(import.meta.url);
  return [...new Set(['nothing', ...names])].filter((name) => {
    const { peer: needed } = MODES[name];
    try {
      if (needed !== undefined) require.resolve(needed);
      return true;
    } catch {
      console.error(`${name} is left out: npm install --prefix bench/runtime.`);
      return false;
    }
  });
}

const sorted = (numbers) => numbers.toSorted((a, b) => a - b);
const median = (numbers) => sorted(numbers)[Math.floor(numbers.length / 2)];
const spread = (numbers, digits) =>
  `${Math.min(...numbers).toFixed(digits)} to ${Math.max(...numbers).toFixed(digits)}`;

/** The runs of each mode, in alternating order; a mode that does not run is left out, which is said. */
async function runsOf(node, modes, rounds, loadMs) {
  const runs = new Map(modes.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const order = [...runs.keys()];
    for (const name of [...order.slice(round % order.length), ...order.slice(0, round % order.length)]) {
      try {
        runs.get(name).push(await measuredRun(node, MODES[name], loadMs));
      } catch (error) {
        if (name === 'nothing') throw error;
        console.error(
          `${name} is left out: ${error.message.split('\n').find((line) => /Error/.test(line)) ?? error.message}`,
        );
        runs.delete(name);
      }
    }
  }
  return runs;
}

/** One row: medians, and the spread over the rounds of what each run had more than `nothing` in the same round. */
function row(name, runs, base) {
  const of = (key) => runs.map((run) => run[key]);
  const ratios = (key) => runs.map((run, round) => run[key] / base[round][key]);
  const more = runs.map(({ memory }, round) => memory - base[round].memory);
  const cells = ['plain', 'promises'].flatMap((key) => [
    `${median(of(key)).toFixed(0)} µs`,
    name === 'nothing' ? '1' : `${median(ratios(key)).toFixed(3)} (${spread(ratios(key), 2)})`,
  ]);
  const idle = `${median(of('idle')).toFixed(2)} % (${spread(of('idle'), 2)})`;
  const memory =
    name === 'nothing'
      ? `${median(of('memory')).toFixed(0)} MB`
      : `+${median(more).toFixed(1)} MB (${spread(more, 1)})`;
  return `| ${[name, ...cells, idle, memory].join(' | ')} |`;
}

const [rounds, loadMs, modes] = [count('rounds'), count('load'), chosenModes()];
for (const node of values.node) {
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  const runs = await runsOf(node, modes, rounds, loadMs);
  console.log(`\n| Node ${version} | plain | ratio | promises | ratio | idle CPU | memory |`);
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  for (const [name, list] of runs) console.log(row(name, list, runs.get('nothing')));
}
