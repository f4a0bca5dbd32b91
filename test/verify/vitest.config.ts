import { defineConfig } from 'vitest/config';

/** What needs the npm registry: `npm run verify` runs it, `npm test` does not. */
export default defineConfig({
  test: {
    include: ['test/verify/**/*.verify.ts'],
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
