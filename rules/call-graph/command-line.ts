import type { Evaluator } from './evaluate.ts';
import type { LoadedFile } from './loaded-file.ts';
import type { CallSite } from './summary.ts';

/** Packages that read the command line. */
const PARSERS =
  /^(?:minimist|mri|yargs|yargs-parser|commander|cac|meow|arg|sade|getopts|citty|clipanion|command-line-args|node:util)$/;

/**
 * Whether a call stands in a function that reads the command line: what a command does again and again (`--cron`) serves
 * nobody but the one who started it. A module that does both at its top level may well be a server.
 */
export function isOfCommandLine(evaluator: Evaluator, file: LoadedFile, site: CallSite): boolean {
  const around = file.summary.functions.find(({ calls }) => calls.includes(site));
  if (around === undefined || around.kind === 'module') return false;
  return around.calls.some(({ callee }) =>
    evaluator
      .evaluate(file, callee)
      .some(
        (value) =>
          value.k === 'external' &&
          PARSERS.test(value.module) &&
          (value.module !== 'node:util' || value.path === 'parseArgs'),
      ),
  );
}
