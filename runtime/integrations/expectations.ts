import { withContext } from '../index.ts';
import { findingsText, StallError, type Findings } from './stall-error.ts';
import { checkedTestOptions, type TestOptions } from './test-options.ts';
import { gather } from './test-runs.ts';

/** Options of `expectNoStall()` and `toNotStall()`. All code in the function counts, the test's own too. */
export type NoStallOptions = Omit<TestOptions, 'include' | 'testCode'>;

const NAMES: readonly string[] = ['threshold', 'strict', 'cheap', 'allow'] satisfies (keyof NoStallOptions)[];

/** Throws a TypeError where there is nothing to call. */
function inContext<T>(
  fn: unknown,
  options: NoStallOptions,
  name: string,
): Promise<{ result: Awaited<T>; findings: Findings }> {
  if (typeof fn !== 'function')
    throw new TypeError(`${name} expects a function that it can call, and received ${String(fn)}.`);
  return gather(checkedTestOptions(options, NAMES), () => withContext(name, fn as () => T));
}

const isClean = ({ stalls, blockingCalls }: Findings): boolean => stalls.length + blockingCalls.length === 0;

/**
 * Runs `fn`, awaits it, and rejects with a `StallError` if the event loop was stalled meanwhile, or, in strict mode, if
 * a blocking call was made. Resolves with what `fn` returns.
 *
 * @example const order = await expectNoStall(() => loadOrder(7), { threshold: 50 });
 */
export async function expectNoStall<T>(fn: () => T, options: NoStallOptions = {}): Promise<Awaited<T>> {
  const { result, findings } = await inContext<T>(fn, options, 'expectNoStall()');
  if (!isClean(findings)) throw new StallError(findings);
  return result;
}

/** What a matcher returns. */
export interface MatcherResult {
  pass: boolean;
  message(): string;
}

/**
 * The matcher: `await expect(() => loadOrder(7)).toNotStall({ threshold: 50 })`.
 */
export async function toNotStall(received: unknown, options: NoStallOptions = {}): Promise<MatcherResult> {
  const { findings } = await inContext(received, options, 'toNotStall()');
  return {
    pass: isClean(findings),
    message: () =>
      isClean(findings)
        ? 'Expected the function to stall the event loop, and it did not.'
        : `Expected the function not to stall the event loop.\n${findingsText(findings)}`,
  };
}
