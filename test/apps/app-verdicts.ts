import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { LintResult } from '../../cli/lint-result.ts';
import type { StallRecord } from '../../runtime/stall-record.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

/** The causes that blame a line. */
const BLAMING: readonly string[] = ['code', 'native', 'microtasks'];

export type Variant = 'blocking' | 'fixed';

/** What `fixtures/apps/drive/main.js` prints. */
export interface AppRun {
  code: number | null;
  signal: string | null;
  stderr: string;
  stalls: StallRecord[];
  clients: { requests: number; p50Ms: number; p99Ms: number; maxMs: number };
  figures?: Record<string, number>;
}

/** A culprit of a static finding: places are `file:line`, files from the checkout. */
export interface StaticVerdict {
  culprit: string;
  frontier: string;
  /** The handler's label: `GET /orders/:id`. */
  handler: string;
  call: string;
}

/** A stall that blames a line of the app. */
export interface RuntimeVerdict {
  culprit: string;
  /** Every place of the stack, the culprit's included. */
  stack: string[];
  context: string;
  durationMs: number;
}

/** Drives one variant of an app over real sockets, in a process of its own. */
export async function drive(app: string, variant: Variant): Promise<AppRun> {
  const { stdout } = await run(process.execPath, ['fixtures/apps/drive/main.js', app, variant], {
    cwd: root,
    maxBuffer: 50_000_000,
  });
  return JSON.parse(stdout) as AppRun;
}

/** What `unblocked lint` says of a folder. */
export async function lint(folder: string): Promise<StaticVerdict[]> {
  const results = JSON.parse(await lintJson(folder)) as LintResult[];
  return results.flatMap(({ filePath, messages }) =>
    messages.flatMap((message) => {
      if (message.unblocked === undefined) throw new Error(`${filePath}: ${message.message}`);
      const { handler = '', culprits } = message.unblocked;
      const frontier = `${fromRoot(filePath)}:${message.line}`;
      return culprits.map(({ file, line, call }) => {
        return { culprit: `${fromRoot(file)}:${line}`, frontier, handler, call };
      });
    }),
  );
}

/** The command ends with 1 where it finds something, and prints all the same. */
async function lintJson(folder: string): Promise<string> {
  // What an earlier run may have left in a log is no finding in the source.
  const args = ['dist/cli/main.js', 'lint', '--format', 'json', '--rule', 'no-observed-stall=off', folder];
  try {
    return (await run(process.execPath, args, { cwd: root, maxBuffer: 50_000_000 })).stdout;
  } catch (error) {
    const { code, stdout } = error as { code?: number; stdout?: string };
    if (code === 1 && stdout !== undefined) return stdout;
    throw error;
  }
}

/** The stalls of the main thread that blame a line of the app. */
export function blamed(stalls: readonly StallRecord[]): RuntimeVerdict[] {
  return stalls.flatMap(({ cause, threadId, culprit, caller, frames, context, durationMs }) => {
    const own = [culprit, caller].find((each) => each !== null && fromRoot(each.file).startsWith('fixtures/apps/'));
    if (!own || threadId !== 0 || !BLAMING.includes(cause)) return [];
    const stack = frames.map(({ file, line }) => `${fromRoot(file)}:${line}`);
    return {
      culprit: `${fromRoot(own.file)}:${own.line}`,
      stack,
      context: context.name,
      durationMs,
    };
  });
}

/** Whether both speak of the same call: one culprit, the frontier in the stack, and the same route. */
export function agree(finding: StaticVerdict, stall: RuntimeVerdict): boolean {
  return (
    stall.culprit === finding.culprit &&
    stall.stack.includes(finding.frontier) &&
    isSameRoute(finding.handler, stall.context)
  );
}

/** Only routes are compared. The source of a router does not say where it is mounted; the running app does. */
function isSameRoute(handler: string, context: string): boolean {
  const [, method, route] = /^([A-Z]+) (\/.*)$/.exec(handler) ?? [];
  if (method === undefined || route === undefined) return true;
  return context.startsWith(`${method} /`) && context.endsWith(route);
}

function fromRoot(file: string): string {
  return file.startsWith(root) ? file.slice(root.length) : file;
}
