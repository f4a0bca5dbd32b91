// The config of every measured ESLint run; BENCH_WITH adds what is compared.
import tseslint from 'typescript-eslint';

const rules = {
  eqeqeq: 'error',
  'no-constant-condition': 'error',
  'no-fallthrough': 'error',
  'no-unused-vars': 'error',
  'prefer-const': 'error',
};
const base = [
  { ignores: ['**/*.d.ts', '**/dist/**'] },
  {
    files: ['**/*.{js,jsx,mjs,cjs}'],
    languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
  },
  { files: ['**/*.{ts,tsx,mts,cts}'], languageOptions: { parser: tseslint.parser } },
  {
    files: ['**/*.{js,jsx,ts,tsx,mjs,cjs,mts,cts}'],
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
    rules,
  },
];

async function added() {
  switch (process.env.BENCH_WITH) {
    case 'unblocked': {
      const { default: unblocked } = await import('unblocked');
      const cache = process.env.BENCH_CACHE === '' ? false : process.env.BENCH_CACHE;
      return [unblocked.configs.recommended, { settings: { unblocked: { cache } } }];
    }
    case 'no-sync': {
      const { default: n } = await import('eslint-plugin-n');
      return [{ files: ['**/*.{js,jsx,mjs,cjs}'], plugins: { n }, rules: { 'n/no-sync': 'error' } }];
    }
    default:
      return [];
  }
}

export default [...base, ...(await added())];
