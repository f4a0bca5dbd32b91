import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { between, table } from './markdown.js';

const folder = new URL('../../bench/results/', import.meta.url);
const NONE = 'Not measured on this version yet: [bench/](bench/README.md) has the scripts.';

/** Renders README.md: its own text, with the tables of bench/results between the marks of `cost`. */
export async function renderCostTables(readme) {
  const names = existsSync(folder) ? await readdir(folder) : [];
  const files = names.filter((name) => name.endsWith('.json')).sort();
  const tables = await Promise.all(files.map(costTable));
  return between(readme, 'cost', tables.length === 0 ? NONE : tables.join('\n\n'));
}

async function costTable(name) {
  const { title, columns, rows, note } = JSON.parse(await readFile(new URL(name, folder), 'utf8'));
  const isText = (value) => typeof value === 'string' && value !== '';
  const isLine = (value) => Array.isArray(value) && value.length === columns.length && value.every(isText);
  if (![title, note].every(isText) || !Array.isArray(columns) || !isLine(columns) || !rows?.every(isLine))
    throw new Error(`bench/results/${name} is no table of results; accepted: what bench/README.md describes.`);
  return [`**${title}**`, table(columns, rows), note].join('\n\n');
}
