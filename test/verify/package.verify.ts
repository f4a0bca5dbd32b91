import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InstalledProject } from './installed-project.ts';

const SERVER = `
import http from 'node:http';
import { readOrder } from './orders.js';

const server = http.createServer((req, res) => res.end(readOrder(req.url)));
server.listen(0, '127.0.0.1', async () => {
  const { port } = server.address();
  await (await fetch('http://127.0.0.1:' + port + '/orders/1')).text();
  server.close();
});
`;

const ORDERS = `
import { execFileSync } from 'node:child_process';

export function readOrder(id) {
  return execFileSync(process.execPath, ['-e', 'setTimeout(() => console.log(1), 400)']) + id;
}
`;

const TYPED = `
import unblocked from 'unblocked';
import { onStall, start, type StallRecord } from 'unblocked/runtime';

start({ threshold: 100, format: 'silent' });
onStall((record: StallRecord) => record.culprit?.line.toFixed());
export const version: string = unblocked.meta.version;
`;

describe('the packed package in an empty project', () => {
  let project: InstalledProject;
  beforeAll(async () => {
    project = await InstalledProject.make([], []);
    await project.write('server.js', SERVER);
    await project.write('orders.js', ORDERS);
  });
  afterAll(() => project.remove());

  it('brings few packages along, and no ESLint or TypeScript', async () => {
    const installed = await readdir(path.join(project.directory, 'node_modules'));
    expect(installed).not.toContain('eslint');
    expect(installed).not.toContain('typescript');
    const direct = ['ignore', 'oxc-parser', 'oxc-resolver', 'scslre', 'unblocked'];
    expect(installed).toEqual(expect.arrayContaining(direct));
    expect(installed.filter((name) => !name.startsWith('.')).length).toBeLessThan(15);
  });

  it('finds the blocking call by `unblocked lint`', async () => {
    const { code, stdout } = await project.run('unblocked', ['lint']);
    expect(code).toBe(1);
    expect(stdout).toContain('server.js:5:56  error  unblocked/no-blocking-child-process');
    expect(stdout).toContain('it leads to `execFileSync()` at orders.js:5');
  });

  it('names the same line by `unblocked run`', async () => {
    const command = ['run', '--fail-on-stall', '200', '--format', 'pretty', '--', process.execPath, 'server.js'];
    const { code, stderr } = await project.run('unblocked', command);
    expect(stderr).toContain('orders.js:5:10');
    expect(stderr).toContain('no-blocking-child-process');
    expect(code).toBe(1);
  });
});

describe('the types of the packed package', () => {
  let project: InstalledProject;
  beforeAll(async () => {
    project = await InstalledProject.make(['typescript@5.9', 'eslint@10', '@types/node@20'], []);
    await project.write('typed.ts', TYPED);
    await project.write(
      'eslint.config.ts',
      `import { defineConfig } from 'eslint/config';\nimport unblocked from 'unblocked';\n\nexport default defineConfig([unblocked.configs.recommended]);\n`,
    );
  });
  afterAll(() => project.remove());

  it.each(['typed.ts', 'eslint.config.ts'])('hold in %s', async (file) => {
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--skipLibCheck'];
    expect(await project.run('tsc', [...options, file])).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});
