import { afterEach, describe, expect, it } from 'vitest';
import type { CachedProject } from '../../rules/call-graph/cached-project.ts';
import type { Finding } from '../../rules/call-graph/search/findings.ts';
import { projectAt } from '../../rules/utils/projects.ts';
import { TemporaryProject } from './temporary-project.ts';

const STORE = `import fs from 'node:fs';
export class Store {
  constructor(folder) { this.folder = folder; }
  read(name) { return fs.readFileSync(name); }
}
const parts = [];
const missing = () => fs.readFileSync('missing');
export const add = (part) => parts.push(part);
export const all = () => parts.map((part) => part());
export const load = (sync) => {
  if (sync) return fs.readFileSync('a');
  return fs.promises.readFile('a');
};
`;
const APP = `import express from 'express';
import { log } from './log.js';
import { rows } from './rows.js';
import { Commands, on, onLast, run, runLast } from './hooks.js';
import fs from 'node:fs';
import { relay } from './relay.js';
import { Store, add, all, load, missing } from './store.js';
const app = express();
const store = new Store('a');
add(() => store.read('part'));
app.get('/missing', () => missing());
const quick = (id) => fs.promises.readFile(id);
const slow = (id) => fs.readFileSync(id);
const made = () => quick;
relay(made());
on('start', () => store.read('start'));
on('page', () => store.read('page'));
onLast(() => store.read('last'));
run('start');
const commands = new Commands();
const size = (list) => list.length;
app.get('/read', async (req, res) => {
  const text = store.read('a');
  res.send(text + size([1, 2]));
});
app.get('/all', (req, res) => res.send(all()));
app.get('/load', async (req, res) => res.send(await load(false)));
app.get('/rows', rows);
app.get('/hooks', async (req, res) => {
  await run('page');
  await runLast('a');
  res.send(await commands[req.params.name](req));
});
app.get('/plugin', async (req, res) => {
  await globalThis.plugins[req.params.name].renderPage(req);
  log('a page');
  res.end();
});
`;
const PLUGIN = `import fs from 'node:fs';
export class Plugin {
  async renderPage(request) { return fs.readFileSync(request.path); }
}
`;
const LOG = `import fs from 'node:fs';
export function log(text: string) {
  fs.appendFileSync('log', text);
}
`;
const HOOKS = `import fs from 'node:fs';
type Hook = (text: string) => void;
let last: Hook = () => {};
const kept: Record<string, Hook[]> = {};
export const onLast = (hook: Hook) => {
  last = hook;
};
export const runLast = (text: string) => last(text);
export const on = (name: string, hook: Hook) => {
  (kept[name] ||= []).push(hook);
};
export const run = (name: string) => {
  for (const hook of kept[name] ?? []) hook(name);
};
export class Commands {
  list() { return fs.readdirSync('a'); }
}
`;
const ROWS = `import Database from 'better-sqlite3';
import { columns, run } from './sql.js';
const db = new Database('rows.db');
const one = () => 'SELECT a FROM rows WHERE id = ?';
const named = db.prepare('SELECT b FROM rows WHERE name = ? LIMIT 1');
const of = (id) => db.prepare(one()).get(id);
export async function rows(request, reply) {
  reply.send([of(1), named.get('a'), run(db, 'SELECT ' + columns() + ' FROM rows')]);
}
`;
const SQL = `export const columns = () => 'c';
export const run = (db, text) => db.prepare(text).all();
`;
const RELAY = `import { add } from './store.js';
export const relay = (part) => add(part);
`;
const FILES = {
  'app.js': APP,
  'store.js': STORE,
  'plugin.js': PLUGIN,
  'log.ts': LOG,
  'rows.js': ROWS,
  'sql.js': SQL,
  'relay.js': RELAY,
  'hooks.ts': HOOKS,
};

let project: TemporaryProject;
afterEach(() => {
  project.remove();
});

function findingText({ file, site, state, chain, culprits }: Finding): string {
  const ends = culprits.map(
    (each) =>
      `${each.text} ${each.file}:${each.site.start} ${each.through.join(' > ')} ${each.loop} ${each.once} ${each.entry.weight}`,
  );
  return `${file}:${site.start}-${site.end} ${site.text} ${state} ${chain.join(' > ')}: ${ends.join(', ')}`;
}

const place = (text: string, by: string): [before: string, after: string] => [text, `${by}${text}`];

describe('after an edit, the findings are those of a new look at all files:', () => {
  it.each<[string, file: keyof typeof FILES, before: string, after: string]>([
    ['a comment above', 'app.js', ...place('import express', '// the application\n')],
    ['a call that leads nowhere', 'app.js', ...place('const text', 'console.log(req.url);\n  ')],
    ['a call that blocks', 'app.js', ...place('const text', 'store.read("b");\n  ')],
    ['the only call of a file that blocks', 'log.ts', "  fs.appendFileSync('log', text);\n", ''],
    ['a call that blocks no more', 'app.js', "const text = store.read('a');", "const text = '';"],
    ['a function above the others', 'app.js', ...place('const size', 'const first = () => 1;\n')],
    ['a list above the others', 'store.js', ...place('const parts', 'const others = [];\nothers.push(1);\n')],
    [
      'an object and a class above the others',
      'store.js',
      ...place('export class', 'class A { b() {} }\nconst c = { d() {} };\n'),
    ],
    [
      'a function that nothing calls',
      'app.js',
      ...place('const size', 'const first = async () => [1].map((n) => n);\n'),
    ],
    [
      'a function that nothing calls and that blocks',
      'app.js',
      ...place('const size', 'const a = async () => all();\n'),
    ],
    [
      'a function that nothing calls and that is passed on',
      'app.js',
      ...place('const size', 'add(() => load(true));\n'),
    ],
    ['a function that runs later', 'app.js', ...place('const size', 'setTimeout(() => load(true), 9);\n')],
    ['another name of a function of its own', 'app.js', 'size', 'sizeOf'],
    ['a function that is gone', 'app.js', 'const size = (list) => list.length;\n', ''],
    ['an argument that opens a branch', 'app.js', 'load(false)', 'load(true)'],
    ['an export that nobody imports', 'store.js', ...place('const parts', 'export const more = () => 1;\n')],
    ['an export that somebody imports and that was not there', 'store.js', 'const missing', 'export const missing'],
    ['a guard', 'app.js', ...place('const text', 'if (!req.user) return;\n  ')],
    ['what is put into a list elsewhere', 'app.js', "store.read('part')", "fs.promises.readFile('part')"],
    ['a subclass', 'app.js', ...place('const store', 'class Fast extends Store { read() { return 1; } }\n')],
    [
      'a variable that is passed on',
      'store.js',
      'const parts = [];',
      'let parts = [];\nparts = [() => fs.readdirSync("a")];',
    ],
    ['another call by name', 'app.js', 'renderPage(req)', 'renderText(req)'],
    ['one more call by name', 'app.js', ...place('res.send(text', 'await globalThis.plugins.a.renderPage(req);\n  ')],
    ['the method that is called by name', 'plugin.js', 'renderPage', 'drawPage'],
    ['what a function gives that is passed on', 'app.js', 'const made = () => quick', 'const made = () => slow'],
    ['what is passed on by what it is passed to', 'app.js', 'relay(made())', 'relay(slow)'],
    ['SQL that takes all rows', 'rows.js', ' WHERE id = ?', ''],
    ['SQL of a statement that takes all rows', 'rows.js', ' WHERE name = ? LIMIT 1', ''],
    ['SQL that is passed on and takes one row', 'rows.js', "' FROM rows')", "' FROM rows WHERE id = 1')"],
    ['a part of SQL of another file', 'sql.js', "'c'", "'count(*)'"],
    ['SQL that is not what is passed', 'sql.js', 'prepare(text)', "prepare('SELECT 1')"],
    ['a shared function that becomes async', 'store.js', 'const load = (sync)', 'const load = async (sync)'],
    ['the key of a callback that start-up code asks for', 'app.js', "run('page')", "run('start')"],
    ['a key that nobody has', 'app.js', "run('page')", "run('none')"],
    ['another key of a callback', 'app.js', "on('start'", "on('page'"],
    ['a callback that is kept no more', 'hooks.ts', 'last = hook;', "hook('a');"],
    ['a callback that is kept elsewhere', 'hooks.ts', 'last = hook;', 'kept.last = [hook];'],
    ['a computed name that is written out', 'app.js', '[req.params.name](req)', '.show(req)'],
    ['a method that start-up code calls too', 'app.js', ...place('const size', 'commands.list();\n')],
    ['an import', 'app.js', ...place('const app', "import net from 'node:net';\nnet.connect(1);\n")],
  ])('%s', (_, file, before, after) => {
    project = new TemporaryProject(FILES);
    const seen = (of: CachedProject) =>
      Object.keys(FILES).flatMap((each) => of.findings(project.path(each)).map(findingText));
    seen(project.project);
    const text = FILES[file];
    const edited = text.replaceAll(before, after);
    expect(edited).not.toBe(text);
    // Twice, with a look at the file as it was between: an editor goes back and forth.
    for (const next of [edited, text, edited]) {
      project.write(file, next);
      project.findings(file, next);
    }
    expect(seen(project.project)).toEqual(seen(projectAt(project.root, {}, 'another look')));
  });
});
