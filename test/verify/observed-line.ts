import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stallRecord } from '../report/stall-records.ts';
import type { InstalledProject } from './installed-project.ts';

/** Half an hour away from where a message about it would change. */
const AGE_MS = 90 * 60_000;

/** Writes the log of a server in which one line of a fixture, the first with `call`, stalled the loop. */
export async function writeObserved({ directory }: InstalledProject, file: string, call: string): Promise<void> {
  const full = path.join(directory, file);
  const lines = (await readFile(full, 'utf8')).split('\n').map((text) => text.trim());
  const at = lines.findIndex((text) => text.includes(call));
  const [before = '', text = '', after = ''] = lines.slice(at - 1, at + 2);
  const record = stallRecord({
    time: new Date(Date.now() - AGE_MS).toISOString(),
    culprit: { file: full, line: at + 1, text, before, after },
  });
  await mkdir(path.join(directory, '.unblocked'), { recursive: true });
  await writeFile(path.join(directory, '.unblocked/stalls.jsonl'), `${JSON.stringify(record)}\n`);
}
