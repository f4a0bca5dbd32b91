import { readFile, stat } from 'node:fs/promises';
import { UsageError } from './usage-error.ts';
import { writeOutput } from './write-output.ts';

/** What a baseline knows, by key. */
export type Known<T> = Record<string, T>;

/** A kind of baseline: the field that holds what is known, what its values are, and the command that writes it. */
export interface BaselineKind<T> {
  field: 'findings' | 'stalls';
  isValue: (value: unknown) => value is T;
  command: string;
}

/** Reads a baseline; undefined where there is no such file. Throws a UsageError where it is no baseline of this kind. */
export async function readBaseline<T>(file: string, kind: BaselineKind<T>): Promise<Known<T> | undefined> {
  const found = await stat(file).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UsageError(`--baseline ${file} cannot be read: ${String(error)}.`);
  });
  if (found === undefined) return undefined;
  const known = found.isFile() ? knownIn(await readFile(file, 'utf8'), kind) : undefined;
  if (known !== undefined) return known;
  throw new UsageError(
    `--baseline ${file} is no baseline of ${kind.field}; accepted: a file that \`${kind.command} --baseline\` wrote ({ "version": 1, "${kind.field}": ... }), or one that does not exist yet.`,
  );
}

function knownIn<T>(text: string, { field, isValue }: BaselineKind<T>): Known<T> | undefined {
  try {
    const value = JSON.parse(text) as Record<string, unknown> | null;
    const known = value?.['version'] === 1 ? value[field] : undefined;
    if (typeof known !== 'object' || known === null || Array.isArray(known)) return undefined;
    return Object.values(known).every(isValue) ? (known as Known<T>) : undefined;
  } catch {
    return undefined; // No JSON: said by the caller, as for any other content that is no baseline.
  }
}

/** Writes a baseline in a fixed order. Throws a UsageError where that cannot be done. */
export async function writeBaseline<T>(file: string, { field }: BaselineKind<T>, known: Known<T>): Promise<void> {
  const text = `${JSON.stringify({ version: 1, [field]: sorted(known) }, undefined, 2)}\n`;
  await writeOutput('--baseline', file, text);
}

/** Whether two baselines know the same. */
export function isSame<T>(a: Known<T>, b: Known<T>): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted<T>(known: Known<T>): Known<T> {
  return Object.fromEntries(Object.entries(known).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Between the parts of a key. */
export const SEPARATOR = ' | ';
