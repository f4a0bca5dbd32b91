#!/usr/bin/env node
import { createRequire } from 'node:module';
import * as lint from './lint.ts';
import * as report from './report.ts';
import * as runCommand from './run.ts';
import { UsageError } from './usage-error.ts';

/** A command: its one-line help, and what runs it and gives the exit code. */
interface Command {
  summary: string;
  run: (args: string[]) => Promise<number>;
}

const commands = new Map<string, Command>([
  ['lint', lint],
  ['run', runCommand],
  ['report', report],
]);

function usage(): string {
  const width = Math.max(...[...commands.keys()].map((name) => name.length));
  const rows = [...commands].map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return `Usage: unblocked <command> [options]\n\n${rows.join('\n')}\n\n\`unblocked <command> --help\` tells a command's options, \`unblocked --version\` the version.\n`;
}

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h') {
    process.stdout.write(usage());
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === '-v') {
    const { version } = createRequire(import.meta.url)('unblocked/package.json') as { version: string };
    process.stdout.write(`${version}\n`);
    return 0;
  }
  const command = commands.get(name);
  if (!command) throw new UsageError(`unknown command "${name}"; accepted: ${[...commands.keys()].join(', ')}.`);
  return command.run(args);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = 2;
  const text = error instanceof UsageError ? error.message : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`unblocked: ${text}\n`);
}
