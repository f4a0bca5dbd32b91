import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { loadedBy, packageRoot, runModule } from './loaded-files.ts';

const run = promisify(execFile);

interface Manifest {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  name: string;
  version: string;
  exports: Record<string, string>;
  bin: Record<string, string>;
}

const manifest = JSON.parse(await readFile(path.join(packageRoot, 'package.json'), 'utf8')) as Manifest;
const doors = Object.keys(manifest.exports).map((key) => path.posix.join(manifest.name, key));

describe('the tarball', () => {
  interface Packed {
    unpackedSize: number;
    size: number;
    files: { path: string }[];
  }

  it('has the built code, four documents and nothing else, and is small', async () => {
    const { stdout } = await run('npm', ['pack', '--dry-run', '--ignore-scripts', '--json'], { cwd: packageRoot });
    const [packed] = JSON.parse(stdout) as [Packed];
    const files = packed.files.map((file) => file.path);
    const other = files.filter((file) => !/^dist\/(?:cli|rules|runtime)\/.*\.(?:c?js|d\.c?ts)$/.test(file));
    expect(other.sort()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']);
    expect(files).toEqual(expect.arrayContaining(['dist/rules/index.js', 'dist/runtime/watchdog/watchdog.js']));
    expect(packed.size).toBeLessThan(500_000);
    expect(packed.unpackedSize).toBeLessThan(2_000_000);
  });
});

describe('the types', () => {
  const IMPORT = /(?:from|import\()\s*'(\.[^']+)'/g;

  async function reachable(file: string, seen = new Set<string>()): Promise<Set<string>> {
    if (seen.has(file)) return seen;
    seen.add(file);
    const text = await readFile(path.join(packageRoot, file), 'utf8');
    for (const [, specifier = ''] of text.matchAll(IMPORT))
      await reachable(path.posix.join(path.posix.dirname(file), specifier).replace(/\.(c?)[jt]s$/, '.d.$1ts'), seen);
    return seen;
  }

  it('that the doors lead to are in the tarball, and no others', async () => {
    const { stdout } = await run('npm', ['pack', '--dry-run', '--ignore-scripts', '--json'], { cwd: packageRoot });
    const [packed] = JSON.parse(stdout) as [{ files: { path: string }[] }];
    const types = packed.files.map((file) => file.path).filter((file) => /\.d\.c?ts$/.test(file));
    const targets = Object.values(manifest.exports).filter((target) => target.startsWith('./dist/'));
    const needed = new Set<string>();
    for (const target of targets) await reachable(target.slice(2).replace(/\.(c?)js$/, '.d.$1ts'), needed);
    expect(types.sort()).toEqual([...needed].sort());
  });
});

describe('the doors', () => {
  it.each(doors)('%s resolves to a file that is there', async (door) => {
    const text = `import fs from 'node:fs'; process.stdout.write(String(fs.existsSync(new URL(import.meta.resolve('${door}')))))`;
    expect(await runModule(text)).toBe('true');
  });

  it('say what they are', async () => {
    const text = `
      const { default: plugin } = await import('unblocked');
      const runtime = await import('unblocked/runtime');
      process.stdout.write(JSON.stringify([plugin.meta, Object.keys(plugin.configs), Object.keys(runtime).sort()]));`;
    const { name, version } = manifest;
    const [meta, configs, functions] = JSON.parse(await runModule(text)) as [object, string[], string[]];
    expect(meta).toMatchObject({ name, version });
    expect(configs).toEqual(['recommended', 'strict', 'all']);
    expect(functions).toEqual(expect.arrayContaining(['flush', 'getStats', 'onStall', 'start', 'stop', 'withContext']));
  });

  it('can be required where Node can require ES modules', async () => {
    const text = `
      const plugin = require('unblocked');
      const runtime = require('unblocked/runtime');
      process.stdout.write([plugin.meta.name, typeof plugin.configs.recommended, typeof runtime.start].join());`;
    const args = ['--no-warnings', '--eval', text];
    const { stdout } = await run(process.execPath, args, { cwd: packageRoot });
    expect(stdout).toBe('unblocked,object,function');
  });

  it.each(Object.entries(manifest.bin))('%s is a program for Node', async (_, file) => {
    expect(await readFile(path.join(packageRoot, file), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    const { stdout } = await run(process.execPath, [file, '--version'], { cwd: packageRoot });
    expect(stdout.trim()).toBe(manifest.version);
  });
});

describe('the runtime', () => {
  it.each(['unblocked/runtime', 'unblocked/register'])('%s loads its own files and the catalog only', async (door) => {
    const loaded = await loadedBy(door);
    expect(loaded).toContain(`dist/runtime/${path.basename(door) === 'runtime' ? 'index' : 'register'}.js`);
    expect(loaded.filter((file) => !/^dist\/(?:runtime|rules\/catalog)\//.test(file))).toEqual([]);
  });

  const ofRuntime = doors.filter((door) => !['unblocked', 'unblocked/package.json'].includes(door));
  it.each(ofRuntime)('%s loads no ESLint, no TypeScript and no parser', async (door) => {
    const loaded = await loadedBy(door);
    expect(
      loaded.filter((file) => file.startsWith('dist/') && !/^dist\/(?:runtime|rules\/catalog)\//.test(file)),
    ).toEqual([]);
    expect(
      loaded.filter((file) => /node_modules\/(?:@?typescript|@?eslint|espree|acorn|@?oxc-|@babel\/parser)/.test(file)),
    ).toEqual([]);
  });

  it('loads the engine where the plugin is asked for, so that the list above can be trusted', async () => {
    const loaded = await loadedBy('unblocked');
    expect(loaded.some((file) => file.startsWith('dist/rules/call-graph/'))).toBe(true);
    expect(loaded.some((file) => file.includes('node_modules/oxc-parser/'))).toBe(true);
  });

  it('names a stalling line where no other package is installed, its watchdog included', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'unblocked-alone-'));
    const own = path.join(folder, 'node_modules/unblocked');
    for (const part of ['package.json', 'dist/runtime', 'dist/rules/catalog'])
      await cp(path.join(packageRoot, part), path.join(own, part), { recursive: true });
    await writeFile(
      path.join(folder, 'app.mjs'),
      `import { onStall } from 'unblocked/runtime';
const stalled = new Promise((resolve) => onStall((record) => record.cause === 'code' && resolve(record)));
// Again and again: on a busy machine, one stall may be for want of a CPU.
const timer = setInterval(function spin() {
  for (const end = Date.now() + 300; Date.now() < end; ) Math.sqrt(end);
}, 500);
const { culprit } = await stalled;
clearInterval(timer);
process.stdout.write(culprit.function + ':' + culprit.line);
`,
    );
    const env = { ...process.env, NODE_OPTIONS: '', UNBLOCKED_LOG: 'off', UNBLOCKED_FORMAT: 'silent' };
    const args = ['--import', 'unblocked/register', 'app.mjs'];
    const { stdout } = await run(process.execPath, args, { cwd: folder, env });
    await rm(folder, { recursive: true });
    expect(stdout).toBe('spin:5');
  });
});

describe('CONTRIBUTING.md', () => {
  it('gives a reason for every package that users install, and for none that is not installed', async () => {
    const text = await readFile(path.join(packageRoot, 'CONTRIBUTING.md'), 'utf8');
    const section = /^## Dependencies.*?$(.*?)^## /ms.exec(text)?.[1] ?? '';
    const reasons = section.split('\n').filter((line) => line.startsWith('- '));
    const named = reasons.flatMap((line) => (line.split(': ')[0] ?? '').match(/(?<=`)[^`\s,]+(?=`)/g) ?? []);
    const { dependencies, devDependencies } = manifest;
    expect(named).toEqual(expect.arrayContaining(Object.keys(dependencies)));
    expect(named.filter((name) => !(name in { ...dependencies, ...devDependencies }))).toEqual([]);
  });
});
