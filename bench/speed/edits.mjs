// What an edit of one file costs beyond ESLint in a process that lives on, as an editor's does:
// `node bench/speed/edits.mjs <repository> [files, 60] [seed, 1]`. Milliseconds of wall time until the findings of the file are
// there again: the median of all files that matter to the engine, of those drawn, and what nine of ten stay below. Runs the
// built package (`npm run build`); writes nothing, since an editor's text is not on the disk.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { catalog } from '../../dist/rules/catalog/index.js';
import { Project } from '../../dist/rules/call-graph/project.js';
import { frameworks } from '../../dist/rules/handlers/index.js';
import { isSuperLinear } from '../../dist/rules/utils/regex.js';

const [repository, filesText = '60', seedText = '1'] = process.argv.slice(2);
if (repository === undefined || !/^[1-9]\d*$/.test(filesText) || !/^\d+$/.test(seedText)) {
  console.error('Usage: node bench/speed/edits.mjs <repository> [files, 60] [seed, 1]');
  process.exit(2);
}

const STATEMENT = /^\s+(?:const|let) \w+ = .*;$/;
const EDITS = {
  'a comment above all': (lines) => ['// a comment', ...lines],
  'a call in a body': (lines) =>
    lines.toSpliced(
      lines.findIndex((line) => STATEMENT.test(line)),
      0,
      'console.log(1);',
    ),
  'a new function': (lines) => [...lines, 'async function added() { return Math.max(1, other()); }'],
  'a new export': (lines) => [...lines, 'export const added = () => 1;'],
};

let state = Number(seedText);
const random = (below) => {
  state = (state * 1103515245 + 12345) & 0x7fffffff;
  return state % below;
};

const project = new Project({ root: path.resolve(repository), catalog, frameworks, isSuperLinear });
project.everything();
const candidates = project.paths.filter(
  (file) =>
    project.matters(file) &&
    readFileSync(file, 'utf8')
      .split('\n')
      .some((line) => STATEMENT.test(line)),
);
const times = Object.fromEntries(Object.keys(EDITS).map((name) => [name, []]));
for (let drawn = 0; drawn < Number(filesText); drawn++) {
  const file = candidates[random(candidates.length)];
  const text = readFileSync(file, 'utf8');
  for (const [name, edit] of Object.entries(EDITS)) {
    // Twice: what is asked for a second time is being edited.
    for (let time = 0; time < 2; time++) project.findings(file, text);
    const edited = edit(text.split('\n')).join('\n');
    const start = performance.now();
    project.findings(file, edited);
    times[name].push(performance.now() - start);
  }
}

console.log(
  `${path.basename(path.resolve(repository))}, Node ${process.version}, ${filesText} files of ${candidates.length}, wall time\n`,
);
console.log('| edit | median | nine of ten below |\n| --- | ---: | ---: |');
for (const [name, all] of Object.entries(times)) {
  const sorted = all.toSorted((a, b) => a - b);
  const at = (share) => `${sorted[Math.floor(sorted.length * share)].toFixed(1)} ms`;
  console.log(`| ${name} | ${at(0.5)} | ${at(0.9)} |`);
}
