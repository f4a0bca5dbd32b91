import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CachedProject } from '../../rules/call-graph/cached-project.ts';
import { Project } from '../../rules/call-graph/project.ts';
import { catalog } from '../../rules/catalog/index.ts';
import { frameworks } from '../../rules/handlers/index.ts';
import { projectFor } from '../../rules/utils/projects.ts';
import { isSuperLinear } from '../../rules/utils/regex.ts';

const SERVER = `import express from 'express';
import { load } from './store.js';
const app = express();
app.get('/orders', (req, res) => res.send(load()));
`;
const STORE = `import { readFileSync } from 'node:fs';
export function load() { return readFileSync('orders.json', 'utf8'); }
`;
const HARMLESS = `export function load() { return 'no orders'; }
`;

let root: string;
const file = (name: string): string => path.join(root, name);
const cacheFile = (): string => file('node_modules/.cache/unblocked/graph.json');

beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'unblocked-cache-')));
  mkdirSync(file('node_modules'));
  writeFileSync(file('package.json'), '{ "type": "module", "dependencies": { "express": "5" } }');
  writeFileSync(file('server.js'), SERVER);
  writeFileSync(file('store.js'), STORE);
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(root, { recursive: true });
});

/** What a new process would see. */
function open(engine = 'this one'): CachedProject {
  return new CachedProject({ root, catalog, frameworks, isSuperLinear }, { file: cacheFile(), engine });
}

const analyses = () => vi.spyOn(Project.prototype, 'everything');
const culprits = (project: CachedProject, text?: string): string[] =>
  project.findings(file('server.js'), text).flatMap((finding) => finding.culprits.map((culprit) => culprit.text));

describe('the cache on disk', () => {
  it('answers without an analysis, and the same', () => {
    const first = open().findings(file('server.js'));
    const analysed = analyses();
    const second = open().findings(file('server.js'));
    expect(second).toEqual(first.map((finding) => JSON.parse(JSON.stringify(finding)) as object));
    expect(second).toHaveLength(1);
    expect(analysed).not.toHaveBeenCalled();
  });

  it('is not asked where another file has changed', () => {
    expect(culprits(open())).toEqual(['readFileSync']);
    writeFileSync(file('store.js'), HARMLESS);
    expect(culprits(open())).toEqual([]);
  });

  it('is not asked where a file came, went, or another engine made it', () => {
    open().findings(file('server.js'));
    const analysed = analyses();
    writeFileSync(file('other.js'), HARMLESS);
    open().findings(file('server.js'));
    expect(analysed).toHaveBeenCalledTimes(1);
    rmSync(file('other.js'));
    open().findings(file('server.js'));
    expect(analysed).toHaveBeenCalledTimes(2);
    open('another one').findings(file('server.js'));
    expect(analysed).toHaveBeenCalledTimes(3);
  });

  it('is not asked where a tsconfig or a package.json has changed', () => {
    open().findings(file('server.js'));
    const analysed = analyses();
    writeFileSync(file('package.json'), '{ "type": "module" }');
    open().findings(file('server.js'));
    expect(analysed).toHaveBeenCalledTimes(1);
  });

  it('knows a fresh checkout again by its texts', () => {
    open().findings(file('server.js'));
    const later = new Date(Date.now() + 60_000);
    for (const name of ['server.js', 'store.js', 'package.json']) utimesSync(file(name), later, later);
    const analysed = analyses();
    expect(culprits(open())).toEqual(['readFileSync']);
    expect(analysed).not.toHaveBeenCalled();
  });

  it('serves saved texts only: an unsaved one is analysed', () => {
    open().findings(file('server.js'));
    const project = open();
    expect(culprits(project, SERVER)).toEqual(['readFileSync']);
    expect(culprits(project, SERVER.replace('load()', '1'))).toEqual([]);
    expect(culprits(project, SERVER)).toEqual(['readFileSync']);
  });

  it('notices in a long-lived process that another file was saved', () => {
    open().findings(file('server.js'));
    const project = open();
    expect(culprits(project, SERVER)).toEqual(['readFileSync']);
    writeFileSync(file('store.js'), HARMLESS);
    expect(culprits(project, SERVER)).toEqual([]);
  });

  it('is made again where it was cut short', () => {
    open().findings(file('server.js'));
    writeFileSync(cacheFile(), readFileSync(cacheFile(), 'utf8').slice(0, 100));
    expect(culprits(open())).toEqual(['readFileSync']);
    expect(() => JSON.parse(readFileSync(cacheFile(), 'utf8')) as object).not.toThrow();
  });

  it('leaves neither lock nor draft behind, and keeps what is known of the syntax of files', () => {
    writeFileSync(file('broken.js'), 'const = ;');
    const project = open();
    project.findings(file('server.js'));
    expect(project.problem(file('broken.js'))).toBeDefined();
    project.keep();
    expect(readdirSync(path.dirname(cacheFile()))).toEqual(['graph.json']);
    const syntax = vi.spyOn(Project.prototype, 'problem');
    expect(open().problem(file('broken.js'))).toMatchObject({ offset: 6 });
    expect(syntax).not.toHaveBeenCalled();
  });

  it('does without where it cannot be written', () => {
    writeFileSync(file('node_modules/.cache'), 'a file where the folder should be');
    expect(culprits(open())).toEqual(['readFileSync']);
  });

  it('is not waited for when its maker is gone', () => {
    mkdirSync(path.dirname(cacheFile()), { recursive: true });
    writeFileSync(`${cacheFile()}.lock`, '999999999');
    expect(culprits(open())).toEqual(['readFileSync']);
  });

  it('does not depend on what is there for the cache of ESLint', () => {
    const ask = (digest: string) =>
      projectFor({ physicalFilename: file('server.js'), cwd: root, settings: { unblocked: { digest } } });
    expect(ask('one commit')).toBe(ask('another'));
  });
});
