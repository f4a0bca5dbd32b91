import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { countTests } from '../count-tests.js';
import { nodeFolder, nodeIn } from './node-binaries.js';

const root = path.resolve(import.meta.dirname, '../..');

/** What `npm test` runs in short and verify in full, each as a part of its own. */
const LONG = {
  accuracy: { args: ['test/runtime/accuracy.test.ts'], env: { UNBLOCKED_ACCURACY: 'full' } },
  cycles: { args: ['test/runtime/cycles.test.ts'], env: { CYCLES: '1000' }, shares: true },
  soak: { args: ['test/runtime/soak.test.ts'], env: { SOAK_SAMPLES: '100000' }, shares: true },
};

/**
 * The parts of verify, by name: arguments of Vitest, and what is set in its environment. Those that share judge no times,
 * so they run side by side.
 */
export const PARTS = {
  tests: { args: Object.values(LONG).flatMap(({ args }) => ['--exclude', ...args]) },
  ...LONG,
  installed: { args: ['--config', 'test/verify/vitest.config.ts'], shares: true },
};

/** Runs Vitest on one Node; gives what it printed, where it is not printed at once. */
async function runVitest(major, { args, env, shares }, report) {
  const bin = nodeFolder(major);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const child = spawn(nodeIn(bin), ['node_modules/vitest/vitest.mjs', 'run', ...args, ...reporters], {
    cwd: root,
    env: { ...process.env, ...env, PATH: `${bin}${path.delimiter}${process.env.PATH}` },
    stdio: ['ignore', shares ? 'pipe' : 'inherit', shares ? 'pipe' : 'inherit'],
  });
  const closed = once(child, 'close');
  const printed = shares ? await Promise.all([text(child.stdout), text(child.stderr)]) : [];
  await closed;
  return printed.join('');
}

/** Runs one part on one Node; gives its row of the table, and the figures that its tests tell. */
async function runPart(major, name) {
  const folder = mkdtempSync(path.join(tmpdir(), 'unblocked-verify-'));
  const report = path.join(folder, 'report.json');
  const title = `\n== ${name} on Node ${major}`;
  console.log(PARTS[name].shares ? `${title}: begins` : title);
  const start = performance.now();
  const printed = await runVitest(major, PARTS[name], report);
  const seconds = Math.round((performance.now() - start) / 1000);
  if (printed !== '') console.log(`${title}\n${printed}`);
  const { passed, failed, skipped, figures } = existsSync(report)
    ? countTests(report)
    : { passed: 0, failed: 1, skipped: 0, figures: [] };
  rmSync(folder, { recursive: true });
  return { row: { node: major, part: name, passed, failed, skipped, seconds }, figures };
}

/** Runs these parts on one Node: first those that measure times, one by one, then the others together. */
export async function runParts(major, names) {
  const results = [];
  for (const name of names.filter((each) => !PARTS[each].shares)) results.push(await runPart(major, name));
  const sharing = names.filter((each) => PARTS[each].shares);
  return [...results, ...(await Promise.all(sharing.map((name) => runPart(major, name))))];
}
