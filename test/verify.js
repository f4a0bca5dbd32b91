// Everything that this package promises, on every Node that is supported: `npm run verify [majors] [parts]`.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { SUPPORTED } from './verify/node-binaries.js';
import { PARTS, runParts } from './verify/parts.js';

const parts = Object.keys(PARTS);

async function verify(majors, chosen) {
  const root = path.resolve(import.meta.dirname, '..');
  execFileSync('npm', ['run', 'build'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  const start = performance.now();
  const results = [];
  for (const major of majors) results.push(...(await runParts(major, chosen)));
  console.log();
  console.table(results.map(({ row }) => row));
  for (const { row, figures } of results)
    for (const figure of figures) console.log(`Node ${row.node}, ${row.part}: ${figure}`);
  const sum = (name) => results.reduce((total, { row }) => total + row[name], 0);
  const minutes = Math.round((performance.now() - start) / 60_000);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped in ${minutes} minutes`);
  process.exitCode = sum('failed') > 0 ? 1 : 0;
}

const given = process.argv.slice(2);
const unknown = given.filter((word) => !SUPPORTED.includes(word) && !parts.includes(word));
if (unknown.length > 0) {
  console.error(
    `npm run verify knows no "${unknown.join('", "')}"; accepted: majors of Node (${SUPPORTED.join(', ')}) and parts (${parts.join(', ')}).`,
  );
  process.exitCode = 2;
} else {
  const among = (all) => (given.some((word) => all.includes(word)) ? all.filter((word) => given.includes(word)) : all);
  await verify(among(SUPPORTED), among(parts));
}
