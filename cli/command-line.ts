import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './usage-error.ts';

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<T extends Options> = ReturnType<typeof parseArgs<{ args: string[]; allowPositionals: true; options: T }>>;

/** Reads options and paths; a word that is not understood is a UsageError that says what is accepted. */
export function parseCommandLine<const T extends Options>(args: string[], options: T): Parsed<T> {
  try {
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    throw usageErrorOf(error as Error & { code?: string }, options);
  }
}

function usageErrorOf({ code, message }: Error & { code?: string }, options: Options): Error {
  const [, given = ''] = /'(?:-\w, )?(-[^' ]*)/.exec(message) ?? [];
  const option = options[given.replace(/^--/, '')];
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const accepted = Object.keys(options).map((name) => `--${name}`);
    return new UsageError(`there is no option "${given}"; accepted: ${accepted.join(', ')}.`);
  }
  if (option?.type === 'boolean') return new UsageError(`${given} was given a value; accepted: ${given} alone.`);
  if (option) return new UsageError(`${given} has no value; accepted: ${given} <value>, or ${given}=<value>.`);
  return new UsageError(`${message}.`);
}
