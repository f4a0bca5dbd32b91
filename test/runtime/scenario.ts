import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { StallRecord } from '../../runtime/stall-record.ts';

/** The checkout. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** The preload as built. */
export const register = pathToFileURL(`${root}dist/runtime/register.js`).href;

/** From this part of the last ten seconds on in which threads waited for a CPU, in percent, a machine is crowded. */
const CROWDED = 50;

/** Whether others need the machine's CPUs too; false where the platform does not tell. */
function isCrowded(): boolean {
  try {
    const [, waited] = /^some avg10=([\d.]+)/.exec(readFileSync('/proc/pressure/cpu', 'utf8')) ?? [];
    return Number(waited) > CROWDED;
  } catch {
    return false;
  }
}

/** Options of tests that measure real stalls: a failure counts, but for one on a crowded machine, which is tried again. */
export const noisy = { retry: { count: 3, condition: isCrowded } };

declare module 'vitest' {
  interface TaskMeta {
    /** What the table of `npm run verify` says of a test. */
    figure?: string;
  }
}

/** How a child process ended, and what it said. */
export interface Run {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  /** The stalls among the lines of stderr. */
  records: StallRecord[];
  /** stderr without them. */
  otherErrors: string;
}

export interface RunOptions {
  env?: Record<string, string>;
  /** Arguments of Node before the program. */
  node?: string[];
  /** Arguments of the program. */
  args?: string[];
  /** @default true */
  preload?: boolean;
  cwd?: string;
  /** Called with the running child and everything it has printed, whenever it prints. */
  watch?(child: ChildProcess, output: string): void;
}

function isRecord(line: string): boolean {
  return line.startsWith('{"version":1,');
}

/** The stalls that a program has printed as JSON lines. */
export function recordsIn(text: string): StallRecord[] {
  return text
    .split('\n')
    .filter(isRecord)
    .map((line) => JSON.parse(line) as StallRecord);
}

/** Environment of a child: nothing of the test's own options, stalls as JSON lines, no log. */
export function childEnvironment(extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(?:UNBLOCKED|VITEST|NODE_|FORCE_COLOR|NO_COLOR)/.test(name),
  );
  return { ...Object.fromEntries(inherited), UNBLOCKED_FORMAT: 'json', UNBLOCKED_LOG: 'off', ...extra };
}

/** Runs a program in a Node process of the version that runs the tests. */
export function run(program: string, options: RunOptions = {}): Promise<Run> {
  const preload = options.preload === false ? [] : ['--import', register];
  const child = spawn(process.execPath, [...preload, ...(options.node ?? []), program, ...(options.args ?? [])], {
    env: childEnvironment(options.env),
    cwd: options.cwd ?? root,
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    options.watch?.(child, stdout + stderr);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    options.watch?.(child, stdout + stderr);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const otherErrors = stderr
        .split('\n')
        .filter((line) => !isRecord(line))
        .join('\n');
      resolve({ code, signal, stdout, stderr, records: recordsIn(stderr), otherErrors });
    });
  });
}

/** A program of `fixtures/runtime/programs`. */
export const program = (name: string): string => `${root}fixtures/runtime/programs/${name}`;

/** A scenario of `fixtures/runtime/scenarios`. */
export const scenario = (name: string): string => `${root}fixtures/runtime/scenarios/${name}`;

/** Lines of a file that end in a comment with this word, from 1. */
export function markedLines(file: string, word: string): number[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((text, index) => (text.includes(`// ${word}`) ? [index + 1] : []));
}
