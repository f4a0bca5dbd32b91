import { DEFAULT_LOG } from '../../rules/utils/stall-log.ts';
import { parseCommandLine } from '../command-line.ts';
import { UsageError } from '../usage-error.ts';

export const REPORT_HELP = `Usage: unblocked report [options] [logs]

Says what a log of stalls holds. The default log is ${DEFAULT_LOG}; <log>.1 is read with it.

  -o, --output <file>        write a page for the browser there, which works offline
  --cpuprofile <id|worst>    write the samples of one stall to --output, for VS Code,
                             Chrome DevTools and speedscope
  --uncaught                 only the culprits that no rule reports
  -h, --help

Lines of a log that are cut off or foreign are counted and passed over.
Exit code: 0, or 2 for a usage error.
`;

/** What `unblocked report` was asked to do. */
export interface ReportOptions {
  logs: string[];
  output: string | undefined;
  /** The id of a stall, or `worst`. */
  cpuProfile: string | undefined;
  uncaught: boolean;
}

/** Reads the command line; a word that is not understood is a UsageError. `undefined`: help was asked for. */
export function readReportOptions(args: string[]): ReportOptions | undefined {
  const { values, positionals } = parse(args);
  if (values.help === true) return undefined;
  const { output, cpuprofile, uncaught = false } = values;
  if (output === '') throw new UsageError('--output is ""; accepted: a file name.');
  if (cpuprofile !== undefined && uncaught)
    throw new UsageError('--uncaught and --cpuprofile exclude each other; accepted: one of them.');
  if (cpuprofile !== undefined && output === undefined)
    throw new UsageError('--cpuprofile needs a file to write; accepted: --cpuprofile <id|worst> --output <file>.');
  if (uncaught && output !== undefined)
    throw new UsageError('--uncaught prints to the terminal; accepted: --uncaught without --output.');
  return { logs: positionals.length > 0 ? positionals : [DEFAULT_LOG], output, cpuProfile: cpuprofile, uncaught };
}

function parse(args: string[]) {
  return parseCommandLine(args, {
    cpuprofile: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
    output: { type: 'string', short: 'o' },
    uncaught: { type: 'boolean' },
  });
}
