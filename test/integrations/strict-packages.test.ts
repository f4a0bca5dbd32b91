import { copyFile, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root, run } from '../runtime/scenario.ts';
import { installStandIns } from './package-stand-ins.ts';

interface Answer {
  met: string[];
  result?: unknown;
}

interface Answers {
  under: Record<string, Answer>;
  stopped: Record<string, Answer>;
  again: Record<string, Answer>;
  identities: unknown[];
  sameShapes: boolean;
}

let folder = '';
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'unblocked-strict-')));
  await installStandIns(folder);
  await copyFile(`${root}fixtures/integrations/strict/packages.mjs`, join(folder, 'packages.mjs'));
});
afterAll(() => rm(folder, { recursive: true }));

async function look(way: 'cjs' | 'esm', env: Record<string, string> = {}): Promise<Answers> {
  const { stdout, stderr } = await run(join(folder, 'packages.mjs'), {
    args: [way],
    cwd: folder,
    env: { UNBLOCKED_STRICT: 'report', UNBLOCKED_FORMAT: 'silent', ...env },
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Answers;
}

const callsOf = (answers: Record<string, Answer>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(answers).map(([name, { met }]) => [name, met]));
const resultsOf = (answers: Record<string, Answer>): unknown[] => Object.values(answers).map(({ result }) => result);

const exec = 'better-sqlite3.Database.prototype.exec';
const statement = (method: string): string => `better-sqlite3.Statement.prototype.${method}`;
const EXPECTED = {
  bcrypt: ['bcrypt.hashSync', 'bcrypt.hashSync'],
  'bcrypt, without blocking': [],
  // What it calls in its turn, `readFileSync`, is its own business.
  'sync-request': ['sync-request'],
  'better-sqlite3': [exec, statement('all')],
  'better-sqlite3, called': [statement('get')],
  'better-sqlite3, a subclass': [exec],
  'better-sqlite3, a statement of the start-up': [statement('get')],
  'adm-zip': ['adm-zip.AdmZip.prototype.toBuffer'],
  'js-yaml': ['js-yaml.load', 'js-yaml.load'],
  'js-yaml, its default': ['js-yaml.load'],
  'js-yaml, a small text': [],
  flatted: ['flatted.parse'],
  'sql.js': ['sql.js.SqlJs.prototype.Database', 'sql.js.Database.prototype.exec'],
  jsonfile: ['jsonfile.readFileSync'],
  'fs-extra': ['fs-extra.readJsonSync', 'fs-extra.readJSONSync'],
  xml2js: ['xml2js.Parser.prototype.parseString'],
  jimp: ['jimp.Jimp.prototype.getBuffer', 'jimp.Jimp.prototype.blur'],
  'jimp, what a subclass does itself': [],
  'node-localstorage': ['node-localstorage.LocalStorage.prototype.getItem'],
  libsql: ['libsql.Database.prototype.exec', 'libsql.Statement.prototype.all'],
  synckit: ['synckit.SyncFunction.prototype'],
  'execa, bound': ['execa.$.sync'],
  libsodium: ['libsodium-wrappers-sumo.crypto_pwhash'],
  allowed: [],
};

describe.each(['cjs', 'esm'] as const)('packages as %s', (way) => {
  test('are seen where the catalog knows them, and cannot tell', async () => {
    const { under, stopped, again, identities, sameShapes } = await look(way);
    expect(callsOf(under)).toEqual(EXPECTED);
    expect(Object.values(callsOf(stopped)).flat()).toEqual([]);
    expect(resultsOf(stopped)).toEqual(resultsOf(under));
    expect(sameShapes).toBe(true);
    const names =
      way === 'cjs' ? ['dump,load', 'parse', 'undefined'] : ['default,dump,load,url', expect.any(String), 'index.mjs'];
    expect(identities).toEqual([true, true, true, true, ...(names as string[]), true, true, 'no memory']);
    // Whoever took a function before the stop is seen after the next start, by that one's options.
    expect(again['bcrypt']?.met).toEqual(['bcrypt.hashSync']);
    expect(again['sync-request']?.result).toMatch(/^UNBLOCKED_BLOCKING_CALL `sync-request\(\)` blocks the event loop/);
  });
});

test.each<[string, object]>([
  ['bcrypt.hashSync', { bcrypt: [], 'adm-zip': EXPECTED['adm-zip'] }],
  // ... by the name that is called.
  ['fs-extra.readJsonSync', { jsonfile: ['jsonfile.readFileSync'], 'fs-extra': ['fs-extra.readJSONSync'] }],
  // ... with all that it does.
  ['sync-request', { 'sync-request': [] }],
  [statement('all'), { 'better-sqlite3': [exec] }],
  [
    `${exec}@packages.mjs, adm-zip.AdmZip.prototype.toBuffer@other.mjs`,
    { 'better-sqlite3': [statement('all')], 'adm-zip': EXPECTED['adm-zip'] },
  ],
  ['./packages.mjs', { bcrypt: [], 'sync-request': [], 'better-sqlite3': [] }],
])('lets pass what is allowed: %s', async (allow, expected) => {
  const { under } = await look('cjs', { UNBLOCKED_ALLOW: allow });
  expect(callsOf(under)).toMatchObject(expected);
});
