import { tmpdir } from 'node:os';
import path from 'node:path';
import { DEFAULT_LOG } from '../rules/utils/stall-log.ts';
import { parseCommandLine } from './command-line.ts';
import { oneOf } from './one-of.ts';
import { UsageError } from './usage-error.ts';

export const RUN_HELP = `Usage: unblocked run [options] -- <command> [arguments]

Runs the command with the watchdog in it and in every Node.js process that it starts. Standard
input and output, signals and the exit code pass through.

  --threshold <ms>      a stall of this length is reported            (50, in production 100)
  --fail-on-stall <ms>  exit with 1 where a stall reached this length
  --baseline <file>     known stalls pass, new ones fail, those whose code is gone are dropped;
                        written where it does not exist
  --log <file>          append every stall to this file as a JSON line  (${DEFAULT_LOG})
  --format <format>     pretty, json, silent                          (pretty on a terminal)
  --context <mode>      auto, on, off: follow requests through async code          (auto)
  --profiler            keep V8's profiler running, for native calls that cannot be named otherwise
  --origin              tell where stalled callbacks were scheduled (development only: slow)
  --startup             report stalls of the start-up too
  -h, --help

Exit code: the command's own where it is not 0; else 1 for a stall that fails the run, 0 without
one. 2 is a usage error too.
`;

const FORMATS = ['pretty', 'json', 'silent'] as const;
const CONTEXTS = ['auto', 'on', 'off'] as const;

/** What `unblocked run` was asked to do. */
export interface RunOptions {
  command: string;
  commandArguments: string[];
  /** What the preload is told. */
  environment: Record<string, string>;
  /** Milliseconds from which a stall fails the run; undefined where none does. */
  failFrom: number | undefined;
  baseline: string | undefined;
  startup: boolean;
  log: string;
  /** Nobody has asked for the log: it is removed in the end. */
  isLogHidden: boolean;
}

/** Reads the command line; a word that is not understood is a UsageError. `undefined`: help was asked for. */
export function readRunOptions(argv: string[]): RunOptions | undefined {
  const end = argv.indexOf('--');
  const { values, positionals } = parseCommandLine(end === -1 ? argv : argv.slice(0, end), OPTIONS);
  if (values.help === true) return undefined;
  const [command, ...commandArguments] = end === -1 ? positionals : argv.slice(end + 1);
  if (command === undefined) throw new UsageError('no command; expected: unblocked run [options] -- <command>.');
  if (end !== -1 && positionals.length > 0)
    throw new UsageError(`"${positionals.join(' ')}" before \`--\` is no option.`);
  if (values.baseline === '') throw new UsageError('--baseline is ""; accepted: a file name.');
  const failOnStall = milliseconds('fail-on-stall', values['fail-on-stall']);
  const threshold = milliseconds('threshold', values.threshold) ?? failOnStall;
  const { log, isLogHidden } = logFile(values.log);
  const environment = {
    UNBLOCKED_LOG: log,
    UNBLOCKED_THRESHOLD: threshold === undefined ? undefined : String(Math.min(threshold, failOnStall ?? threshold)),
    UNBLOCKED_FORMAT: values.format && oneOf('--format', values.format, FORMATS),
    UNBLOCKED_CONTEXT: values.context && oneOf('--context', values.context, CONTEXTS),
    UNBLOCKED_PROFILER: values.profiler === true ? '1' : undefined,
    UNBLOCKED_ORIGIN: values.origin === true ? '1' : undefined,
    UNBLOCKED_STARTUP: values.startup === true ? '1' : undefined,
  };
  return {
    command,
    commandArguments,
    environment: Object.fromEntries(
      Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
    // With a baseline every stall that is reported counts, unless only longer ones are to.
    failFrom: failOnStall ?? (values.baseline === undefined ? undefined : 0),
    baseline: values.baseline,
    startup: values.startup === true,
    log,
    isLogHidden,
  };
}

const OPTIONS = {
  threshold: { type: 'string' },
  'fail-on-stall': { type: 'string' },
  baseline: { type: 'string' },
  log: { type: 'string' },
  format: { type: 'string' },
  context: { type: 'string' },
  profiler: { type: 'boolean' },
  origin: { type: 'boolean' },
  startup: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

function milliseconds(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== '' && value >= 10) return value;
  throw new UsageError(`--${option} is "${text}"; accepted: a number of milliseconds from 10.`);
}

/** Where the records go that the summary is made of: also where the environment switches the log off. */
function logFile(given: string | undefined): Pick<RunOptions, 'log' | 'isLogHidden'> {
  const inherited = process.env['UNBLOCKED_LOG'];
  const isOff = inherited !== undefined && ['0', 'off', 'false'].includes(inherited);
  const asked = given ?? (isOff ? undefined : inherited);
  const isLogHidden = asked === undefined && (isOff || process.env['NODE_ENV'] === 'production');
  const usual = isLogHidden ? path.join(tmpdir(), `unblocked-${process.pid}.jsonl`) : DEFAULT_LOG;
  return { log: path.resolve(asked ?? usual), isLogHidden };
}
