import { importBuilt, isBuilt } from './built.js';
import { table } from './markdown.js';

const packagesFile = 'rules/catalog/packages/index.js';

const introduction = `# Blocking calls

<!-- Generated from rules/catalog by docs/generate.js: edit there, then run \`npm run docs\`. -->

What the catalog knows: the calls that keep the event loop from turning while they run, and calls that look as if
they did and do not. Each kind of call is reported by the rule of its name.

| weight | what it means | reported in |
| --- | --- | --- |
| unbounded | it waits on something else: a subprocess, the network, a sleep, a lock, a user | \`recommended\`, \`strict\` |
| heavy | it grows with its input: whole files, trees, key derivation, compression, parsing, rendering | \`recommended\`, \`strict\` |
| cheap | one small system call, or work that is small for usual inputs | \`strict\`; in a loop, \`recommended\` too |

*Fake async* is a call that takes a callback or returns a promise and blocks all the same. *Cheap by its SQL* is what can be
read to take one row by a key, the greatest value of a column, or the schema.`;

/** Renders docs/blocking-calls.md from the catalog. */
export async function renderBlockingCalls() {
  const { catalog } = await importBuilt('rules/catalog/index.js');
  const { packages = [] } = isBuilt(packagesFile) ? await importBuilt(packagesFile) : {};
  const modules = [...new Set([...catalog, ...packages])];
  const ofNode = modules.filter(isOfNode);
  const others = modules.filter((module) => !isOfNode(module)).sort((a, b) => compare(a.module, b.module));
  const parts = [introduction, '## In figures', figures(ofNode, others), '## Node.js', ...ofNode.map(section)];
  if (others.length > 0) parts.push('## Packages', ...others.map(section));
  return `${parts.join('\n\n')}\n`;
}

function isOfNode({ module }) {
  return module === 'global' || module.startsWith('node:');
}

function compare(a, b) {
  return a < b ? -1 : Number(a > b);
}

function figures(ofNode, others) {
  const modules = [...ofNode, ...others];
  const calls = modules.flatMap(({ kind, calls }) => calls.map((call) => ({ kind, ...call })));
  const count = (weight, kind) => String(calls.filter((call) => call.weight === weight && call.kind === kind).length);
  const silent = modules.flatMap(({ nonBlocking = [] }) => nonBlocking).length;
  const kinds = [...new Set(calls.map(({ kind }) => kind))].sort(compare);
  const fake = calls.filter(({ fakeAsync }) => fakeAsync).length;
  return [
    `${ofNode.length} modules of Node.js and ${others.length} of other packages: ${calls.length} blocking calls, ` +
      `${fake} of them fake async, and ${silent} known non-findings.`,
    table(
      ['kind', 'unbounded', 'heavy', 'cheap'],
      kinds.map((kind) => [kind, count('unbounded', kind), count('heavy', kind), count('cheap', kind)]),
    ),
  ].join('\n\n');
}

function section(module) {
  const { aliases = [], includes = [], versions, calls, nonBlocking = [] } = module;
  const facts = [];
  if (versions !== undefined) facts.push(`Checked with ${code(versions)}.`);
  if (aliases.length > 0) facts.push(`Also ${aliases.map(code).join(', ')}.`);
  if (includes.length > 0) facts.push(`Has all of ${includes.map(code).join(', ')} too.`);
  const parts = [`### ${module.module === 'global' ? 'Globals' : module.module}`];
  if (facts.length > 0) parts.push(facts.join(' '));
  if (calls.length > 0) parts.push(callsTable(module));
  if (nonBlocking.length > 0) parts.push(nonBlockingTable(nonBlocking));
  return parts.join('\n\n');
}

function callsTable(module) {
  return table(
    ['call', 'kind', 'weight', 'it', 'use instead', 'since'],
    module.calls.map((call) => [
      [code(call.member), ...conditions(call)].join(', '),
      call.kind ?? module.kind,
      call.sql === undefined ? call.weight : `${call.weight}, or cheap by its SQL`,
      call.why ?? '',
      advice(call.useInstead),
      [call.since ?? '', call.removed === undefined ? '' : `until ${call.removed}`].filter(Boolean).join(' '),
    ]),
  );
}

function nonBlockingTable(calls) {
  return table(
    ['does not block', 'because it'],
    calls.map(({ member, why }) => [code(member), why]),
  );
}

function conditions({ fakeAsync = false, when = {} }) {
  const { callback, option, optionUnless, minArguments, maxArguments, largeInput, atLeast } = when;
  const text = [];
  if (callback !== undefined) text.push(callback ? 'with a callback' : 'without a callback');
  if (option !== undefined) text.push(`with ${setting(option)}`);
  if (optionUnless !== undefined) text.push(`without ${setting(optionUnless)}`);
  if (minArguments !== undefined) text.push(`with ${minArguments} arguments or more`);
  if (maxArguments !== undefined) text.push(`with ${maxArguments} arguments or fewer`);
  if (largeInput !== undefined)
    text.push(`on a request's body or a whole file${largeInput.smaller ? ` (else ${largeInput.smaller})` : ''}`);
  if (atLeast !== undefined) text.push(`from ${atLeast.value} in argument ${atLeast.at + 1}`);
  if (fakeAsync) text.push('*fake async*');
  return text;
}

function setting({ key, is }) {
  const values = [is].flat().map((each) => (typeof each === 'string' ? `'${each}'` : String(each)));
  return code(`{ ${key}: ${values.join(' | ')} }`);
}

/** Advice in words stays text; code to await is shown as code. */
function advice(useInstead) {
  return /^(?:await|for await) .*\)\S*$/.test(useInstead) ? code(useInstead) : useInstead;
}

function code(text) {
  return `\`${text}\``;
}
