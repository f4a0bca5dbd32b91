import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { childEnvironment, root } from '../runtime/scenario.ts';

/** Packages that the projects use as they are installed in the checkout. */
const BORROWED = ['vitest', 'jest'];

/** How one test of a project ended. */
export interface Outcome {
  name: string;
  failed: boolean;
  /** What the runner shows of its failure. */
  message: string;
}

/** A project in a folder of its own, where the package is installed as a user has it. */
export class Project {
  readonly folder = mkdtempSync(join(tmpdir(), 'unblocked-'));

  constructor(...fixtures: string[]) {
    const installed = join(this.folder, 'node_modules/unblocked');
    mkdirSync(installed, { recursive: true });
    cpSync(`${root}dist`, join(installed, 'dist'), { recursive: true });
    cpSync(`${root}package.json`, join(installed, 'package.json'));
    for (const name of BORROWED) this.borrow(name);
    for (const fixture of fixtures)
      cpSync(`${root}fixtures/integrations/${fixture}`, join(this.folder, fixture), { recursive: true });
  }

  /** Makes a package of the checkout one of the project's own. */
  borrow(name: string): void {
    symlinkSync(`${root}node_modules/${name}`, this.path('node_modules', name), 'dir');
  }

  path(...parts: string[]): string {
    return join(this.folder, ...parts);
  }

  read(...parts: string[]): string {
    return readFileSync(this.path(...parts), 'utf8');
  }

  /** Runs Node in one of the folders; resolves with all that it printed. What prints `last` is ended. */
  run(
    folder: string,
    args: string[],
    env: Record<string, string> = {},
    last?: RegExp,
  ): Promise<{ code: number | null; output: string }> {
    const options = { NO_COLOR: '1', UNBLOCKED_FORMAT: '', UNBLOCKED_LOG: '', ...env };
    const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== ''));
    const inherited = Object.entries(childEnvironment()).filter(
      ([name]) => !name.startsWith('UNBLOCKED_') && !name.startsWith('JEST'),
    );
    const child = spawn(process.execPath, args, {
      cwd: this.path(folder),
      env: { ...Object.fromEntries(inherited), ...given },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        if (last?.test(output) === true) child.kill('SIGKILL');
      });
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => {
        resolve({ code, output });
      });
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** What each test said; a test that is named "fails: ..." must have failed, one that is named "passes: ..." must not. */
export function misjudged(outcomes: readonly Outcome[]): string[] {
  return outcomes
    .filter(({ name }) => /^(?:fails|passes): /.test(name))
    .filter(({ name, failed }) => failed !== name.startsWith('fails: '))
    .map(({ name, message }) => `${name}\n${message}`);
}

/** The failure of the test with this name. */
export function messageOf(outcomes: readonly Outcome[], name: string): string {
  return outcomes.find((outcome) => outcome.name === `fails: ${name}`)?.message ?? '';
}
