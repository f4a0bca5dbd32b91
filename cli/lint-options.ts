import path from 'node:path';
import { DEFAULT_OPTIONS, type RuleOptions, STRICT_OPTIONS } from '../rules/utils/options.ts';
import unblocked from '../rules/index.ts';
import type { ObservationOptions } from '../rules/utils/stall-log-observations.ts';
import { parseCommandLine } from './command-line.ts';
import { formatters } from './formatters/index.ts';
import { oneOf } from './one-of.ts';
import { UsageError } from './usage-error.ts';

export type Severity = 'off' | 'warn' | 'error';

/** What `unblocked lint` was asked to do. */
export interface LintOptions {
  paths: string[];
  format: string;
  output: string | undefined;
  rule: RuleOptions;
  severities: Map<string, Severity>;
  maxWarnings: number;
  baseline: string | undefined;
  why: string | undefined;
  stats: boolean;
  cache: boolean;
  quiet: boolean;
  stalls: ObservationOptions;
}

const WEIGHTS = ['cheap', 'heavy', 'unbounded'] as const;
const SEVERITIES = ['off', 'warn', 'error'] as const;

export const LINT_HELP = `Usage: unblocked lint [options] [paths]

Reports the calls that block the event loop and that a handler reaches. Paths are files or
folders; the default is the current folder.

  --weight <weight>       the lowest weight reported: cheap, heavy, unbounded   (heavy)
  --strict                cheap calls, calls that run once, and async functions
                          that no known handler reaches, too
  --unsure, --once        one part of --strict each
  --allow-call <call>     a call that is never reported, may be repeated
  --allow-file <pattern>  files whose blocking calls are never reported
  --rule <name>=<level>   off, warn or error for one rule, may be repeated
                          (error; warn for no-observed-stall)
  --stall-log <file>      stalls that were observed      (.unblocked/stalls.jsonl)
  --stall-age <days>      days after which a stall no longer counts            (30)
  --max-warnings <n>      exit with 1 for more warnings than this
  --baseline <file>       known findings pass, new ones fail, gone ones are dropped;
                          written where it does not exist
  --format <format>       ${Object.keys(formatters).join(', ').padEnd(44)}      (stylish)
  --output <file>         write the findings there instead of to the terminal
  --why <file:line>       say what a line leads to and where that is reported, or why
                          it is silent
  --no-cache              read every file, whatever an earlier run has kept
  --stats                 print counts, time and memory
  --quiet                 no warnings, errors only
  -h, --help

Examples:
  unblocked lint src
  unblocked lint --format sarif --output unblocked.sarif
  unblocked lint --baseline known.json
  unblocked lint --why src/orders.js:14

Exit code: 0 clean, 1 findings, 2 usage error or crash.
`;

/** Reads the command line; a word that is not understood is a UsageError. `undefined`: help was asked for. */
export function readLintOptions(args: string[]): LintOptions | undefined {
  const { values, positionals } = parse(args);
  if (values.help === true) return undefined;
  const base = values.strict === true ? STRICT_OPTIONS : DEFAULT_OPTIONS;
  const allow = {
    ...(values['allow-call'] && { calls: values['allow-call'] }),
    ...(values['allow-file'] && { files: values['allow-file'] }),
  };
  return {
    paths: positionals.length > 0 ? positionals : ['.'],
    format: oneOf('--format', values.format ?? 'stylish', Object.keys(formatters)),
    output: values.output,
    rule: {
      weight: values.weight === undefined ? base.weight : oneOf('--weight', values.weight, WEIGHTS),
      unsure: values.unsure ?? base.unsure,
      once: values.once ?? base.once,
      allow,
    },
    severities: readSeverities(values.rule ?? []),
    maxWarnings: readCount('--max-warnings', values['max-warnings']),
    baseline: values.baseline,
    why: values.why,
    stats: values.stats ?? false,
    cache: values['no-cache'] !== true,
    quiet: values.quiet ?? false,
    stalls: {
      ...(values['stall-log'] !== undefined && { log: path.resolve(values['stall-log']) }),
      ...(values['stall-age'] !== undefined && { maxAge: readDays('--stall-age', values['stall-age']) }),
    },
  };
}

function parse(args: string[]) {
  return parseCommandLine(args, {
    'allow-call': { type: 'string', multiple: true },
    'allow-file': { type: 'string', multiple: true },
    baseline: { type: 'string' },
    format: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
    'max-warnings': { type: 'string' },
    'no-cache': { type: 'boolean' },
    once: { type: 'boolean' },
    output: { type: 'string' },
    quiet: { type: 'boolean' },
    rule: { type: 'string', multiple: true },
    'stall-age': { type: 'string' },
    'stall-log': { type: 'string' },
    stats: { type: 'boolean' },
    strict: { type: 'boolean' },
    unsure: { type: 'boolean' },
    weight: { type: 'string' },
    why: { type: 'string' },
  });
}

function readCount(option: string, value: string | undefined): number {
  if (value === undefined) return Number.POSITIVE_INFINITY;
  if (!/^\d+$/.test(value)) throw new UsageError(`${option} is "${value}"; accepted: a whole number from 0.`);
  return Number(value);
}

function readDays(option: string, value: string): number {
  const days = Number(value);
  if (value.trim() === '' || !(days > 0))
    throw new UsageError(`${option} is "${value}"; accepted: a number of days above 0.`);
  return days;
}

function readSeverities(given: readonly string[]): Map<string, Severity> {
  const names = Object.keys(unblocked.rules);
  const severities = new Map<string, Severity>(
    names.map((name) => [name, name === 'no-observed-stall' ? 'warn' : 'error']),
  );
  for (const each of given) {
    const [name = '', level = ''] = each.replace(/^unblocked\//, '').split('=');
    if (!names.includes(name)) throw new UsageError(`--rule names "${name}"; accepted: ${names.join(', ')}.`);
    severities.set(name, oneOf(`--rule ${name}`, level, SEVERITIES));
  }
  return severities;
}
