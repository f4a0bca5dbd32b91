import { importBuilt } from './built.js';
import { between, table } from './markdown.js';

/** Calls that a reader knows, by rule; those of the catalog are looked up there. */
const EXAMPLES = {
  'no-blocking-child-process': ['execSync', 'spawnSync'],
  'no-blocking-compression': ['gzipSync', 'AdmZip.prototype.toBuffer'],
  'no-blocking-compute': ['jimp', 'tiktoken', 'isolated-vm'],
  'no-blocking-crypto': ['scryptSync', 'pbkdf2Sync', 'bcryptjs'],
  'no-blocking-database': ['better-sqlite3', 'node:sqlite'],
  'no-blocking-fs': ['readFileSync', 'rmSync', 'fs-extra'],
  'no-blocking-http': ['sync-request', 'sync-fetch'],
  'no-blocking-module-load': ['require', 'import-fresh'],
  'no-blocking-parse': ['JSON.parse', 'xlsx', 'js-yaml'],
  'no-blocking-render': ['pug', 'sass', '@babel/core'],
  'no-blocking-wait': ['Atomics.wait', 'readline-sync', 'atomic-sleep'],
};
/** What the last rules report is no call. */
const OTHERS = {
  'no-blocking-regex': '`/(a+)+$/.test(req.query.q)`',
  'no-loop-starvation': '`while (true) {}`, `process.nextTick` of itself',
  'no-observed-stall': 'a line of `.unblocked/stalls.jsonl`',
};

/** Renders README.md: its own text, with the table of rules between its marks. */
export async function renderRulesTable(readme) {
  const { default: plugin } = await importBuilt('rules/index.js');
  const { catalog } = await importBuilt('rules/catalog/index.js');
  const rows = Object.entries(plugin.rules).map(([name, { meta }]) => [
    `[\`${name}\`](docs/rules/${name}.md)`,
    meta.docs.description.replace(/^(disallow|report) /, ''),
    OTHERS[name] ?? examplesOf(name, meta.docs.kind, catalog),
  ]);
  return between(readme, 'rules', table(['rule', 'reports', 'for instance'], rows));
}

function examplesOf(rule, kind, catalog) {
  const ofKind = catalog.flatMap((module) =>
    module.calls.filter((call) => (call.kind ?? module.kind) === kind).flatMap(({ member }) => [module.module, member]),
  );
  const known = new Set(ofKind);
  const shown = EXAMPLES[rule] ?? [];
  const unknown = shown.filter((example) => !known.has(example));
  if (shown.length === 0)
    throw new Error(`The table of rules has no example for ${rule}: name some in ${import.meta.filename}.`);
  if (unknown.length > 0)
    throw new Error(`The table of rules shows ${unknown.join(', ')} for ${rule}, which the catalog does not have.`);
  return shown.map((example) => `\`${example.replace('.prototype', '')}\``).join(', ');
}
