import { ALLOW_ACCEPTS, isAllowEntry } from './strict/allowed.ts';

/** How stalls are printed on stderr. */
export type Format = 'pretty' | 'json' | 'silent';

/** Options of `start()`. Each has an environment variable, `UNBLOCKED_` and its name in capitals. */
export interface Options {
  /**
   * A stall of this many milliseconds is reported.
   * @default 100 where NODE_ENV is `production`, else 50
   */
  threshold?: number;
  /**
   * Milliseconds between two heartbeats; the duration of a stall is known to half of it.
   * @default 20
   */
  heartbeat?: number;
  /**
   * Milliseconds between two samples of a stall; they become rarer as the stall goes on.
   * @default 10
   */
  interval?: number;
  /**
   * Whether requests are followed through async code. `auto`: on where Node makes it cheap (from Node 24).
   * When off, the requests in flight are known, and the stalled one where it is the only one.
   * @default 'auto'
   */
  context?: 'auto' | 'on' | 'off';
  /**
   * How stalls are printed on stderr.
   * @default 'pretty' on a terminal, else 'json'
   */
  format?: Format;
  /**
   * File that every stall is appended to as a JSON line; `false` for none.
   * @default '.unblocked/stalls.jsonl', false where NODE_ENV is `production`
   */
  log?: string | false;
  /**
   * Also print stalls while the program starts. They are in the log and in `getStats()` either way.
   * @default false
   */
  startup?: boolean;
  /**
   * Record a request's path (never its query) also where the route's pattern is known.
   * @default false
   */
  path?: boolean;
  /**
   * Time the blocking calls that samples cannot name: `JSON.parse`, and what may never return.
   * @default true
   */
  spans?: boolean;
  /**
   * Keep V8's CPU profiler running: it sees which line a native call was made from that neither samples nor timed calls
   * can name. Costs CPU; a sample every `interval`.
   * @default false
   */
  profiler?: boolean;
  /**
   * Tell where the stalled callback was scheduled. Takes many times the program's CPU: for development.
   * @default false
   */
  origin?: boolean;
  /**
   * Watch the worker threads that the program starts too, where the preload reaches them.
   * @default true
   */
  workers?: boolean;
  /**
   * Strict mode: catalogued blocking calls of Node and of packages that are made in a handler's context are reported, or
   * thrown as `BlockingCallError`, at the call and whatever their duration. Turns `context` on.
   * @default false
   */
  strict?: 'report' | 'throw' | false;
  /**
   * Strict mode also takes calls that are cheap, such as `existsSync`.
   * @default false
   */
  cheap?: boolean;
  /**
   * What strict mode lets pass: calls (`fs.readFileSync`), files, folders or packages (`src/config.ts`,
   * `node_modules/pino`), lines (`src/config.ts:12`), or a call in one of them (`fs.readFileSync@src/config.ts`).
   * @default []
   */
  allow?: readonly string[];
  /**
   * At most this many stalls of one cause are printed in a minute; the others count only.
   * @default 20
   */
  reports?: number;
}

/** Options with every default filled in. */
export interface ResolvedOptions {
  threshold: number;
  heartbeat: number;
  interval: number;
  context: boolean;
  format: Format;
  log: string | false;
  startup: boolean;
  path: boolean;
  spans: boolean;
  profiler: boolean;
  origin: boolean;
  workers: boolean;
  strict: 'report' | 'throw' | false;
  cheap: boolean;
  allow: readonly string[];
  reports: number;
  /** Prints a loop that hangs though `format` is `silent`: a test runner would never say which test it is. */
  hangs?: boolean;
}

type Value = string | number | boolean | string[];

interface OptionRule {
  accepts: string;
  /** Reads the text of an environment variable; undefined where it is not acceptable. */
  parse(text: string): Value | undefined;
  check(value: unknown): boolean;
}

const milliseconds = (least: number, most: number): OptionRule =>
  number(least, most, `a number of milliseconds from ${least} to ${most}`);

function number(least: number, most: number, accepts: string): OptionRule {
  const check = (value: unknown): boolean => typeof value === 'number' && value >= least && value <= most;
  return { accepts, check, parse: (text) => (text.trim() === '' ? undefined : Number(text)) };
}

function oneOf(...values: string[]): OptionRule {
  const accepts = values.map((value) => `'${value}'`).join(', ');
  return { accepts, check: (value) => values.includes(value as string), parse: (text) => text };
}

const WORDS = new Map<string, boolean>([
  ['1', true],
  ['true', true],
  ['on', true],
  ['0', false],
  ['false', false],
  ['off', false],
]);

const flag: OptionRule = {
  accepts: 'true or false',
  check: (value) => typeof value === 'boolean',
  parse: (text) => WORDS.get(text),
};

const file: OptionRule = {
  accepts: 'a file name, or false',
  check: (value) => value === false || (typeof value === 'string' && value !== ''),
  parse: (text) => (WORDS.get(text) === false ? false : text),
};

const strict: OptionRule = {
  accepts: "'report', 'throw', false",
  check: (value) => value === 'report' || value === 'throw' || value === false,
  parse: (text) => WORDS.get(text) ?? text,
};

const allow: OptionRule = {
  accepts: `a list of ${ALLOW_ACCEPTS}`,
  check: (value) => Array.isArray(value) && value.every(isAllowEntry),
  parse: (text) => text.split(',').map((entry) => entry.trim()),
};

const RULES: Record<keyof Options, OptionRule> = {
  threshold: milliseconds(10, 3_600_000),
  heartbeat: milliseconds(5, 1000),
  interval: milliseconds(1, 10_000),
  context: oneOf('auto', 'on', 'off'),
  format: oneOf('pretty', 'json', 'silent'),
  log: file,
  startup: flag,
  path: flag,
  spans: flag,
  profiler: flag,
  origin: flag,
  workers: flag,
  strict,
  cheap: flag,
  allow,
  reports: number(0, 1_000_000, 'a number from 0 to 1000000'),
};

type OptionName = keyof Options;
export const OPTION_NAMES = Object.keys(RULES) as OptionName[];

export const isOptionName = (name: string): name is OptionName => OPTION_NAMES.includes(name as OptionName);

/** The error of an option that `start()` or the environment gave wrongly. Its `code` is `UNBLOCKED_BAD_OPTION`. */
export function badOption(what: string, received: unknown, accepts: string): TypeError {
  const shown = typeof received === 'string' ? `'${received}'` : String(received);
  return Object.assign(new TypeError(`unblocked: ${what} is ${shown}; accepted: ${accepts}.`), {
    code: 'UNBLOCKED_BAD_OPTION',
  });
}

function fromEnvironment(env: NodeJS.ProcessEnv): Options {
  const options: Record<string, Value> = {};
  for (const name of OPTION_NAMES) {
    const variable = `UNBLOCKED_${name.toUpperCase()}`;
    const text = env[variable];
    if (text === undefined) continue;
    const value = RULES[name].parse(text);
    if (value === undefined || !RULES[name].check(value)) throw badOption(variable, text, RULES[name].accepts);
    options[name] = value;
  }
  return options;
}

/** Throws `UNBLOCKED_BAD_OPTION` where a value is not acceptable for an option. */
export function checkOption(name: keyof Options, value: unknown): void {
  if (!RULES[name].check(value)) throw badOption(`option ${name}`, value, RULES[name].accepts);
}

function checked(given: Options): Options {
  const set = Object.entries(given).filter(([, value]) => value !== undefined);
  for (const [name, value] of set) {
    if (!isOptionName(name)) throw badOption('the name of an option', name, OPTION_NAMES.join(', '));
    checkOption(name, value);
  }
  return Object.fromEntries(set);
}

/** AsyncLocalStorage is a field of the async context frame, and so nearly free, from Node 24 on. */
function cheapContext(): boolean {
  const [major = 0] = process.versions.node.split('.').map(Number);
  const off = [...process.execArgv, process.env['NODE_OPTIONS'] ?? ''].some((text) =>
    text.includes('--no-async-context-frame'),
  );
  return major >= 24 && !off;
}

/** Fills in the defaults. Options given by argument win over the environment. Throws `UNBLOCKED_BAD_OPTION`. */
export function resolveOptions(
  given: Options = {},
  env = process.env,
  isTerminal = process.stderr.isTTY,
): ResolvedOptions {
  const options = { ...fromEnvironment(env), ...checked(given) };
  const production = env['NODE_ENV'] === 'production';
  const context = options.context ?? 'auto';
  const isStrict = (options.strict ?? false) !== false;
  if (isStrict && context === 'off') throw badOption('option context', context, "'auto' or 'on' in strict mode");
  return {
    threshold: options.threshold ?? (production ? 100 : 50),
    heartbeat: options.heartbeat ?? 20,
    interval: options.interval ?? 10,
    context: context === 'auto' ? isStrict || cheapContext() : context === 'on',
    format: options.format ?? (isTerminal ? 'pretty' : 'json'),
    log: options.log ?? (production ? false : '.unblocked/stalls.jsonl'),
    startup: options.startup ?? false,
    path: options.path ?? false,
    spans: options.spans ?? true,
    profiler: options.profiler ?? false,
    origin: options.origin ?? false,
    workers: options.workers ?? true,
    strict: options.strict ?? false,
    cheap: options.cheap ?? false,
    allow: options.allow ?? [],
    reports: options.reports ?? 20,
  };
}
