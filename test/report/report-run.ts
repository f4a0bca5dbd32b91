import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { StallRecord } from '../../runtime/stall-record.ts';

const program = path.resolve(import.meta.dirname, '../../dist/cli/main.js');
const run = promisify(execFile);
/** A run that takes this long hangs. */
const TIME_LIMIT_MS = 30_000;

/** What `unblocked report` printed, and how it ended. */
export interface ReportRun {
  code: number;
  stdout: string;
  stderr: string;
}

/** A folder with a log, to run the built `unblocked report` in. */
export class ReportFolder {
  readonly root: string;

  private constructor(root: string) {
    this.root = root;
  }

  /** `lines` are the log: records, or text as it is. */
  static async make(lines: readonly (StallRecord | string)[], log = '.unblocked/stalls.jsonl'): Promise<ReportFolder> {
    const folder = new ReportFolder(await realpath(await mkdtemp(path.join(os.tmpdir(), 'unblocked-report-'))));
    await folder.writeLog(log, lines);
    return folder;
  }

  writeLog(log: string, lines: readonly (StallRecord | string)[]): Promise<void> {
    const texts = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
    return this.write(log, texts.map((text) => `${text}\n`).join(''));
  }

  async write(file: string, text: string): Promise<void> {
    const full = path.join(this.root, file);
    await mkdir(path.dirname(full), { recursive: true });
    await writeFile(full, text);
  }

  read(file: string): Promise<string> {
    return readFile(path.join(this.root, file), 'utf8');
  }

  async report(...args: string[]): Promise<ReportRun> {
    const env = { PATH: process.env['PATH'], NO_COLOR: '1', TZ: 'UTC' };
    const options = { cwd: this.root, env, timeout: TIME_LIMIT_MS, maxBuffer: 50_000_000 };
    try {
      return { code: 0, ...(await run(process.execPath, [program, 'report', ...args], options)) };
    } catch (error) {
      const { code, stdout = '', stderr = '' } = error as Partial<ReportRun>;
      if (typeof code !== 'number') throw new Error('the run did not end by itself', { cause: error });
      return { code, stdout, stderr };
    }
  }

  /** The page that `--output` writes. */
  async page(...args: string[]): Promise<string> {
    const { code, stderr } = await this.report('--output', 'report.html', ...args);
    if (code !== 0) throw new Error(stderr);
    return this.read('report.html');
  }

  async remove(): Promise<void> {
    await rm(this.root, { recursive: true });
  }
}
