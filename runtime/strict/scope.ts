import { AsyncLocalStorage } from 'node:async_hooks';
import type { RawContext } from '../protocol.ts';

const lifted = new AsyncLocalStorage<boolean>();
let active = false;

/** Strict mode is on in this thread: only then does `allowBlocking()` cost anything. */
export function setStrictActive(on: boolean): void {
  active = on;
  if (!on) lifted.disable();
}

/**
 * Runs `fn` so that strict mode lets blocking calls pass in it and in what it awaits.
 *
 * @example const font = allowBlocking(() => readFileSync('fallback.ttf'));
 */
export function allowBlocking<T>(fn: () => T): T {
  return active ? lifted.run(true, fn) : fn();
}

/** A request or a message begins: that its server was started in `allowBlocking()` allows it nothing. */
export function endAllowance(): void {
  if (active && lifted.getStore() === true) lifted.enterWith(false);
}

/** Whether the running code stands in `allowBlocking()`. */
export function isAllowedHere(): boolean {
  return lifted.getStore() === true;
}

/** A running test: code that it calls is a handler's, its own file's is not. */
export interface TestScope {
  context: RawContext;
  /** Whether a file is the test's own code. */
  isTestCode(file: string): boolean;
}

let currentTest: () => TestScope | undefined = () => undefined;

/** A test runner's integration tells here which test runs. */
export function setTestScope(test: () => TestScope | undefined): void {
  currentTest = test;
}

/** The test that runs now. */
export function testScope(): TestScope | undefined {
  return currentTest();
}
