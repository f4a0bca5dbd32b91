import { afterEach, beforeEach, expect } from 'vitest';
import type * as Canary from './canary.ts';
import type * as Expectations from './expectations.ts';
import type { NoStallOptions } from './expectations.ts';
import type { TestOptions } from './test-options.ts';
import type * as TestRuns from './test-runs.ts';

export type { NoStallOptions } from './expectations.ts';
export type { StallError } from './stall-error.ts';
export type { TestOptions } from './test-options.ts';

// Not by import: Vitest may transform this file, and would load a second copy of what a preload has started. Nor by an
// imported function: in the pools of `vm` contexts that one is Vitest's own, which loads no ES module.
const load = process.getBuiltinModule('node:module').createRequire(import.meta.url);
const runs = load('./test-runs.js') as typeof TestRuns;
const expectations = load('./expectations.js') as typeof Expectations;

export const { watchTest } = runs;
export const { expectNoStall } = expectations;
export const { assertInstalled } = load('./canary.js') as typeof Canary;

declare module 'vitest' {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any, @typescript-eslint/no-unused-vars -- as Vitest declares it
  interface Matchers<T = any> {
    /** Calls the received function, awaits it, and fails if the event loop was stalled meanwhile. */
    toNotStall(options?: NoStallOptions): Promise<void>;
  }
}

expect.extend({ toNotStall: expectations.toNotStall });

/**
 * Watches every test of this file, and of all files where a setup file calls it: a test fails if the tested code
 * stalled the event loop, or made a blocking call in strict mode.
 *
 * @throws TypeError with the code `UNBLOCKED_BAD_OPTION`
 * @example watchTests({ threshold: 100, strict: 'report' });
 */
export function watchTests(options: TestOptions = {}): void {
  const checked = runs.watched(options);
  beforeEach(async ({ task }) => {
    await runs.begin({ id: task.id, name: task.name, file: task.file.filepath }, checked);
  });
  afterEach(async ({ task }) => {
    const error = await runs.end(task.id);
    if (error !== undefined) throw error;
  });
}
