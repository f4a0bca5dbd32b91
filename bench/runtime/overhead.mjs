// CPU time per request with and without the watchdog: node bench/runtime/overhead.mjs [rounds]. Alternating runs, medians.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROUNDS = Number(process.argv[2] ?? 7);
const register = new URL('../../dist/runtime/register.js', import.meta.url).href;
const service = fileURLToPath(new URL('service.mjs', import.meta.url));
const watched = { UNBLOCKED_FORMAT: 'silent', UNBLOCKED_LOG: 'off' };
const modes = {
  nothing: undefined,
  watching: { ...watched, UNBLOCKED_CONTEXT: 'off' },
  'watching without spans': { ...watched, UNBLOCKED_CONTEXT: 'off', UNBLOCKED_SPANS: 'off' },
  'with context': { ...watched, UNBLOCKED_CONTEXT: 'on' },
  'with profiler': { ...watched, UNBLOCKED_CONTEXT: 'off', UNBLOCKED_PROFILER: 'on' },
  'with origin': { ...watched, UNBLOCKED_CONTEXT: 'off', UNBLOCKED_ORIGIN: 'on' },
};

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
for (const [kind, count] of [
  ['plain', 12_000],
  ['promises', 3000],
]) {
  const times = new Map(Object.keys(modes).map((mode) => [mode, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [mode, env] of Object.entries(modes)) {
      const preload = env === undefined ? [] : ['--import', register];
      const text = execFileSync(process.execPath, [...preload, service, kind, String(count)], {
        env: { ...process.env, ...env },
      });
      times.get(mode).push(Number(text));
    }
  }
  const base = median(times.get('nothing'));
  for (const [mode, list] of times) {
    const sorted = list.toSorted((a, b) => a - b);
    const spread = `${sorted[0].toFixed(1)} to ${sorted.at(-1).toFixed(1)}`;
    console.log(
      `${process.version} ${kind.padEnd(8)} ${mode.padEnd(22)} ${median(list).toFixed(1)} us (${spread})  ${(median(list) / base).toFixed(3)}`,
    );
  }
}
