import { copyFile, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root, run } from '../runtime/scenario.ts';
import { installStandIns } from './loading-stand-ins.ts';

let folder = '';
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'unblocked-loads-')));
  await installStandIns(folder);
  await copyFile(`${root}fixtures/integrations/strict/loads.mjs`, join(folder, 'loads.mjs'));
});
afterAll(() => rm(folder, { recursive: true }));

const SILENT = { UNBLOCKED_FORMAT: 'silent', UNBLOCKED_CHEAP: '1' };

/** What strict mode said, and what a program can see. */
async function look(way: string, env: Record<string, string>, node: string[] = []): Promise<[object, object]> {
  const { stdout, stderr } = await run(join(folder, 'loads.mjs'), {
    args: [way],
    cwd: folder,
    env: { ...SILENT, ...env },
    node,
  });
  expect(stderr.replace(/^\(.*Warning.*|^\(Use `node.*/gm, '').trim()).toBe('');
  const [said = '', seen = ''] = stdout.trim().split('\n');
  return [JSON.parse(said) as object, JSON.parse(seen) as object];
}

const COMMONJS = {
  'CommonJS around an ES module': 'pkg-dir.packageDirectorySync',
  'two forms': 'make-dir.makeDirectorySync',
  'a final getter': 'resolve-pkg',
  'a frozen object': 'path-exists.pathExistsSync',
  'a frozen function': 'enhanced-resolve.ResolveFunction.prototype',
};
const ES_MODULES = {
  'a function': 'find-up.findUpSync',
  'of a namespace': 'find-up.findUpSync',
  'passed on': 'find-up.findUpMultipleSync',
  'a default': 'find-cache-dir',
  'a class': 'better-sqlite3,better-sqlite3.Database.prototype.exec',
  'a default object with final getters': 'write-pkg.writePackageSync',
};
const blank = (expected: object): Record<string, string> =>
  Object.fromEntries(Object.keys(expected).map((name) => [name, '']));

test.each([
  [
    'require',
    {
      ...ES_MODULES,
      ...COMMONJS,
      'set later': 'locate-path.locatePathSync',
      '"module.exports"': 'sync-request',
      'a proxy': 'read-pkg.readPackageSync',
    },
  ],
  // A variable that is set later has to be passed on as it is.
  ['import', { ...ES_MODULES, ...COMMONJS, 'set later': '' }],
])(
  'packages that reach a program by %s are seen in every form, and look as they do without strict mode',
  async (way, expected) => {
    const [said, seen] = await look(way, { UNBLOCKED_STRICT: 'report' });
    expect(said).toEqual(expected);
    const [nothing, plain] = await look(way, { UNBLOCKED: 'off' });
    expect(nothing).toEqual(blank(expected));
    expect(seen).toEqual(plain);
  },
);

test('packages are seen, and the program is told, where another loader was there first', async () => {
  const tsx = `--import ${root}node_modules/tsx/dist/loader.mjs`;
  const [said] = await look('require', { UNBLOCKED_STRICT: 'report', NODE_OPTIONS: tsx });
  expect(said).toMatchObject(COMMONJS);
});
