import { existsSync } from 'node:fs';
import { delayTierUp } from '../rules/utils/tier-up.ts';
import { terminalColour } from '../runtime/reporters/colour.ts';
import { applyBaseline } from './lint-baseline.ts';
import { explain } from './explain.ts';
import { formatters } from './formatters/index.ts';
import { LINT_HELP, type LintOptions, readLintOptions } from './lint-options.ts';
import { lintProject, type LintResult } from './lint-result.ts';
import { lintTargets, type Target } from './lint-targets.ts';
import { Progress } from './progress.ts';
import { writeOutput } from './write-output.ts';

export const summary = 'report the blocking calls that a handler reaches';

/** `unblocked lint`: gives the exit code. */
export async function run(args: string[]): Promise<number> {
  const options = readLintOptions(args);
  if (!options) {
    process.stdout.write(LINT_HELP);
    return 0;
  }
  delayTierUp();
  const cwd = process.cwd();
  const started = { wall: performance.now(), cpu: process.cpuUsage() };
  if (options.why !== undefined) {
    process.stdout.write(explain(options.why, options, cwd));
    return 0;
  }
  const progress = new Progress(process.stderr);
  progress.say('reading the project');
  const targets = lintTargets(options.paths, cwd, options.cache);
  const results = lintAll(targets, options, progress);
  progress.done();
  const reported = await newOnly(results, options, cwd);
  await print(reported, options, cwd);
  if (options.stats) process.stderr.write(statsText(targets, started));
  return exitCode(reported, options);
}

function lintAll(targets: readonly Target[], options: LintOptions, progress: Progress): LintResult[] {
  const total = targets.reduce((sum, { files }) => sum + files.length, 0);
  let done = 0;
  return targets.flatMap((target) =>
    lintProject(target, options, () => {
      progress.say(`${++done} of ${total} files`);
    }),
  );
}

/** What no baseline knows. The first run says that it has written one: from then on its silence means that nothing is new. */
async function newOnly(results: LintResult[], { baseline }: LintOptions, cwd: string): Promise<LintResult[]> {
  if (baseline === undefined) return results;
  const isFirst = !existsSync(baseline);
  const reported = await applyBaseline(baseline, results, cwd);
  const known = countOf(results) - countOf(reported);
  const findings = known === 1 ? '1 finding is' : `${known} findings are`;
  if (isFirst) process.stderr.write(`unblocked: ${baseline} written: ${findings} known, and only new ones fail.\n`);
  return reported;
}

function countOf(results: readonly LintResult[]): number {
  return results.reduce((sum, { messages }) => sum + messages.length, 0);
}

async function print(results: readonly LintResult[], options: LintOptions, cwd: string): Promise<void> {
  const { format, output } = options;
  const colour = output === undefined && terminalColour(process.env, process.stdout);
  const text = formatters[format]?.(results, { cwd, colour }) ?? '';
  if (output === undefined) process.stdout.write(text);
  else await writeOutput('--output', output, text);
}

function exitCode(results: readonly LintResult[], { maxWarnings }: LintOptions): number {
  const sum = (key: 'errorCount' | 'warningCount') => results.reduce((total, result) => total + result[key], 0);
  return sum('errorCount') > 0 || sum('warningCount') > maxWarnings ? 1 : 0;
}

function statsText(targets: readonly Target[], started: { wall: number; cpu: NodeJS.CpuUsage }): string {
  const { user, system } = process.cpuUsage(started.cpu);
  const lines = targets.map(({ project }) => {
    const stats = project.stats();
    return (
      `${project.root}\n  files ${stats.files} (${(stats.bytes / 1e6).toFixed(1)} MB, ${stats.parsed} that matter), functions ${stats.functions}, calls ${stats.calls}, ` +
      `edges ${stats.edges}\n  handlers ${stats.handlers}, functions that a handler reaches ${stats.reached}, ` +
      `blocking calls ${stats.blockingCalls}\n`
    );
  });
  const { heapUsed, rss } = process.memoryUsage();
  const time = `  ${((performance.now() - started.wall) / 1000).toFixed(2)} s, ${((user + system) / 1e6).toFixed(2)} s of CPU`;
  return `${lines.join('')}${time}, heap ${(heapUsed / 1e6).toFixed(0)} MB, resident ${(rss / 1e6).toFixed(0)} MB\n`;
}
