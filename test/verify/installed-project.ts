import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const packageRoot = path.resolve(import.meta.dirname, '../..');
const FIXTURES = path.join(packageRoot, 'fixtures/rules');

let packed: Promise<string> | undefined;

/** Packs the built package as npm would publish it; gives the tarball's path. `npm run build` comes first. */
function pack(): Promise<string> {
  packed ??= (async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'unblocked-pack-'));
    await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: packageRoot });
    const manifest = JSON.parse(await readFile(path.join(packageRoot, 'package.json'), 'utf8')) as { version: string };
    return path.join(folder, `unblocked-${manifest.version}.tgz`);
  })();
  return packed;
}

/** What a program printed, and how it ended. */
export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** A project in a temporary folder, with the packed package and others installed from the registry. */
export class InstalledProject {
  readonly directory: string;

  private constructor(directory: string) {
    this.directory = directory;
  }

  static async make(packages: readonly string[], fixtures: readonly string[]): Promise<InstalledProject> {
    const directory = await realpath(await mkdtemp(path.join(os.tmpdir(), 'unblocked-project-')));
    const project = new InstalledProject(directory);
    await project.write('package.json', JSON.stringify({ name: 'project', private: true, type: 'module' }));
    await project.write('.gitignore', 'node_modules\n');
    await run('npm', ['install', '--no-audit', '--no-fund', await pack(), ...packages], { cwd: directory });
    for (const fixture of fixtures)
      await cp(path.join(FIXTURES, fixture), path.join(directory, path.basename(fixture)), { recursive: true });
    return project;
  }

  async write(file: string, text: string): Promise<void> {
    await writeFile(path.join(this.directory, file), text);
  }

  /** Runs the program of an installed package. */
  async run(bin: string, args: readonly string[]): Promise<Outcome> {
    const program = path.join(this.directory, 'node_modules/.bin', bin);
    const options = { cwd: this.directory, maxBuffer: 1e8 };
    try {
      return { code: 0, ...(await run(program, args, options)) };
    } catch (error) {
      const { code, stdout = '', stderr = '' } = error as Partial<Outcome>;
      if (typeof code !== 'number') throw error;
      return { code, stdout, stderr };
    }
  }

  async remove(): Promise<void> {
    await rm(this.directory, { recursive: true });
  }
}
