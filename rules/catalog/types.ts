/**
 * What a blocking call does while it holds the loop. One rule reports each kind: see `rule-name.ts`.
 */
export type Kind =
  | 'fs'
  | 'child-process'
  | 'crypto'
  | 'compression'
  | 'http'
  | 'database'
  | 'wait'
  | 'parse'
  | 'render'
  | 'module-load'
  | 'compute'
  | 'regex'
  | 'starvation';

/**
 * How long one call can hold the loop.
 *
 * - `unbounded`: it waits on something else: a subprocess, the network, a sleep, a lock, a database.
 * - `heavy`: it grows with its input: whole files, trees, key derivation, compression, parsing, rendering.
 * - `cheap`: one small system call, such as `existsSync`.
 */
export type Weight = 'unbounded' | 'heavy' | 'cheap';

type Literal = string | number | boolean;

/** A literal under a key of the options object at argument `at`; of several, any. */
export interface OptionValue {
  at: number;
  key: string;
  is: Literal | readonly Literal[];
}

/**
 * Narrows an entry to the calls that really block. All given fields must hold; a field whose argument
 * cannot be read from the source (a variable) counts as not holding, so that doubt stays silent.
 */
export interface Condition {
  /** `false`: blocks only when no argument is a function (`crypto.randomBytes(16)`); `true`: only when one is. */
  callback?: boolean;
  /** Blocks only when the options object at argument `at` has the literal `is`, or one of them, under `key` (`{ sync: true }`). */
  option?: OptionValue;
  /** Blocks unless the options object at argument `at` has the literal `is` under `key` (`{ async: true }`). */
  optionUnless?: OptionValue;
  /** Blocks only with at least this many arguments. */
  minArguments?: number;
  /** Blocks only with at most this many arguments. */
  maxArguments?: number;
  /**
   * Blocks only when the argument at `at` is large because of where it comes from: a whole file's content, or a request's
   * raw body, which counts as `cheap` whatever the entry's weight, because servers limit it. At run time, from so many
   * characters or bytes on (a million by default), of what it is given or makes of it; `copied`: that is a copy of its input,
   * as `structuredClone` makes it. `smaller`: of anything but a text that stands in the source it is cheap, rather than nothing,
   * and no worse in a loop.
   */
  largeInput?: { at: number; from?: number; copied?: boolean; smaller?: 'cheap' };
  /** Blocks only when the number at argument `at` is this or more (bcrypt rounds); an unreadable argument holds. */
  atLeast?: { at: number; value: number };
}

/** One blocking call of a module. */
export interface BlockingCall {
  /**
   * Member path from the module's namespace: `readFileSync`, `promises.readFile`, `realpathSync.native`,
   * `default` (the callable default export or `module.exports`), `Database.prototype.exec` (instance method
   * of type `Database`), `new default` / `new Foo` (the constructor itself blocks).
   */
  member: string;
  /** @default the module's kind */
  kind?: Kind;
  weight: Weight;
  /** Half a sentence that completes "It ...": "reads the whole file before it returns". @default the kind's sentence */
  why?: string;
  /** What to write instead, as a developer would type it: "await fs.promises.readFile()". */
  useInstead: string;
  /** First version of the module (for Node: of Node) that has it, where it is not all supported ones. */
  since?: string;
  /** First version that no longer has it. */
  removed?: string;
  /** Takes a callback or returns a promise, and blocks all the same. @default false */
  fakeAsync?: boolean;
  when?: Condition;
  /** What it is called with in a loop are small parts of something, so that a loop does not make it worse. @default false */
  lightInLoop?: boolean;
  /** Cheap on a paragraph, but heavy where the argument at `at` is a whole file or a page of another server. */
  heavyInput?: { at: number };
  /**
   * It runs SQL, and is cheap where the text says so (`sql-weight.ts`). `rows`: how many it takes of those that there are.
   * The text is its argument `at`; of an instance method without `at`, what its receiver was prepared from.
   */
  sql?: { rows: 'first' | 'all'; at?: number };
  /** Node or the package keeps the result, so that only the first call with the same argument blocks. @default false */
  memoised?: boolean;
}

/** A call that looks blocking (by its name or its neighbours) and is not: recorded so that it stays silent. */
export interface NonBlockingCall {
  member: string;
  /** Half a sentence that says why: "runs on the thread pool". */
  why: string;
}

/** The facts of one module or package. A catalog file exports one of these, or an array of them. */
export interface CatalogModule {
  /** Canonical specifier: `node:fs`, `better-sqlite3`, or `global` for globals (`JSON.parse`). */
  module: string;
  /** Other specifiers with the same exports. `fs` for `node:fs` is implied. */
  aliases?: readonly string[];
  /** Canonical modules whose entries hold for this one's exports too (`fs-extra` has all of `node:fs`). */
  includes?: readonly string[];
  /** The version range of the package that the entries were checked against: `^12.0.0`. Not for Node's own. */
  versions?: string;
  kind: Kind;
  /**
   * What type a call or a `new` gives, so that instance methods are recognised:
   * `{ 'new default': 'Database', 'Database.prototype.prepare': 'Statement' }`; `'Statement[]'` is a list. `new Foo` gives `Foo` unless said
   * otherwise, and a TypeScript annotation with an exported type name gives that type. A method that returns its own
   * receiver says so with its own type name.
   */
  returns?: Readonly<Record<string, string>>;
  /**
   * Calls that give their type only where the argument `at` is something of another module: `low(new FileSync())` gives a
   * database that blocks, `low(new FileAsync())` gives none.
   */
  returnsFor?: Readonly<Record<string, { at: number; module: string }>>;
  calls: readonly BlockingCall[];
  nonBlocking?: readonly NonBlockingCall[];
}
