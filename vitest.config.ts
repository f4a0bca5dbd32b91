import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Runtime scenarios are child processes that measure themselves: more workers than cores would only add noise.
    maxWorkers: 2,
    maxConcurrency: 2,
    testTimeout: 60_000,
  },
});
