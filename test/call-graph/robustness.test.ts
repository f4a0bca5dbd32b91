import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { projectAt } from '../../rules/utils/projects.ts';
import { fixtureRules, fixturesRoot } from '../rules/fixture-case.ts';
import { TemporaryProject } from './temporary-project.ts';

let project: TemporaryProject | undefined;
afterEach(() => {
  project?.remove();
  project = undefined;
});

const HEAD = "import express from 'express';\nimport fs from 'node:fs';\nconst app = express();\n";

describe('the engine ends, and does not throw,', () => {
  const whole = projectAt(fixturesRoot, {}, 'halves');
  it.for(fixtureRules)('on the first half of every fixture of %s', { timeout: 240_000 }, (rule) => {
    const folder = path.join(fixturesRoot, rule, '/');
    for (const file of whole.paths.filter((each) => each.startsWith(folder))) {
      const text = fs.readFileSync(file, 'utf8');
      const half = text.slice(0, text.length / 2);
      expect(() => whole.findings(file, half)).not.toThrow();
    }
  });

  it('on a chain of 3,000 calls', () => {
    const links = Array.from({ length: 3000 }, (_, at) => `function f${at}() { return f${at + 1}(); }`).join('\n');
    const text = `${HEAD}app.get('/', (req, res) => res.send(f0()));\n${links}\nfunction f3000() { return fs.readFileSync('a'); }\n`;
    project = new TemporaryProject({ 'app.js': text });
    expect(project.findings('app.js')).toEqual(['4: f0 <- fs.readFileSync']);
  });

  it('on a chain of 400 files that re-export each other', () => {
    const files = Object.fromEntries(
      Array.from({ length: 400 }, (_, at) => [`f${at}.js`, `export * from './f${at + 1}.js';\n`]),
    );
    project = new TemporaryProject({
      ...files,
      'f400.js': "import { readFileSync } from 'node:fs';\nexport const read = () => readFileSync('a');\n",
      'app.js': `${HEAD}import { read } from './f0.js';\napp.get('/', (req, res) => res.send(read()));\n`,
    });
    expect(project.findings('app.js')).toEqual(['5: read <- readFileSync']);
  });

  it('on an expression of 2,000 levels', () => {
    const sum = Array.from({ length: 2000 }, () => 'a').join(' +\n');
    const chained = `x${'\n  .then(() => 1)'.repeat(500)}`;
    const text = `${HEAD}app.get('/', (req, res) => { fs.readFileSync('a'); ${sum}; ${chained}; });\n`;
    project = new TemporaryProject({ 'app.js': text });
    expect(project.findings('app.js')).toEqual(['4: fs.readFileSync <- fs.readFileSync']);
  });

  it('on a text of 20,000 lines, which is read', () => {
    const lines = Array.from({ length: 20_000 }, (_, at) => `'line ${at}'`).join(' +\n');
    project = new TemporaryProject({
      'app.js': `${HEAD}const text = ${lines};\napp.get('/', () => fs.readFileSync(text));\n`,
    });
    expect(project.findings('app.js')).toEqual(['20004: fs.readFileSync <- fs.readFileSync']);
    expect(project.project.problem(project.path('app.js'))).toBeUndefined();
  });

  it('on 20,000 branches in each other, which are too many, and says so', () => {
    const branches = Array.from({ length: 20_000 }, (_, at) => `if (a === ${at}) f(${at});`).join(' else\n');
    project = new TemporaryProject({
      'deep.js': `${HEAD}app.get('/', (req) => { ${branches} else fs.readFileSync('a'); });\n`,
      'app.js': `${HEAD}app.get('/', () => fs.readFileSync('a'));\n`,
    });
    expect(project.findings('app.js')).toEqual(['4: fs.readFileSync <- fs.readFileSync']);
    expect(project.project.problem(project.path('deep.js'))).toEqual({
      message: 'its code is nested too deeply',
      offset: 0,
    });
  });

  it('on values that lead back to themselves', () => {
    const text = `${HEAD}
let a = b, b = c, c = a;
const self = { self: () => self.self(), ...self };
class A extends B {} class B extends A {}
function f(g = f) { return g(f)(g); }
app.get('/', (req, res) => { a.b.c(); self.self().self(); new A().x(); f()(); fs.readFileSync('a'); });
`;
    project = new TemporaryProject({ 'app.js': text });
    expect(project.findings('app.js')).toEqual(['9: fs.readFileSync <- fs.readFileSync']);
  });

  const branches = (of: (at: number) => string): string => Array.from({ length: 64 }, (_, at) => of(at)).join('\n');

  it.for([
    ['by name', 'where = { ...where, x };', 'find(req.query).read()'],
    ['by any name', 'where = { ...where, x };', 'find(req.query)[req.query.a]()'],
    ['as a list', 'where = Object.assign({}, where, { x: where });', 'Object.values(find(req.query)).map((f) => f())'],
  ])('on an object that 64 branches spread into itself, read %s', ([, change = '', use = '']) => {
    const text = `${HEAD}function find(q) {
let where = { read: () => fs.readFileSync('a') };
${branches((at) => `if (q.a${at}) ${change}`)}
return where; }
app.get('/', (req, res) => { ${use}; });
`;
    project = new TemporaryProject({ 'app.js': text });
    expect(project.findings('app.js').length).toBeGreaterThan(0);
  });

  it('on objects that are spread into each other', () => {
    const text = `${HEAD}const o0 = { read: () => fs.readFileSync('a') };
const o1 = { ...o0 };
${branches((at) => `const o${at + 2} = { ...o${at + 1}, ...o${at}, k${at}: { ...o${at} } };`)}
app.get('/', (req, res) => { o65.read(); });
`;
    project = new TemporaryProject({ 'app.js': text });
    expect(project.findings('app.js')).toEqual(['70: o65.read <- fs.readFileSync']);
  });

  it('on links that lead back to a folder above', () => {
    project = new TemporaryProject({ 'lib/app.js': `${HEAD}app.get('/', () => fs.readFileSync('a'));\n` });
    fs.symlinkSync(project.root, project.path('lib/again'));
    fs.symlinkSync('nowhere', project.path('lib/gone.js'));
    expect(project.findings('lib/app.js')).toEqual(['4: fs.readFileSync <- fs.readFileSync']);
    expect(project.project.paths).toEqual([project.path('lib/app.js')]);
  });

  it('on empty files, files of comments only and files without functions', () => {
    project = new TemporaryProject({ 'a.js': '', 'b.ts': '// nothing\n', 'c.mjs': '1;\n', 'd.cts': 'export {};\n' });
    for (const file of ['a.js', 'b.ts', 'c.mjs', 'd.cts', 'none.js']) expect(project.findings(file)).toEqual([]);
  });
});
