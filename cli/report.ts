import fs from 'node:fs';
import { logFiles, readStallLogs } from '../rules/utils/stall-log.ts';
import { stylesFor, terminalColour } from '../runtime/reporters/colour.ts';
import { cpuProfileOf, stallFor } from './report/cpu-profile.ts';
import { readReportOptions, REPORT_HELP, type ReportOptions } from './report/options.ts';
import { type Overview, overviewOf } from './report/overview.ts';
import { pageOf } from './report/page.ts';
import { skippedText } from './report/skipped-lines.ts';
import { summaryText } from './report/summary-text.ts';
import { uncaughtText } from './report/uncaught-text.ts';
import { UsageError } from './usage-error.ts';
import { writeOutput } from './write-output.ts';

export const summary = 'say what a log of stalls holds, on the terminal or as a page';

/** `unblocked report`: gives the exit code. */
export async function run(args: string[]): Promise<number> {
  const options = readReportOptions(args);
  if (!options) {
    process.stdout.write(REPORT_HELP);
    return 0;
  }
  const overview = readLogs(options.logs);
  if (options.output === undefined) printReport(overview, options);
  else process.stdout.write(await writeReport(overview, options, options.output));
  return 0;
}

function readLogs(logs: readonly string[]): Overview {
  for (const log of logs) {
    const found = logFiles(log).flatMap((file) => fs.statSync(file, { throwIfNoEntry: false }) ?? []);
    // Also a pipe: the log may be what another command prints.
    if (!found.some((stat) => !stat.isDirectory()))
      throw new UsageError(
        `${found.length > 0 ? `"${log}" is a folder` : `there is no log "${log}"`}; accepted: a file of stalls, as \`node --import unblocked/register app.js\` or \`unblocked run\` writes it.`,
      );
  }
  return overviewOf(readStallLogs([...new Set(logs)]));
}

function printReport(overview: Overview, { uncaught }: ReportOptions): void {
  const view = { root: process.cwd(), styles: stylesFor(terminalColour(process.env, process.stdout)) };
  process.stdout.write(uncaught ? uncaughtText(overview, view) : summaryText(overview, view));
}

/** Writes what was asked for and gives the line that says so. */
async function writeReport(overview: Overview, { cpuProfile }: ReportOptions, output: string): Promise<string> {
  if (cpuProfile === undefined) {
    const page = await pageOf(overview, process.cwd());
    await writeOutput('--output', output, page);
    const count = overview.records.length;
    return `${output}: ${count} ${count === 1 ? 'stall' : 'stalls'}, ${Math.ceil(page.length / 1000)} kB.${skippedNote(overview)}\n`;
  }
  const record = stallFor(cpuProfile, overview.records);
  await writeOutput('--output', output, JSON.stringify(cpuProfileOf(record)));
  return `${output}: the stall ${record.id}. Open it in VS Code, in Chrome DevTools (Performance) or in speedscope.\n`;
}

function skippedNote({ skipped }: Overview): string {
  return skipped.length === 0 ? '' : ` ${skippedText(skipped)}`;
}
