import fs from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { TemporaryProject } from './temporary-project.ts';

const APP = `import express from 'express';
import { load } from './orders.js';
const app = express();
app.get('/', async (req, res) => res.send(await load('a')));
`;
const ORDERS = `import { read } from './store.js';
export const load = (name) => read(name);
`;
const ASYNC_STORE = `import fs from 'node:fs';
export const read = (name) => fs.promises.readFile(name);
`;
const SYNC_STORE = `import fs from 'node:fs';
export const read = (name) => fs.readFileSync(name);
`;
const FOUND = ['4: load <- fs.readFileSync'];

let project: TemporaryProject;
afterEach(() => {
  project.remove();
});

describe('a change on the disk', () => {
  it('of a helper shows in the files that reach it, both ways', () => {
    project = new TemporaryProject({ 'app.js': APP, 'orders.js': ORDERS, 'store.js': ASYNC_STORE });
    expect(project.findings('app.js')).toEqual([]);
    project.write('store.js', SYNC_STORE);
    expect(project.findings('app.js')).toEqual(FOUND);
    project.write('store.js', ASYNC_STORE);
    expect(project.findings('app.js')).toEqual([]);
  });

  it('shows when the text keeps its length', () => {
    const other = SYNC_STORE.replace('readFileSync', 'readlinkFunc');
    project = new TemporaryProject({ 'app.js': APP, 'orders.js': ORDERS, 'store.js': other });
    expect(project.findings('app.js')).toEqual([]);
    project.write('store.js', SYNC_STORE);
    const later = new Date(Date.now() + 5000);
    fs.utimesSync(project.path('store.js'), later, later);
    expect(project.findings('app.js')).toEqual(FOUND);
  });

  it('of an export shows', () => {
    project = new TemporaryProject({ 'app.js': APP, 'orders.js': ORDERS, 'store.js': SYNC_STORE });
    expect(project.findings('app.js')).toEqual(FOUND);
    project.write('store.js', SYNC_STORE.replace('read =', 'readNow ='));
    expect(project.findings('app.js')).toEqual([]);
    project.write('orders.js', ORDERS.replace('{ read }', '{ readNow as read }'));
    expect(project.findings('app.js')).toEqual(FOUND);
  });

  it('of the file in between shows', () => {
    project = new TemporaryProject({ 'app.js': APP, 'orders.js': ORDERS, 'store.js': SYNC_STORE });
    expect(project.findings('app.js')).toEqual(FOUND);
    project.write('orders.js', 'export const load = async (name) => name;\n');
    expect(project.findings('app.js')).toEqual([]);
  });

  it('that makes a function async moves the frontier', () => {
    project = new TemporaryProject({ 'app.js': APP, 'orders.js': ORDERS, 'store.js': SYNC_STORE });
    expect(project.findings('orders.js')).toEqual([]);
    project.write('orders.js', ORDERS.replace('= (name)', '= async (name)'));
    expect(project.findings('orders.js')).toEqual(['2: read <- fs.readFileSync']);
    expect(project.findings('app.js')).toEqual([]);
  });

  it('leaves what other files put on what a file itself puts something on', () => {
    const store = 'export const formats = {};\n';
    project = new TemporaryProject({
      'app.js': `import express from 'express';
import { formats } from './store.js';
import './csv.js';
formats.csv.write = (text) => text;
const app = express();
app.get('/', async (req, res) => res.send(formats.csv.read(req.query.name)));
`,
      'csv.js': `import fs from 'node:fs';
import { formats } from './store.js';
formats.csv = { read: (name) => fs.readFileSync(name) };
`,
      'store.js': store,
    });
    const found = ['6: formats.csv.read <- fs.readFileSync'];
    expect(project.findings('app.js')).toEqual(found);
    project.write('store.js', `${store}export const version = 1;\n`);
    expect(project.findings('app.js')).toEqual(found);
  });

  it('of what a context is made of shows in the handlers that find it there', () => {
    const context = (name: string) => `import fs from 'node:fs';
export const other = () => fs.readFileSync('other');
export const createContext = () => ({ store: { get: (id) => fs.${name}(id) } });
`;
    project = new TemporaryProject({
      'package.json': '{ "name": "contexts", "dependencies": { "@trpc/server": "*" } }',
      'context.js': context('readFile'),
      'server.js': `import { createHTTPServer } from '@trpc/server/adapters/standalone';
import { createContext } from './context.js';
import { router } from './routes.js';
createHTTPServer({ router, createContext });
`,
      'routes.js': `import { initTRPC } from '@trpc/server';
const t = initTRPC.create();
export const router = t.router({ list: t.procedure.query(({ ctx }) => ctx.store.get('a')) });
`,
    });
    expect(project.findings('routes.js')).toEqual([]);
    project.write('context.js', context('readFileSync'));
    expect(project.findings('routes.js')).toEqual(['3: ctx.store.get <- fs.readFileSync']);
    // Other files see the same: only this one is linked again.
    const longer = "=> { fs.existsSync('a'); fs.existsSync('b'); return fs.readFileSync('other'); }";
    project.write('context.js', context('readFileSync').replace("=> fs.readFileSync('other')", longer));
    expect(project.findings('routes.js')).toEqual(['3: ctx.store.get <- fs.readFileSync']);
    project.write('server.js', '');
    expect(project.findings('routes.js')).toEqual([]);
  });

  it('shows where what changed is passed on by a file that is not imported', () => {
    const app = `import express from 'express';
import { read } from './store.js';
import { Orders } from './orders.js';
const app = express();
app.get('/', new Orders(read).show);
`;
    const orders = `export class Orders {
  constructor(load) { this.load = load; this.show = this.show.bind(this); }
  show(req, res) { res.send(this.load('a')); }
}
`;
    project = new TemporaryProject({ 'app.js': app, 'orders.js': orders, 'store.js': SYNC_STORE });
    const found = ['3: this.load <- fs.readFileSync'];
    expect(project.findings('orders.js')).toEqual(found);
    const before = 'export const write = (name) => fs.promises.writeFile(name);\nexport const read';
    project.write('store.js', SYNC_STORE.replace('export const read', before));
    expect(project.findings('orders.js')).toEqual(found);
    project.write('store.js', ASYNC_STORE);
    expect(project.findings('orders.js')).toEqual([]);
  });

  it('that does not parse at all counts as empty until it parses again', () => {
    project = new TemporaryProject({ 'app.js': APP, 'orders.js': ORDERS, 'store.js': SYNC_STORE });
    expect(project.findings('app.js')).toEqual(FOUND);
    project.write('store.js', `export const (; ${SYNC_STORE.replaceAll('\n', ' ')}`);
    expect(project.findings('app.js')).toEqual([]);
    expect(project.project.problem(project.path('store.js'))).toMatchObject({ offset: expect.any(Number) as number });
    project.write('store.js', SYNC_STORE);
    expect(project.findings('app.js')).toEqual(FOUND);
    expect(project.project.problem(project.path('store.js'))).toBeUndefined();
  });

  it('shows a new file', () => {
    project = new TemporaryProject({ 'app.js': APP, 'orders.js': ORDERS });
    expect(project.findings('app.js')).toEqual([]);
    project.write('store.js', SYNC_STORE);
    expect(project.findings('app.js')).toEqual(FOUND);
    project.write('worker/app.js', APP.replace('./orders.js', '../orders.js'));
    expect(project.findings('worker/app.js')).toEqual(FOUND);
    expect(project.project.paths).toContain(project.path('worker/app.js'));
  });

  it('shows that a file is gone', () => {
    project = new TemporaryProject({ 'app.js': APP, 'orders.js': ORDERS, 'store.js': SYNC_STORE });
    expect(project.findings('app.js')).toEqual(FOUND);
    project.delete('store.js');
    expect(project.findings('app.js')).toEqual([]);
    expect(project.findings('store.js')).toEqual([]);
    project.delete('app.js');
    expect(project.findings('app.js')).toEqual([]);
  });

  it('lets a TypeScript file take the place of a JavaScript one', () => {
    project = new TemporaryProject({ 'app.js': APP, 'orders.js': ORDERS, 'store.js': ASYNC_STORE });
    expect(project.findings('app.js')).toEqual([]);
    project.delete('store.js');
    project.write('store.ts', SYNC_STORE.replace('(name)', '(name: string): Buffer'));
    expect(project.findings('app.js')).toEqual(FOUND);
  });

  it('that registers the handler makes the helper reported', () => {
    const helper = `import fs from 'node:fs';\nexport const handle = async (order) => fs.writeFileSync('a', order);\n`;
    project = new TemporaryProject({ 'handle.js': helper, 'app.js': 'export {};\n' });
    expect(project.findings('handle.js')).toEqual([]);
    project.write(
      'app.js',
      `import express from 'express';\nimport { handle } from './handle.js';\nexpress().post('/', handle);\n`,
    );
    expect(project.findings('handle.js')).toEqual(['2: fs.writeFileSync <- fs.writeFileSync']);
    project.write('app.js', 'export {};\n');
    expect(project.findings('handle.js')).toEqual([]);
  });
});
