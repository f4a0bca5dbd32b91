import { afterEach, describe, expect, it } from 'vitest';
import { TemporaryProject } from './temporary-project.ts';

const APP = `import express from 'express'; import fs from 'node:fs';
import { read } from './store.js';
const app = express();
app.get('/', async (req, res) => res.send(await read('a')));
`;
const ASYNC_STORE = `import fs from 'node:fs';
export const read = (name) => fs.promises.readFile(name);
`;
const SYNC_STORE = `import fs from 'node:fs';
export const read = (name) => fs.readFileSync(name);
`;
const FOUND = ['4: read <- fs.readFileSync'];
const EDITED = APP.replace("await read('a')", "fs.readFileSync('a')");
const FOUND_EDITED = ['4: fs.readFileSync <- fs.readFileSync'];

let project: TemporaryProject;
afterEach(() => {
  project.remove();
});

describe('unsaved text', () => {
  it('is what the file is judged by', () => {
    project = new TemporaryProject({ 'app.js': APP, 'store.js': ASYNC_STORE });
    expect(project.findings('app.js', APP)).toEqual([]);
    expect(project.findings('app.js', EDITED)).toEqual(FOUND_EDITED);
    expect(project.findings('app.js', APP)).toEqual([]);
    expect(project.findings('app.js')).toEqual([]);
  });

  it('is dropped when the file is asked for as it is on disk', () => {
    project = new TemporaryProject({ 'app.js': APP, 'store.js': ASYNC_STORE });
    expect(project.findings('app.js', EDITED)).toEqual(FOUND_EDITED);
    expect(project.findings('app.js')).toEqual([]);
  });

  it('of a helper serves the helper alone', () => {
    project = new TemporaryProject({ 'app.js': APP, 'store.js': ASYNC_STORE });
    expect(project.findings('app.js', APP)).toEqual([]);
    expect(project.findings('store.js', SYNC_STORE)).toEqual([]);
    expect(project.findings('app.js', APP)).toEqual([]);
  });

  it('of a helper that no longer blocks does not clear the handler', () => {
    project = new TemporaryProject({ 'app.js': APP, 'store.js': SYNC_STORE });
    expect(project.findings('store.js', ASYNC_STORE)).toEqual([]);
    expect(project.findings('app.js', APP)).toEqual(FOUND);
    expect(project.findings('store.js', SYNC_STORE)).toEqual([]);
    expect(project.findings('app.js', APP)).toEqual(FOUND);
  });

  it('that does not parse gives the findings of what does, and harms nothing', () => {
    project = new TemporaryProject({ 'app.js': APP, 'store.js': SYNC_STORE });
    expect(project.findings('app.js', APP)).toEqual(FOUND);
    expect(project.findings('app.js', `${APP}app.get('/b', (req, res) => {`)).toEqual(FOUND);
    expect(project.findings('app.js', `const a = (; ${APP.replaceAll('\n', ' ')}`)).toEqual([]);
    expect(project.findings('store.js', 'export const read = (')).toEqual([]);
    expect(project.findings('app.js', APP)).toEqual(FOUND);
  });

  it('of a file that is on no disk yet is judged with the files it imports', () => {
    project = new TemporaryProject({ 'store.js': SYNC_STORE });
    expect(project.findings('new.js', APP)).toEqual(FOUND);
    expect(project.findings('new.js', EDITED)).toEqual(FOUND_EDITED);
  });

  it('without a byte order mark is the same as the file with it', () => {
    project = new TemporaryProject({ 'app.js': `\uFEFF${EDITED}`, 'store.js': ASYNC_STORE });
    expect(project.findings('app.js', EDITED)).toEqual(FOUND_EDITED);
    expect(project.findings('app.js', EDITED.replaceAll('\n', '\r\n'))).toEqual(FOUND_EDITED);
  });

  it('stays apart when two files are edited in turns', () => {
    project = new TemporaryProject({ 'app.js': APP, 'store.js': ASYNC_STORE });
    for (let turn = 0; turn < 3; turn++) {
      expect(project.findings('app.js', EDITED)).toEqual(FOUND_EDITED);
      expect(project.findings('store.js', SYNC_STORE)).toEqual([]);
      expect(project.findings('app.js', APP)).toEqual([]);
    }
  });
});
