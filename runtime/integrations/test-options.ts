import { badOption, checkOption } from '../options.ts';

/** What makes a test fail. All of it can be given for a file (`watchTests()`) and for one test (`watchTest()`). */
export interface TestOptions {
  /**
   * A stall of this many milliseconds fails the test.
   * @default `UNBLOCKED_THRESHOLD`, else 100
   */
  threshold?: number;
  /**
   * Strict mode: `report` fails the test that made a blocking call, `throw` throws at the call and leaves it at that.
   * @default `UNBLOCKED_STRICT`, else false
   */
  strict?: 'report' | 'throw' | false;
  /**
   * Strict mode also takes calls that are cheap, such as `existsSync`.
   * @default `UNBLOCKED_CHEAP`, else false
   */
  cheap?: boolean;
  /**
   * What strict mode lets pass: calls, files, lines.
   * @default `UNBLOCKED_ALLOW`, else []
   */
  allow?: readonly string[];
  /**
   * `handlers`: what the tested code does counts, test code itself does not; `all`: both count.
   * @default 'handlers'
   */
  include?: 'handlers' | 'all';
  /**
   * Files that are test code, besides the test's own file, `*.test.*`, `*.spec.*`, `__tests__` and `__mocks__`: a regular
   * expression, or its source where options are JSON (a docblock of Jest, its workers).
   * @default none
   */
  testCode?: RegExp | string;
}

type Name = keyof TestOptions;

const INCLUDE = "'handlers', 'all'";

const CHECKS: Record<Name, (value: unknown) => void> = {
  threshold: (value) => {
    checkOption('threshold', value);
  },
  strict: (value) => {
    checkOption('strict', value);
  },
  cheap: (value) => {
    checkOption('cheap', value);
  },
  allow: (value) => {
    checkOption('allow', value);
  },
  include: (value) => {
    if (value !== 'handlers' && value !== 'all') throw badOption('option include', value, INCLUDE);
  },
  testCode: (value) => {
    if (testCodeOf(value) === undefined) throw badOption('option testCode', value, TEST_CODE);
  },
};

const TEST_CODE = 'a regular expression, or its source as a text (Jest gives options to its workers as JSON)';

/** The regular expression of the option `testCode`; undefined where it is none. */
export function testCodeOf(value: unknown): RegExp | undefined {
  // Not by `instanceof`: a test runner may give tests the globals of another realm.
  if (Object.prototype.toString.call(value) === '[object RegExp]') return value as RegExp;
  try {
    return typeof value === 'string' && value !== '' ? new RegExp(value) : undefined;
  } catch {
    return undefined;
  }
}

/** The options that are given, checked; `names`: those that there are. Throws `UNBLOCKED_BAD_OPTION`. */
export function checkedTestOptions(given: TestOptions, names: readonly string[] = Object.keys(CHECKS)): TestOptions {
  if (Object(given) !== given) throw badOption('the options', given, 'an object');
  const set = Object.entries(given).filter(([, value]) => value !== undefined);
  for (const [name, value] of set) {
    if (!names.includes(name)) throw badOption('the name of an option', name, names.join(', '));
    CHECKS[name as Name](value);
  }
  return Object.fromEntries(set);
}
