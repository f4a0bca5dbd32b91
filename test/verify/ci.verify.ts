import { execFile, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { InstalledProject, type Outcome } from './installed-project.ts';

const run = promisify(execFile);
const docs = readFileSync(path.join(import.meta.dirname, '../../docs/ci.md'), 'utf8');

const BLOCKING = `import { readFileSync } from 'node:fs';
import http from 'node:http';

http.createServer((req, res) => res.end(readFileSync('page.html'))).listen(0);
`;
const HARMLESS = `export const answer = 42;\n`;
const FINDING = 'unblocked/no-blocking-fs';

const hasPreCommit = ((): boolean => {
  try {
    execFileSync('pre-commit', ['--version']);
    return true;
  } catch {
    return false;
  }
})();

/** The blocks of `docs/ci.md` in one language that hold a text. */
function block(language: string, holds: string): string {
  const blocks = [...docs.matchAll(/^```(\w+)\n(.*?)^```/gms)].filter(([, name]) => name === language);
  const found = blocks.map(([, , text = '']) => text).filter((text) => text.includes(holds));
  if (found.length !== 1) throw new Error(`docs/ci.md has ${found.length} blocks of ${language} with "${holds}"`);
  return found[0] ?? '';
}

/** The commands of a workflow that are this package's. */
const commands = (workflow: string): string[] =>
  [...workflow.matchAll(/^ *- run: (npx unblocked .*)$/gm)].map(([, command = '']) => command);

describe('the recipes of docs/ci.md, with the packed package', () => {
  let project: InstalledProject;

  const shell = async (command: string, ...args: string[]): Promise<Outcome> => {
    try {
      return { code: 0, ...(await run(command, args, { cwd: project.directory })) };
    } catch (error) {
      const { code, stdout = '', stderr = '' } = error as Partial<Outcome>;
      if (typeof code !== 'number') throw error;
      return { code, stdout, stderr };
    }
  };
  const git = async (...args: string[]): Promise<Outcome> =>
    shell('git', '-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args);
  const stage = async (text: string): Promise<void> => {
    await project.write('server.js', text);
    await git('add', '.');
  };

  beforeAll(async () => {
    project = await InstalledProject.make(['lint-staged@16'], []);
    const manifest = JSON.parse(await readFile(path.join(project.directory, 'package.json'), 'utf8')) as object;
    const staged = JSON.parse(block('json', 'lint-staged')) as object;
    await project.write('package.json', JSON.stringify({ ...manifest, ...staged }));
    await project.write('.pre-commit-config.yaml', block('yaml', 'repo: local'));
    await project.write('README.md', '# A project\n');
    await git('init', '--quiet');
    await git('add', '.');
    await git('commit', '--quiet', '--message', 'Begin');
  });
  beforeEach(() => stage(BLOCKING));
  afterAll(() => project.remove());

  it('mark the line in a pull request', async () => {
    const [command = ''] = commands(block('yaml', 'name: unblocked\n'));
    const { code, stdout } = await shell('sh', '-c', command);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^::error file=server\.js,line=4,[^\n]*title=unblocked\/no-blocking-fs::/m);
  });

  it('write SARIF for code scanning', async () => {
    const [command = ''] = commands(block('yaml', 'upload-sarif'));
    expect((await shell('sh', '-c', command)).code).toBe(1);
    const sarif = JSON.parse(await readFile(path.join(project.directory, 'unblocked.sarif'), 'utf8')) as {
      runs: { results: { ruleId: string }[] }[];
    };
    expect(sarif.runs[0]?.results.map(({ ruleId }) => ruleId)).toEqual([FINDING]);
  });

  it('stop lint-staged at a staged finding, and let what is harmless pass', async () => {
    const stopped = await project.run('lint-staged', []);
    expect(stopped.code).toBe(1);
    expect(stopped.stdout + stopped.stderr).toContain(FINDING);
    await stage(HARMLESS);
    expect(await project.run('lint-staged', ['--quiet'])).toMatchObject({ code: 0 });
  });

  it.skipIf(!hasPreCommit)(
    'stop pre-commit at a staged finding (skipped where pre-commit is not installed)',
    async () => {
      const stopped = await shell('pre-commit', 'run');
      expect(stopped.code).toBe(1);
      expect(stopped.stdout).toContain(FINDING);
      await stage(HARMLESS);
      expect((await shell('pre-commit', 'run')).code).toBe(0);
    },
  );
});
