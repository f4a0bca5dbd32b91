import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Cause, StallRecord } from '../runtime/stall-record.ts';
import { UsageError } from './usage-error.ts';

/** One line for the list of commands. */
export const summary = 'run a command and report what stalls its event loops';

export const help = `Usage: unblocked run [options] -- <command> [arguments]

Runs the command with the watchdog in it and in every Node.js process that it starts. Standard
input and output, signals and the exit code pass through.

  --threshold <ms>      a stall of this length is reported            (50, in production 100)
  --fail-on-stall <ms>  exit with 1 where a stall reached this length
  --log <file>          append every stall to this file as a JSON line  (.unblocked/stalls.jsonl)
  --format <format>     pretty, json, silent                          (pretty on a terminal)
  --context <mode>      auto, on, off: follow requests through async code          (auto)
  --profiler            keep V8's profiler running, for native calls that cannot be named otherwise
  --origin              tell where stalled callbacks were scheduled (development only: slow)
  --startup             report stalls of the start-up too
  -h, --help
`;

/** Causes that are not the program's fault: they never fail a run. */
const OUTSIDE: ReadonlySet<Cause> = new Set(['suspended', 'debugger', 'cpu-starvation']);

const FORWARDED: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2'];

/** Lines that the summary names. */
const NAMED = 5;

interface RunOptions {
  command: string;
  commandArguments: string[];
  environment: Record<string, string>;
  failOnStall: number | undefined;
  startup: boolean;
  log: string;
}

function milliseconds(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== '' && value >= 10) return value;
  throw new UsageError(`--${option} is "${text}"; accepted: a number of milliseconds from 10.`);
}

function parse(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        threshold: { type: 'string' },
        'fail-on-stall': { type: 'string' },
        log: { type: 'string' },
        format: { type: 'string' },
        context: { type: 'string' },
        profiler: { type: 'boolean' },
        origin: { type: 'boolean' },
        startup: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Where the records go that the summary is made of: also where the environment switches the log off. */
function logFile(given: string | undefined): string {
  const inherited = process.env['UNBLOCKED_LOG'];
  const off = inherited !== undefined && ['0', 'off', 'false'].includes(inherited);
  const hidden = path.join(tmpdir(), `unblocked-${process.pid}.jsonl`);
  const usual = off || process.env['NODE_ENV'] === 'production' ? hidden : '.unblocked/stalls.jsonl';
  return path.resolve(given ?? (off ? hidden : (inherited ?? usual)));
}

function readOptions(argv: string[]): RunOptions | undefined {
  const end = argv.indexOf('--');
  const { values, positionals } = parse(end === -1 ? argv : argv.slice(0, end));
  if (values.help === true) return undefined;
  const [command, ...commandArguments] = end === -1 ? positionals : argv.slice(end + 1);
  if (command === undefined) throw new UsageError('no command; expected: unblocked run [options] -- <command>.');
  if (end !== -1 && positionals.length > 0)
    throw new UsageError(`"${positionals.join(' ')}" before \`--\` is no option.`);
  const failOnStall = milliseconds('fail-on-stall', values['fail-on-stall']);
  const threshold = milliseconds('threshold', values.threshold) ?? failOnStall;
  const log = logFile(values.log);
  const environment = Object.fromEntries(
    Object.entries({
      UNBLOCKED_LOG: log,
      UNBLOCKED_THRESHOLD: threshold === undefined ? undefined : String(Math.min(threshold, failOnStall ?? threshold)),
      UNBLOCKED_FORMAT: values.format,
      UNBLOCKED_CONTEXT: values.context,
      UNBLOCKED_PROFILER: values.profiler === true ? '1' : undefined,
      UNBLOCKED_ORIGIN: values.origin === true ? '1' : undefined,
      UNBLOCKED_STARTUP: values.startup === true ? '1' : undefined,
    }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  ) as Record<string, string>;
  return { command, commandArguments, environment, failOnStall, startup: values.startup === true, log };
}

function start({ command, commandArguments, environment }: RunOptions, runId: string): ChildProcess {
  const preload = `--import ${new URL('../runtime/register.js', import.meta.url).href}`;
  const nodeOptions = [process.env['NODE_OPTIONS'], preload]
    .filter((text) => text !== undefined && text !== '')
    .join(' ');
  return spawn(command, commandArguments, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, ...environment, NODE_OPTIONS: nodeOptions, UNBLOCKED_RUN: runId },
  });
}

/** Passes signals on. A terminal sends its own to the whole group, so then SIGINT has arrived there already. */
function forwardSignals(child: ChildProcess): () => void {
  const forward = (signal: NodeJS.Signals): void => {
    child.kill(signal);
  };
  const stay = (signal: NodeJS.Signals): void => {
    if (!process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of FORWARDED) process.on(signal, forward);
  process.on('SIGINT', stay);
  return () => {
    for (const signal of FORWARDED) process.off(signal, forward);
    process.off('SIGINT', stay);
  };
}

function waitFor(child: ChildProcess): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      resolve({ code, signal });
    });
  });
}

/** The stalls of one run: the last record of each, whether it ended or was cut off. */
function recordsOf(log: string, runId: string): StallRecord[] {
  let text = '';
  try {
    text = readFileSync(log, 'utf8');
  } catch {
    return []; // No stall, no file.
  }
  const byId = new Map<string, StallRecord>();
  for (const line of text.split('\n')) {
    if (!line.includes(runId)) continue;
    const record = JSON.parse(line) as StallRecord;
    if (record.run === runId) byId.set(record.id, record);
  }
  return [...byId.values()];
}

function summaryOf(records: StallRecord[]): string {
  const worst = records.toSorted((a, b) => b.durationMs - a.durationMs);
  const pids = new Set(records.map(({ pid }) => pid)).size;
  const processes = pids === 1 ? '1 process' : `${pids} processes`;
  const head = `[unblocked] ${records.length} ${records.length === 1 ? 'stall' : 'stalls'} in ${processes}, ${Math.round(worst[0]?.durationMs ?? 0)} ms at worst`;
  const seen = new Set<string>();
  const lines = worst
    .filter(({ fingerprint }) => !seen.has(fingerprint) && seen.add(fingerprint))
    .slice(0, NAMED)
    .map(({ durationMs, context, culprit, cause, pid, fingerprint }) => {
      const count = records.filter((record) => record.fingerprint === fingerprint).length;
      const place = culprit ? `${path.relative(process.cwd(), culprit.file)}:${culprit.line}` : cause;
      return `  ${String(Math.round(durationMs)).padStart(6)} ms  ${String(count).padStart(3)} x  ${place}  ${context.name} (pid ${pid})`;
    });
  return `${[head, ...lines].join('\n')}\n`;
}

/** Runs `unblocked run` with its arguments and gives the exit code. */
export async function run(argv: string[]): Promise<number> {
  const options = readOptions(argv);
  if (options === undefined) {
    process.stdout.write(help);
    return 0;
  }
  const runId = randomUUID();
  const child = start(options, runId);
  const stopForwarding = forwardSignals(child);
  const { code, signal } = await waitFor(child).catch((error: unknown) => {
    throw new UsageError(`${options.command} cannot be started: ${String(error)}.`);
  });
  stopForwarding();
  const records = recordsOf(options.log, runId).filter(({ cause }) => options.startup || cause !== 'startup');
  if (records.length > 0 && options.environment['UNBLOCKED_FORMAT'] !== 'silent')
    process.stderr.write(summaryOf(records));
  if (signal !== null) {
    process.kill(process.pid, signal);
    return 128 + constants.signals[signal];
  }
  if (code !== 0 && code !== null) return code;
  const { failOnStall } = options;
  const failed =
    failOnStall !== undefined &&
    records.some((record) => !record.offloaded && !OUTSIDE.has(record.cause) && record.durationMs >= failOnStall);
  return failed ? 1 : 0;
}
