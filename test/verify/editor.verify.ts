import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InstalledProject } from './installed-project.ts';
import { eslintSettings, LanguageClient } from './language-client.ts';

const APP = `import express from 'express';
import { loadOrder } from './orders.js';

const app = express();
app.get('/orders/:id', async (req, res) => {
  res.send(await loadOrder(req.params.id));
});
`;
const ASYNC_ORDERS = `import { readFile } from 'node:fs/promises';

export const loadOrder = (id) => readFile(\`orders/\${id}\`, 'utf8');
`;
const SYNC_ORDERS = `import { readFileSync } from 'node:fs';

export const loadOrder = (id) => readFileSync(\`orders/\${id}\`, 'utf8');
`;
const CONFIG = `import unblocked from 'unblocked';

export default [unblocked.configs.recommended];
`;

interface Diagnostic {
  code: string;
  message: string;
  range: { start: { line: number; character: number }; end: { line: number; character: number } };
}

describe('an editor with the ESLint language server', () => {
  let project: InstalledProject;
  let client: LanguageClient;
  const versions = new Map<string, number>();
  const uriOf = (file: string) => pathToFileURL(path.join(project.directory, file)).href;

  function show(file: string, text: string): void {
    const version = (versions.get(file) ?? 0) + 1;
    versions.set(file, version);
    const uri = uriOf(file);
    if (version === 1)
      client.notify('textDocument/didOpen', { textDocument: { uri, version, text, languageId: 'javascript' } });
    else client.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] });
  }

  async function diagnostics(file: string): Promise<Diagnostic[]> {
    const report = await client.request('textDocument/diagnostic', { textDocument: { uri: uriOf(file) } });
    expect(client.errors).toEqual([]);
    return (report as { items: Diagnostic[] }).items;
  }

  beforeAll(async () => {
    project = await InstalledProject.make(['eslint@10', 'vscode-langservers-extracted@4.10.0'], []);
    await project.write('eslint.config.js', CONFIG);
    await project.write('app.js', APP);
    await project.write('orders.js', ASYNC_ORDERS);
    const settings = eslintSettings(project.directory);
    const server = path.join(project.directory, 'node_modules/.bin/vscode-eslint-language-server');
    client = new LanguageClient(server, (method, params) =>
      method === 'workspace/configuration' ? (params as { items: unknown[] }).items.map(() => settings) : null,
    );
    const folder = { uri: pathToFileURL(project.directory).href, name: 'project' };
    await client.request('initialize', {
      processId: process.pid,
      rootUri: folder.uri,
      workspaceFolders: [folder],
      capabilities: {
        workspace: { configuration: true, workspaceFolders: true },
        textDocument: { diagnostic: { dynamicRegistration: false, relatedDocumentSupport: false } },
      },
    });
    client.notify('initialized', {});
  });
  afterAll(async () => {
    await client.stop();
    await project.remove();
  });

  it('is silent while the helper is asynchronous', async () => {
    show('app.js', APP);
    expect(await diagnostics('app.js')).toEqual([]);
  });

  it('shows a finding on text that is not saved, and takes it back', async () => {
    const edited = APP.replace('await loadOrder(req.params.id)', "require('fs').readFileSync('orders')");
    show('app.js', edited);
    const [found, ...others] = await diagnostics('app.js');
    expect(others).toEqual([]);
    expect(found).toMatchObject({ code: 'unblocked/no-blocking-fs', range: { start: { line: 5, character: 11 } } });
    expect(found?.message).toContain('`require().readFileSync()` blocks the event loop');
    show('app.js', APP);
    expect(await diagnostics('app.js')).toEqual([]);
  });

  it('keeps unsaved text of a helper to the helper', async () => {
    show('orders.js', SYNC_ORDERS);
    expect(await diagnostics('orders.js')).toEqual([]);
    show('app.js', APP);
    expect(await diagnostics('app.js')).toEqual([]);
  });

  it("shows the handler's finding at its next lint once the helper is saved", async () => {
    await writeFile(path.join(project.directory, 'orders.js'), SYNC_ORDERS);
    client.notify('textDocument/didSave', { textDocument: { uri: uriOf('orders.js') } });
    show('app.js', APP);
    const [found, ...others] = await diagnostics('app.js');
    expect(others).toEqual([]);
    expect(found?.message).toContain(
      '`loadOrder()` blocks the event loop for every client: it leads to `readFileSync()`',
    );
    expect(found?.range.start).toEqual({ line: 5, character: 17 });
  });

  it('takes it back when the helper is saved asynchronous again', async () => {
    await writeFile(path.join(project.directory, 'orders.js'), ASYNC_ORDERS);
    show('app.js', APP);
    expect(await diagnostics('app.js')).toEqual([]);
  });
});
