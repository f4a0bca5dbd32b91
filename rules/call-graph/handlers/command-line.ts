import { COMMAND_LINE_PARSERS } from '../../handlers/command-line-parsers.ts';
import type { HandlerFramework } from '../../handlers/types.ts';
import type { Packages } from '../sources/packages.ts';
import type { CallSite } from '../summaries/summary.ts';
import type { Evaluator } from '../values/evaluate.ts';
import type { LoadedFile } from '../values/loaded-file.ts';

const PARSERS: ReadonlySet<string> = new Set(COMMAND_LINE_PARSERS);

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
          (PARSERS.has(value.module) || (value.module === 'node:util' && value.path === 'parseArgs')),
      ),
  );
}

/** What serves: every module whose calls of handlers somebody waits for, by the package's name. */
function serversOf(frameworks: readonly HandlerFramework[]): string[] {
  return frameworks.filter(({ inServers }) => inServers !== true).flatMap(packagesOf);
}

/** The packages that a framework comes in: that of a specifier such as `@scope/name/path`. */
export function packagesOf({ module, aliases = [] }: HandlerFramework): string[] {
  return [module, ...aliases].map((each) => /^(?:@[^/]+\/)?[^/]+/.exec(each)?.[0] ?? each);
}

/** Tells packages of command lines: they depend on what reads arguments, and on nothing that serves. */
export class CommandLines {
  readonly #packages: Packages;
  readonly #servers: readonly string[];

  constructor(packages: Packages, frameworks: readonly HandlerFramework[]) {
    this.#packages = packages;
    this.#servers = serversOf(frameworks);
  }

  has(file: LoadedFile): boolean {
    return this.#packages.depends(file.path, COMMAND_LINE_PARSERS) && !this.#packages.depends(file.path, this.#servers);
  }
}
