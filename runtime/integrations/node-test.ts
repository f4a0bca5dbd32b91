import { afterEach, beforeEach, type TestContext } from 'node:test';
import type { TestOptions } from './test-options.ts';
import { begin, end, watched } from './test-runs.ts';

export { assertInstalled } from './canary.ts';
export { expectNoStall, type NoStallOptions } from './expectations.ts';
export type { StallError } from './stall-error.ts';
export type { TestOptions } from './test-options.ts';
export { watchTest } from './test-runs.ts';

const ids = new WeakMap<object, string>();
let count = 0;

/** Missing in the types of Node 20. */
type Context = Omit<TestContext, 'fullName'> & { filePath?: string; fullName?: string };

/** The hooks before and after a test are given the same context. */
function idOf(context: object): string {
  const known = ids.get(context);
  if (known !== undefined) return known;
  count += 1;
  ids.set(context, String(count));
  return String(count);
}

/**
 * Watches every test of this file: a test fails if the tested code stalled the event loop, or made a blocking call in
 * strict mode. To watch all files, call it in a module that `node --test --import` loads.
 *
 * @throws TypeError with the code `UNBLOCKED_BAD_OPTION`
 * @example watchTests({ threshold: 100, strict: 'report' });
 */
export function watchTests(options: TestOptions = {}): void {
  const checked = watched(options);
  beforeEach(async (context) => {
    const { name, filePath = process.argv[1] ?? '', fullName } = context as Context;
    await begin({ id: idOf(context), name, file: filePath, ...(fullName !== undefined && { fullName }) }, checked);
  });
  afterEach(async (context) => {
    const error = await end(idOf(context));
    if (error !== undefined) throw error;
  });
}
