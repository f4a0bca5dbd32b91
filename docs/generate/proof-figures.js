// docs/proof.md's figures: how many entries of the catalog have a row in fixtures/prove that runs, and why not the others.
import { groups } from '../../fixtures/prove/rows/index.mjs';
import { unavailable, unproven } from '../../fixtures/prove/unproven.mjs';
import { importBuilt } from './built.js';
import { between, table } from './markdown.js';

/** Renders docs/proof.md: its own text, with the figures and the reasons between their markers. */
export async function renderProofFigures(document) {
  const { catalog } = await importBuilt('rules/catalog/index.js');
  const entries = catalog.flatMap(entriesOf);
  const figures = between(document, 'figures', figuresTable(entries));
  return between(figures, 'reasons', reasonsTable(entries.filter(({ reason }) => reason !== undefined)));
}

function entriesOf({ module, calls, nonBlocking = [] }) {
  const own = groups.filter((group) => group.module === module);
  const reasonFor = (member) => own.find(({ without = {} }) => member in without)?.without[member] ?? unproven[module];
  const hasRow = (member) => own.some(({ rows }) => member in rows);
  const describe =
    (blocks) =>
    ({ member }) => ({
      module,
      member,
      blocks,
      ofNode: module === 'global' || module.startsWith('node:'),
      reason: unavailable[module] ?? (hasRow(member) ? undefined : (reasonFor(member) ?? 'has no row yet')),
    });
  return [...calls.map(describe(true)), ...nonBlocking.map(describe(false))];
}

function figuresTable(entries) {
  const count = (ofNode, blocks) => {
    const chosen = entries.filter((entry) => entry.ofNode === ofNode && entry.blocks === blocks);
    return `${chosen.filter(({ reason }) => reason === undefined).length} of ${chosen.length}`;
  };
  return table(
    ['entries whose row runs', 'blocking calls', 'non-findings'],
    [
      ["Node's own modules", count(true, true), count(true, false)],
      ['packages', count(false, true), count(false, false)],
    ],
  );
}

function reasonsTable(entries) {
  const membersOf = new Map();
  for (const { module, member, reason } of entries) {
    const key = `${module}\n${reason}`;
    membersOf.set(key, [...(membersOf.get(key) ?? []), `\`${member}\``]);
  }
  const rows = [...membersOf].sort().map(([key, members]) => {
    const [module, reason] = key.split('\n');
    return [module, members.join(', '), reason];
  });
  return table(['module', 'not proven', 'because'], rows);
}
