import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { constants } from 'node:os';
import type { StallRecord } from '../runtime/stall-record.ts';
import { RunBaseline } from './run-baseline.ts';
import { readRunOptions, RUN_HELP, type RunOptions } from './run-options.ts';
import { baselineText, failing, failureText, stallsOf, summaryOf } from './run-stalls.ts';
import { UsageError } from './usage-error.ts';

/** One line for the list of commands. */
export const summary = 'run a command and report what stalls its event loops';

const FORWARDED: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2'];

/** Runs `unblocked run` with its arguments and gives the exit code. */
export async function run(argv: string[]): Promise<number> {
  const options = readRunOptions(argv);
  if (options === undefined) {
    process.stdout.write(RUN_HELP);
    return 0;
  }
  const baseline = options.baseline === undefined ? undefined : await RunBaseline.read(options.baseline);
  const runId = randomUUID();
  const child = start(options, runId);
  const stopForwarding = forwardSignals(child);
  const { code, signal } = await waitFor(child).catch((error: unknown) => {
    throw notStarted(options.command, error as NodeJS.ErrnoException);
  });
  stopForwarding();
  const stalls = stallsOf(runId, options);
  if (stalls.length > 0) say(options, summaryOf(stalls));
  if (signal !== null) {
    process.kill(process.pid, signal);
    return 128 + constants.signals[signal];
  }
  // Of a run that was cut short nobody knows what would have stalled.
  if (code !== 0 && code !== null) return code;
  return verdict(stalls, options, baseline);
}

function notStarted(command: string, { code, message }: NodeJS.ErrnoException): UsageError {
  if (code === 'ENOENT')
    return new UsageError(`there is no command "${command}"; accepted: a program in PATH, or a path to one.`);
  return new UsageError(`"${command}" cannot be started: ${message}.`);
}

/** The exit code of a command that has succeeded. */
async function verdict(
  stalls: readonly StallRecord[],
  options: RunOptions,
  baseline: RunBaseline | undefined,
): Promise<number> {
  if (options.failFrom === undefined) return 0;
  let failed = failing(stalls, options.failFrom);
  if (baseline !== undefined && options.baseline !== undefined) {
    const judged = await baseline.judge(failed);
    say(options, baselineText(judged, options.baseline));
    failed = judged.isFirst ? [] : judged.added;
  }
  if (failed.length === 0) return 0;
  process.stderr.write(failureText(failed, options));
  return 1;
}

function say({ environment }: RunOptions, text: string): void {
  if (environment['UNBLOCKED_FORMAT'] !== 'silent') process.stderr.write(text);
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
