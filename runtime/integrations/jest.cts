import type * as Environment from './jest-environment.ts' with { 'resolution-mode': 'import' };

declare const expect: { extend(matchers: object): void } | undefined;
/** What Jest hands to every module of a test. */
declare const jest: object | undefined;

// Tests run in a realm of their own, where the environment has put what they may use.
const symbol = Symbol.for('unblocked.jest');
const inTest = (globalThis as Record<symbol, unknown>)[symbol] as Environment.Door | undefined;
if (inTest !== undefined && typeof expect !== 'undefined') expect.extend({ toNotStall: inTest.toNotStall });

if (inTest === undefined && typeof jest !== 'undefined') {
  throw new Error(
    "unblocked/jest: the environment of this test does not watch it. Set testEnvironment to 'unblocked/jest', or wrap the one that is set with watchEnvironment().",
  );
}

// eslint-disable-next-line @typescript-eslint/no-require-imports -- in the tests' realm it must not be loaded
const outside = inTest ? undefined : (require('./jest-environment.js') as typeof Environment);
const door = (inTest ?? outside?.door) as Environment.Door;
const { assertInstalled, expectNoStall, toNotStall, watchEnvironment, watchTest } = door;

const environment = outside?.environment();
const __esModule = true;

// Shorthand properties only: then Node knows the names, and an `import` of them works.
// @ts-expect-error -- Jest requires its environment; this file is compiled, so that its syntax need not be erasable
export = { __esModule, assertInstalled, expectNoStall, toNotStall, watchEnvironment, watchTest, default: environment };
