import tseslint from 'typescript-eslint';
import unblocked from './dist/rules/index.js';

/** The folder boundaries of docs/how-it-works.md: a folder may import only what its row allows. */
const boundary = (files, group, message) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group, message }] }] },
});

export default tseslint.config(
  { ignores: ['dist', 'fixtures', 'node_modules', '.nodes'] },
  ...tseslint.configs.strictTypeChecked,
  unblocked.configs.recommended,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  { files: ['**/*.js', '**/*.mjs', '**/*.cjs'], ...tseslint.configs.disableTypeChecked },
  // AST node types are compared as text: importing the enum would load typescript-eslint at run time.
  { files: ['rules/**'], rules: { '@typescript-eslint/no-unsafe-enum-comparison': 'off' } },
  boundary(
    ['rules/catalog/**'],
    ['../../**', '../[!c]*/**', 'node:*', 'eslint', 'typescript', 'oxc-*'],
    'The catalog is data: it imports nothing.',
  ),
  boundary(
    ['rules/call-graph/**'],
    [
      '**/rules/*.ts',
      '../*.ts',
      '../../*.ts',
      '**/utils/**',
      '**/runtime/**',
      '**/cli/**',
      'eslint',
      'typescript',
      '@typescript-eslint/*',
    ],
    'The call graph knows no ESLint and no rule.',
  ),
  boundary(
    ['rules/handlers/**'],
    ['../*.ts', '../utils/**', '**/runtime/**', '**/cli/**', 'node:*', 'eslint', 'typescript', 'oxc-*'],
    'Handlers are data.',
  ),
  boundary(
    ['rules/*.ts'],
    ['./no-*', '**/runtime/**', '**/cli/**'],
    'A rule never imports a rule, the runtime or the CLI.',
  ),
  boundary(
    ['runtime/**'],
    ['eslint', 'typescript', 'oxc-*', '@typescript-eslint/*', '**/call-graph/**', '**/handlers/**', '**/cli/**'],
    'The runtime loads Node built-ins and the catalog only.',
  ),
  { files: ['rules/index.ts'], rules: { 'no-restricted-imports': 'off' } },
);
