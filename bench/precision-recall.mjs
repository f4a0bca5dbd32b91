// Scores the engine against labels that were given by reading real server repositories.
//
//   node bench/precision-recall.mjs --corpus <folder>                score; exit 1 below 95 % precision or 90 % recall
//   node bench/precision-recall.mjs --corpus <folder> --all          also list every finding that has no label
//   node bench/precision-recall.mjs --corpus <folder> --draw <seed>  print places to label: findings, then blocking calls
//
// <folder> holds one checkout per repository, at the commit that bench/labels/repositories.tsv names. A row of labels has
// the place, the verdict, the reason and the seed of its draw. The verdict comes from the source alone, and before the
// engine is asked: the file is opened and its callers are followed to a handler, or to start-up, a script or a test.
//
// Findings (labels/precision.tsv) are `true` where the call runs while a client, a message or a job waits and is not too
// light there to be noticed. They are drawn from what `recommended` reports, at most so many a repository (FINDINGS).
// Blocking calls (labels/recall.tsv) are `handler` where that is so whatever their weight, else `silent`. They are drawn from
// the folders of the server that labels/repositories.tsv names (CALLS): every call of the catalog, of any weight and whether
// or not a handler reaches it, together with those that a text search finds and the engine does not list; left out are
// tests, vendored or minified code, `require`, and folders of commands, scripts and migrations. A call is caught when a finding
// names it under the recommended options, `weight: 'cheap'` added: that option is what cheap calls need, and
// changes nothing for others.
//
// A draw leaves out what has a label of another draw, and shows the engine of its day: the labels stay, and findings that
// came later are counted as unlabelled. README.md tells of the seeds so far.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import unblocked from '../dist/rules/index.js';
import { LineIndex } from '../dist/rules/utils/line-index.js';
import { DEFAULT_OPTIONS } from '../dist/rules/utils/options.js';
import { projectAt } from '../dist/rules/utils/projects.js';
import { Reporter } from '../dist/rules/utils/reports.js';

/** How many places a draw takes at most: in all, from one repository, and of one repository's database kind. */
const FINDINGS = { size: 100, perRepository: 50, database: 8 };
const CALLS = { size: 220, perRepository: 24 };
const TEXT_SEARCH =
  /\b\w+Sync *\(|Atomics\.wait\(|\bdeasync\b|new AdmZip\(|new JSDOM\(|renderTo(?:String|StaticMarkup)\(|parseFromString/;
const TEST_FILE =
  /(?:^|\/)(?:tests?|__tests__|__mocks__|specs?|e2e|cypress|integration-tests)\/|\.(?:test|spec|e2e)\.\w+$/;
/** Code of a server's own folders that runs on a command line or once, by where it stands. */
const NO_SERVER =
  /(?:^|\/)(?:bin|cli|scripts?|migrations?|code-?gen|templates|create-[\w-]+|[\w-]+-cli)\/|(?:^|\/)bundle\.js$/;
const VENDORED = /(?:^|\/)(?:vendor|vendors|libraries|third_party)\/|\.min\.js$/;
const LABELS = new URL('labels/', import.meta.url);

const { values } = parseArgs({
  options: { corpus: { type: 'string' }, all: { type: 'boolean' }, draw: { type: 'string' } },
});
if (values.corpus === undefined) throw new Error('--corpus is missing; expected: the folder of the checkouts.');

const readRows = (name) =>
  fs
    .readFileSync(new URL(name, LABELS), 'utf8')
    .split('\n')
    .filter((row) => row !== '')
    .map((row) => row.split('\t'));

const repositories = readRows('repositories.tsv').map(([repository, commit, folders]) => ({
  repository,
  commit,
  folders: folders.split(' '),
}));
const kinds = Object.values(unblocked.rules).flatMap(({ meta }) => meta.docs?.kind ?? []);

/** A generator of numbers from 0 to 1 that gives the same row for the same seed (mulberry32). */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function shuffled(items, random) {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const at = Math.floor(random() * (last + 1));
    [result[last], result[at]] = [result[at], result[last]];
  }
  return result;
}

const readText = (file) => fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, '');

/** What the engine says of one repository: reports at frontiers, culprits of any weight, every blocking call. */
function survey(repository) {
  const folder = repository.slice(repository.indexOf('/') + 1);
  const root = fs.realpathSync(path.join(values.corpus, folder));
  const project = projectAt(root);
  const reporter = new Reporter(project, { mayKnow: () => false });
  const indexes = new Map();
  const indexOf = (file) => {
    if (!indexes.has(file)) indexes.set(file, new LineIndex(readText(file)));
    return indexes.get(file);
  };
  const shown = (file) => path.relative(root, file).replaceAll(path.sep, '/');
  const reports = new Map();
  const culprits = new Set();
  for (const file of project.paths) {
    const findings = project.findings(file);
    for (const kind of findings.length === 0 ? [] : kinds) {
      for (const report of reporter.reports(findings, kind, DEFAULT_OPTIONS, indexOf(file))) {
        const place = `${shown(file)}:${report.start.line}`;
        if (!reports.has(place)) reports.set(place, report);
      }
      for (const report of reporter.reports(findings, kind, { ...DEFAULT_OPTIONS, weight: 'cheap' }, indexOf(file)))
        for (const { file: place, line } of report.culprits)
          culprits.add(`${shown(path.resolve(root, place))}:${line}`);
    }
  }
  const sinks = () => {
    const places = new Map();
    for (const file of project.paths) {
      const name = shown(file);
      if (TEST_FILE.test(name) || VENDORED.test(name)) continue;
      for (const node of project.functions(file))
        for (const { site, entry, text } of node.sinks)
          if (entry.kind !== 'module-load' || node.index !== 0)
            places.set(`${name}:${indexOf(file).position(site.at).line}`, text);
      readText(file)
        .split('\n')
        .forEach((line, at) => {
          const place = `${name}:${at + 1}`;
          if (!places.has(place) && TEXT_SEARCH.test(line) && !/^\s*(?:\/\/|\*)/.test(line))
            places.set(place, `text: ${TEXT_SEARCH.exec(line)[0]}`);
        });
    }
    return places;
  };
  return { reports, culprits, sinks };
}

/** Rows of all repositories, at most so many of each, in the order of the places. */
function draw(pools, { size, perRepository }, random) {
  const drawn = pools.flatMap((rows) => shuffled(rows, random).slice(0, perRepository));
  return shuffled(drawn, random).slice(0, size).sort();
}

/** The findings of one repository that have no label. */
function findingsOf({ repository, commit, reports }, random) {
  const known = labelledBefore('precision.tsv', repository, commit);
  const entries = [...reports].filter(([place]) => !known.has(place)).sort(([a], [b]) => (a < b ? -1 : 1));
  const isDatabase = ([, { kind }]) => kind === 'database';
  const database = shuffled(entries.filter(isDatabase), random).slice(0, FINDINGS.database);
  return [...entries.filter((entry) => !isDatabase(entry)), ...database].map(
    ([place, { message }]) => `${repository}@${commit}:${place}\t${message}`,
  );
}

/** The blocking calls in the server of one repository that have no label. */
function callsOf({ repository, commit, folders, sinks }) {
  const known = labelledBefore('recall.tsv', repository, commit);
  return [...sinks()]
    .filter(([place, text]) => text !== 'require' && !known.has(place) && !NO_SERVER.test(place.replace(/:\d+$/, '')))
    .filter(([place]) => folders.some((folder) => place.startsWith(folder)))
    .map(([place, text]) => `${repository}@${commit}:${place}\t${text}`)
    .sort();
}

function labelsOf(name, repository, commit) {
  const prefix = `${repository}@${commit}:`;
  return readRows(name)
    .filter(([place]) => place.startsWith(prefix))
    .map(([place, verdict, reason, seed]) => ({ place: place.slice(prefix.length), verdict, reason, seed }));
}

/** The places of one repository that were labelled in another draw than the one that is asked for. */
const labelledBefore = (name, repository, commit) =>
  new Set(
    labelsOf(name, repository, commit)
      .filter(({ seed }) => seed !== values.draw)
      .map(({ place }) => place),
  );

const percent = (part, whole) =>
  whole === 0 ? 'none' : `${((100 * part) / whole).toFixed(1)} % (${part} of ${whole})`;

function score(surveys) {
  const sum = { a: [], handlers: [], silent: [] };
  const unlabelled = [];
  for (const { repository, commit, reports, culprits } of surveys) {
    const a = labelsOf('precision.tsv', repository, commit);
    const b = labelsOf('recall.tsv', repository, commit);
    const known = new Set(a.map(({ place }) => place));
    for (const label of a)
      sum.a.push({ ...label, repository, isRight: label.verdict === 'true', isReported: reports.has(label.place) });
    for (const label of b)
      sum[label.verdict === 'handler' ? 'handlers' : 'silent'].push({
        ...label,
        repository,
        isReported: culprits.has(label.place),
      });
    for (const [place, { message }] of reports)
      if (!known.has(place)) unlabelled.push(`${repository}:${place}  ${message}`);
  }
  return { ...sum, unlabelled };
}

function print({ a, handlers, silent, unlabelled }) {
  const list = (title, labels) => {
    if (labels.length === 0) return;
    console.log(`\n${title}`);
    for (const { repository, place, reason } of labels) console.log(`  ${repository}:${place}  ${reason}`);
  };
  const reported = a.filter((label) => label.isReported);
  const right = reported.filter((label) => label.isRight);
  const caught = handlers.filter((label) => label.isReported);
  const alarms = silent.filter((label) => label.isReported);
  console.log(`precision                 ${percent(right.length, reported.length)}`);
  console.log(`  labelled findings gone  ${a.length - reported.length}`);
  console.log(`recall                    ${percent(caught.length, handlers.length)}`);
  for (const seed of [...new Set(handlers.map((label) => label.seed))].sort()) {
    const isOfDraw = (label) => label.seed === seed;
    console.log(
      `  draw ${seed}           ${percent(caught.filter(isOfDraw).length, handlers.filter(isOfDraw).length)}`,
    );
  }
  console.log(`false alarms on silent    ${percent(alarms.length, silent.length)}`);
  console.log(`findings without a label  ${unlabelled.length}`);
  list(
    'False alarms',
    reported.filter((label) => !label.isRight),
  );
  list(
    'True findings that are gone',
    a.filter((label) => label.isRight && !label.isReported),
  );
  list(
    'Missed alarms',
    handlers.filter((label) => !label.isReported),
  );
  list('Reported, and should be silent', alarms);
  if (values.all) console.log(`\nFindings without a label\n${unlabelled.map((row) => `  ${row}`).join('\n')}`);
  const isGood = right.length >= 0.95 * reported.length && caught.length >= 0.9 * handlers.length;
  process.exitCode = isGood ? 0 : 1;
}

const surveys = repositories.map((each) => ({ ...each, ...survey(each.repository) }));
if (values.draw === undefined) print(score(surveys));
else {
  const random = seeded(Number(values.draw));
  const findings = surveys.map((each) => findingsOf(each, random));
  console.log(`${draw(findings, FINDINGS, random).join('\n')}\n`);
  console.log(draw(surveys.map(callsOf), CALLS, seeded(Number(values.draw))).join('\n'));
}
