import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const program = path.resolve(import.meta.dirname, '../../dist/cli/main.js');
const run = promisify(execFile);
/** A run that takes this long hangs. */
const TIME_LIMIT_MS = 30_000;

/** What `unblocked lint` printed, and how it ended. */
export interface LintRun {
  code: number;
  stdout: string;
  stderr: string;
}

/** A folder of files to run the built `unblocked lint` in. */
export class LintFolder {
  readonly root: string;

  private constructor(root: string) {
    this.root = root;
  }

  static async make(files: Readonly<Record<string, string>>): Promise<LintFolder> {
    const folder = new LintFolder(await realpath(await mkdtemp(path.join(os.tmpdir(), 'unblocked-cli-'))));
    for (const [file, text] of Object.entries(files)) await folder.write(file, text);
    return folder;
  }

  async write(file: string, text: string): Promise<void> {
    const full = path.join(this.root, file);
    await mkdir(path.dirname(full), { recursive: true });
    await writeFile(full, text);
  }

  read(file: string): Promise<string> {
    return readFile(path.join(this.root, file), 'utf8');
  }

  async lint(...args: string[]): Promise<LintRun> {
    try {
      return {
        code: 0,
        ...(await run(process.execPath, [program, 'lint', ...args], { cwd: this.root, timeout: TIME_LIMIT_MS })),
      };
    } catch (error) {
      const { code, stdout = '', stderr = '' } = error as Partial<LintRun>;
      if (typeof code !== 'number') throw new Error('the run did not end by itself', { cause: error });
      return { code, stdout, stderr };
    }
  }

  /** The findings of a run, as `file:line:column rule`. */
  async places(...args: string[]): Promise<string[]> {
    const { code, stdout, stderr } = await this.lint('--format', 'json', ...args);
    if (code === 2) throw new Error(stderr);
    return this.results(stdout).flatMap(({ filePath, messages }) =>
      messages.map(({ line, column, ruleId }) => {
        const rule = ruleId?.replace('unblocked/no-blocking-', '') ?? 'does not parse';
        return `${path.relative(this.root, filePath)}:${line}:${column} ${rule}`;
      }),
    );
  }

  results(stdout: string): Result[] {
    return JSON.parse(stdout) as Result[];
  }

  async remove(): Promise<void> {
    await rm(this.root, { recursive: true });
  }
}

/** What ESLint's own JSON has of a file. */
export interface Result {
  filePath: string;
  messages: { ruleId: string | null; severity: number; line: number; column: number; message: string; fatal?: true }[];
  suppressedMessages: { suppressions?: { kind: string; justification: string }[] }[];
  errorCount: number;
  warningCount: number;
}
