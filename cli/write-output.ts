import { writeFile } from 'node:fs/promises';
import { UsageError } from './usage-error.ts';

/** Writes what an option asks for into its file. Throws a UsageError where that cannot be done. */
export async function writeOutput(option: string, file: string, text: string): Promise<void> {
  await writeFile(file, text).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(
      `${option} is "${file}", which cannot be written (${code ?? String(error)}); accepted: a file in a folder that exists.`,
    );
  });
}
