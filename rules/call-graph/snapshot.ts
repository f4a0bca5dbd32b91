import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { threadId } from 'node:worker_threads';
import { type Discovered, type SourceFile, statSource } from './sources/discover.ts';
import type { Finding } from './search/findings.ts';
import type { ProjectStats } from './project.ts';
import type { ParseProblem } from './summaries/summary.ts';

/** A file as it was: a changed time alone does not make it another one. */
interface KeptFile extends SourceFile {
  digest: string;
}

/** What one analysis of a project found. Plain data: it survives JSON. */
export interface SnapshotData {
  /** What must be equal for the data to be of use: engine, root and settings. */
  engine: string;
  files: KeptFile[];
  /** The findings of every file that has any. */
  findings: [path: string, findings: Finding[]][];
  /** What is known of files' syntax: where they do not parse, or null where they do. */
  problems: [path: string, problem: ParseProblem | null][];
  stats: ProjectStats;
  /** The names of functions whose call leads to a blocking call. */
  leadingNames: string[];
}

/** Every file that an analysis depends on. */
export function filesOf({ sources, configuration }: Discovered): SourceFile[] {
  return [...sources, ...configuration];
}

/** The files with their digests; a file that has changed since it was listed has none. */
export function keptFiles(discovered: Discovered): KeptFile[] {
  return filesOf(discovered).map((file) => {
    const isStill = statSource(file.path)?.mtimeMs === file.mtimeMs;
    return { ...file, digest: isStill ? digestOf(file.path) : '' };
  });
}

function digestOf(file: string): string {
  try {
    return createHash('sha1').update(fs.readFileSync(file)).digest('base64');
  } catch {
    return ''; // gone since it was listed: equal to no text
  }
}

/** The data at `file` if it was made by the same engine from the same files; undefined otherwise. */
export function readSnapshot(file: string, engine: string, discovered: Discovered): SnapshotData | undefined {
  let data: SnapshotData;
  try {
    data = JSON.parse(fs.readFileSync(file, 'utf8')) as SnapshotData;
  } catch {
    return undefined; // None yet, or one that was cut short: it is made again.
  }
  const now = filesOf(discovered);
  if (data.engine !== engine || data.files.length !== now.length) return undefined;
  return data.files.every((each, at) => isSame(each, now[at])) ? data : undefined;
}

/** Whether a file is what it was. A fresh checkout has other times and the same texts. */
function isSame(kept: KeptFile, now: SourceFile | undefined): boolean {
  if (now?.path !== kept.path || now.size !== kept.size) return false;
  return now.mtimeMs === kept.mtimeMs || digestOf(now.path) === kept.digest;
}

/** Writes the data where the next process finds it; where nothing can be written, nothing is kept. */
export function writeSnapshot(file: string, data: SnapshotData): void {
  const draft = `${file}.${process.pid}-${threadId}`;
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(draft, JSON.stringify(data));
    fs.renameSync(draft, file);
  } catch {
    discard(draft);
  }
}

function discard(file: string): void {
  try {
    fs.rmSync(file, { force: true });
  } catch {
    return; // It lies in no folder: there is nothing to remove.
  }
}
