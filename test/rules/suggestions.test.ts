import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Linter } from 'eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import unblocked from '../../rules/index.ts';
import { transforms } from '../../rules/utils/transforms.ts';

/** How each transformed call is made: arguments that work in an own folder, and what to compare of the result. */
const CALLS: Record<string, { args: string; before?: string; of?: string }> = {
  accessSync: { args: `'a.txt'` },
  appendFileSync: { args: `'a.txt', 'more'`, of: `read('a.txt')` },
  chmodSync: { args: `'a.txt', 0o600`, of: `mode('a.txt')` },
  chownSync: { args: `'a.txt', process.getuid(), process.getgid()` },
  copyFileSync: { args: `'a.txt', 'b.txt'`, of: `read('b.txt')` },
  cpSync: { args: `'folder', 'copy', { recursive: true }`, of: `list('copy')` },
  linkSync: { args: `'a.txt', 'link.txt'`, of: `read('link.txt')` },
  lstatSync: { args: `'a.txt'`, of: 'result.size' },
  lutimesSync: { args: `'a.txt', 1, 2`, of: `modified('a.txt')` },
  mkdirSync: { args: `'new/deep', { recursive: true }`, of: `[result.endsWith('new'), list('new')]` },
  mkdtempSync: { args: `'tmp-'`, of: `result.slice(0, 4)` },
  opendirSync: { args: `'folder'`, of: `[result.path, result.closeSync()]` },
  readFileSync: { args: `'a.txt', 'utf8'` },
  readdirSync: { args: `'folder'` },
  readlinkSync: { args: `'soft.txt'` },
  realpathSync: { args: `'soft.txt'`, of: `result.endsWith('a.txt')` },
  renameSync: { args: `'a.txt', 'z.txt'`, of: `read('z.txt')` },
  rmSync: { args: `'folder', { recursive: true }`, of: `list('.')` },
  rmdirSync: { args: `'empty'`, of: `list('.')` },
  statSync: { args: `'a.txt'`, of: 'result.size' },
  statfsSync: { args: `'.'`, of: 'result.bsize' },
  symlinkSync: { args: `'a.txt', 'other.txt'`, of: `read('other.txt')` },
  truncateSync: { args: `'a.txt', 2`, of: `read('a.txt')` },
  unlinkSync: { args: `'a.txt'`, of: `list('.')` },
  utimesSync: { args: `'a.txt', 1, 2`, of: `modified('a.txt')` },
  writeFileSync: { args: `'w.txt', 'text'`, of: `read('w.txt')` },
  gzipSync: { args: `'text'`, of: `result.toString('hex').slice(20)` },
  gunzipSync: { args: `packed('gzipSync')` },
  deflateSync: { args: `'text'` },
  inflateSync: { args: `packed('deflateSync')` },
  deflateRawSync: { args: `'text'` },
  inflateRawSync: { args: `packed('deflateRawSync')` },
  unzipSync: { args: `packed('gzipSync')` },
  brotliCompressSync: { args: `'text'` },
  brotliDecompressSync: { args: `packed('brotliCompressSync')` },
  scryptSync: { args: `'password', 'salt', 32` },
  pbkdf2Sync: { args: `'password', 'salt', 10, 32, 'sha256'` },
  hkdfSync: { args: `'sha256', 'key', 'salt', 'info', 32`, of: `Buffer.from(result).toString('hex')` },
  generateKeyPairSync: { args: `'ed25519'`, of: `result.publicKey.asymmetricKeyType` },
  generateKeySync: { args: `'hmac', { length: 64 }`, of: `result.symmetricKeySize` },
};

const HEAD = `
import fsForTest from 'node:fs';
import zlibForTest from 'node:zlib';
const read = (file) => fsForTest.readFileSync(file, 'utf8');
const list = (folder) => fsForTest.readdirSync(folder).sort();
const mode = (file) => fsForTest.statSync(file).mode;
const modified = (file) => fsForTest.statSync(file).mtimeMs;
const packed = (how) => zlibForTest[how]('text');
`;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'unblocked-suggestions-'));
  await writeFile(path.join(folder, 'package.json'), '{ "type": "module", "dependencies": { "express": "5" } }');
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** The code with the first suggestion applied; undefined where there is none. */
function suggested(code: string, file = 'app.js'): string | undefined {
  const linter = new Linter({ cwd: folder });
  const sourceType = file.endsWith('.cjs') ? 'commonjs' : 'module';
  const messages = linter.verify(
    code,
    [
      {
        files: ['**/*.js', '**/*.cjs'],
        languageOptions: { sourceType },
        plugins: { unblocked: unblocked },
        rules: unblocked.configs.strict.rules,
      },
    ],
    { filename: path.join(folder, file) },
  );
  const fix = messages.flatMap(({ suggestions }) => suggestions ?? [])[0]?.fix;
  return fix && code.slice(0, fix.range[0]) + fix.text + code.slice(fix.range[1]);
}

/** What the code's `run()` gives in a fresh folder of its own. */
async function resultOf(code: string, name: string): Promise<unknown> {
  const work = await mkdtemp(path.join(folder, 'run-'));
  const { default: fs } = await import('node:fs');
  fs.writeFileSync(path.join(work, 'a.txt'), 'hello');
  fs.symlinkSync('a.txt', path.join(work, 'soft.txt'));
  fs.mkdirSync(path.join(work, 'folder'));
  fs.mkdirSync(path.join(work, 'empty'));
  fs.writeFileSync(path.join(work, 'folder', 'x.txt'), 'x');
  const file = path.join(folder, `${name}.mjs`);
  await writeFile(file, code);
  const { run } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as { run: () => Promise<unknown> };
  const before = process.cwd();
  process.chdir(work);
  try {
    return await run();
  } finally {
    process.chdir(before);
  }
}

const program = (imports: string, call: string, of = 'result') => `${imports}
${HEAD}
export const handler = async (req, res) => {
  const result = ${call};
  return ${of};
};
export const run = () => handler({}, {});
`;

const cases = [...transforms]
  .filter(([module]) => module.startsWith('node:'))
  .flatMap(([module, members]) => [...members.keys()].map((member) => ({ module, member })));

describe('a suggestion gives the same result as the call that it replaces', () => {
  it.each(cases)('$module $member', async ({ module, member }) => {
    const { args, of } = CALLS[member] ?? { args: '' };
    expect(CALLS, `a call for ${member}`).toHaveProperty(member);
    const local = module.replace('node:', '');
    const forms = {
      default: program(`import ${local} from '${module}';`, `${local}.${member}(${args})`, of),
      namespace: program(`import * as ${local} from '${module}';`, `${local}.${member}(${args})`, of),
      named: program(`import { ${member} } from '${module}';`, `${member}(${args})`, of),
    };
    for (const [form, code] of Object.entries(forms)) {
      const after = suggested(code);
      expect(after, form).toContain('await ');
      const [expected, received] = [
        await resultOf(code, `${member}-${form}-before`),
        await resultOf(after ?? '', `${member}-${form}-after`),
      ];
      expect(received, form).toEqual(expected);
    }
  });
});

describe('a suggestion', () => {
  const handler = (body: string, head = `import fs from 'node:fs';`) =>
    `${head}\nexport const h = async (req, res) => {\n${body}\n};\n`;

  it('puts parentheses where the result is used at once', () => {
    expect(suggested(handler(`fs.readFileSync('a').toString();`))).toContain(
      `(await fs.promises.readFile('a')).toString()`,
    );
  });
  it('adds a require where the file is CommonJS', () => {
    const code = `const { readFileSync } = require('node:fs');\nexports.h = async (req, res) => {\n  readFileSync('a');\n};\n`;
    expect(suggested(code, 'app.cjs')).toBe(
      `const { readFile } = require('node:fs/promises');\nconst { readFileSync } = require('node:fs');\nexports.h = async (req, res) => {\n  await readFile('a');\n};\n`,
    );
  });
  it('uses an import that is there', () => {
    const head = `import { readFileSync } from 'fs';\nimport { readFile } from 'fs/promises';`;
    expect(suggested(handler(`readFileSync('a');`, head))?.match(/import/g)).toHaveLength(2);
  });
  it('is not made where the name is taken, the function is not async, or a sync callback holds the call', () => {
    expect(
      suggested(
        handler(`const readFile = 1; readFileSync('a'); use(readFile);`, `import { readFileSync } from 'node:fs';`),
      ),
    ).toBeUndefined();
    expect(suggested(handler(`fs.readFileSync('a');`).replace('async ', ''))).toBeUndefined();
    expect(suggested(handler(`req.files.map((f) => fs.readFileSync(f));`))).toBeUndefined();
  });
  it('is not made where more arguments change the meaning', () => {
    expect(suggested(handler(`fs.statSync('a', { throwIfNoEntry: false });`))).toBeUndefined();
    expect(suggested(handler(`fs.existsSync('a');`))).toBeUndefined();
  });
});
