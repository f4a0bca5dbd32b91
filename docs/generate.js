// Writes the generated documents: `node docs/generate.js`, after `npm run build`.
// With --check it writes nothing, names each file that is out of date and exits with 1.
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { renderBlockingCalls } from './generate/blocking-calls.js';
import { renderCostTables } from './generate/cost-tables.js';
import { renderFindingPicture, renderReadmeOutput, renderStallPicture } from './generate/readme-output.js';
import { renderProofFigures } from './generate/proof-figures.js';
import { renderRecordFields } from './generate/record-fields.js';
import { renderRulesTable } from './generate/rules-table.js';

/**
 * Each document: its path from the root, and a function that gives its new text from its present one (`undefined`
 * where there is no such file). A document with `partOf: true` is a hand-written file with generated parts: it is
 * left alone where it does not exist.
 */
const documents = [
  { path: 'docs/blocking-calls.md', render: renderBlockingCalls },
  { path: 'docs/proof.md', render: renderProofFigures, partOf: true },
  { path: 'docs/runtime.md', render: renderRecordFields, partOf: true },
  { path: 'README.md', render: renderRulesTable, partOf: true },
  { path: 'docs/images/finding.svg', render: renderFindingPicture },
  { path: 'docs/images/stall.svg', render: renderStallPicture },
  { path: 'README.md', render: renderReadmeOutput, partOf: true },
  { path: 'README.md', render: renderCostTables, partOf: true },
];

const check = process.argv.includes('--check');
const stale = [];

for (const { path, render, partOf = false } of documents) {
  const file = new URL(`../${path}`, import.meta.url);
  const present = existsSync(file) ? await readFile(file, 'utf8') : undefined;
  if (partOf && present === undefined) continue;
  const text = await render(present);
  if (text === present) continue;
  stale.push(path);
  if (!check) await writeFile(file, text);
}

if (check && stale.length > 0) {
  for (const path of stale) console.error(`${path} is out of date: run \`npm run docs\`.`);
  process.exitCode = 1;
} else if (!check) {
  for (const path of stale) console.log(`${path} written.`);
}
