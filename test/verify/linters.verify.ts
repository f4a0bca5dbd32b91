import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import unblocked from '../../rules/index.ts';
import { InstalledProject } from './installed-project.ts';
import { writeObserved } from './observed-line.ts';
import { eslintFindings, oxlintFindings, type SharedFinding } from './same-findings.ts';

const PLAIN = [
  'no-blocking-fs/direct-in-handler',
  'no-blocking-fs/helper-chain',
  'no-blocking-fs/commonjs-exports-member',
  'no-blocking-fs/inner-callbacks',
  'no-blocking-fs/unicode-and-shebang',
  'no-blocking-fs/silent-startup-code',
  'no-blocking-database/silent-asynchronous-clients',
  'no-blocking-child-process/subprocess-per-request',
];
const TYPED = ['no-blocking-fs/class-method', 'no-blocking-fs/tsconfig-paths', 'no-blocking-database/node-sqlite'];

const configFile = (parser: boolean) => `
import unblocked from 'unblocked';
${parser ? "import parser from '@typescript-eslint/parser';" : ''}

export default [
  { ...unblocked.configs.recommended, files: ['**/*.js', '**/*.ts'] },
  { files: ['**/commonjs-exports-member/*.js'], languageOptions: { sourceType: 'commonjs' } },
  ${parser ? "{ files: ['**/*.ts'], languageOptions: { parser } }," : "{ ignores: ['**/*.ts', 'commonjs-and-esm'] },"}
];
`;

/** The fixture's line that a log says to have stalled the loop, as two rules report it. */
const OBSERVED = ['direct-in-handler/app.js', 'fs.readFileSync('] as const;

function expectObserved(findings: readonly SharedFinding[]): void {
  const told = findings.filter(({ message }) => /120 ms, 1 h ago, in GET \/orders\/:id/.test(message));
  expect(told.map(({ rule }) => rule).sort()).toEqual(['unblocked/no-blocking-fs', 'unblocked/no-observed-stall']);
}

interface Setup {
  name: string;
  packages: string[];
  fixtures: string[];
  parser: boolean;
}

const setups: Setup[] = ['9', '10'].flatMap((version) => [
  { name: `ESLint ${version} with its own parser`, packages: [`eslint@${version}`], fixtures: PLAIN, parser: false },
  {
    name: `ESLint ${version} with @typescript-eslint/parser and no type services`,
    packages: [`eslint@${version}`, '@typescript-eslint/parser@8', 'typescript@5.9'],
    fixtures: [...PLAIN, ...TYPED],
    parser: true,
  },
]);

describe.each(setups)('$name', ({ packages, fixtures, parser }) => {
  let project: InstalledProject;
  beforeAll(async () => {
    project = await InstalledProject.make(packages, fixtures);
    await project.write('eslint.config.js', configFile(parser));
    await writeObserved(project, ...OBSERVED);
  });
  afterAll(() => project.remove());

  it('finds what the command line finds', async () => {
    const eslint = await project.run('eslint', ['--format', 'json', '.']);
    expect(eslint).toMatchObject({ code: 1, stderr: '' });
    const expected = eslintFindings(project, await project.run('unblocked', ['lint', '--format', 'json', '.']));
    expect(eslintFindings(project, eslint)).toEqual(expected);
    expectObserved(expected);
    for (const fixture of fixtures) {
      const isFound = expected.some(({ file }) => file.startsWith(`${fixture.split('/')[1] ?? ''}/`));
      expect([fixture, isFound]).toEqual([fixture, !fixture.includes('/silent-')]);
    }
  });
});

describe('oxlint', () => {
  let project: InstalledProject;
  beforeAll(async () => {
    project = await InstalledProject.make(['oxlint'], [...PLAIN, ...TYPED]);
    const rules = Object.fromEntries(Object.keys(unblocked.rules).map((name) => [`unblocked/${name}`, 'error']));
    const config = { jsPlugins: ['unblocked'], categories: { correctness: 'off' }, rules };
    await project.write('.oxlintrc.json', JSON.stringify(config));
    await writeObserved(project, ...OBSERVED);
  });
  afterAll(() => project.remove());

  it('finds what the command line finds, through jsPlugins', async () => {
    const oxlint = await project.run('oxlint', ['--format', 'json', '.']);
    expect(oxlint).toMatchObject({ code: 1, stderr: '' });
    const expected = eslintFindings(project, await project.run('unblocked', ['lint', '--format', 'json', '.']));
    expect(expected.length).toBeGreaterThan(10);
    expect(await oxlintFindings(project, oxlint)).toEqual(expected);
    expectObserved(expected);
  });
});
