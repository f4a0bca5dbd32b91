import fs from 'node:fs';
import type { StallRecord } from '../../runtime/stall-record.ts';
import { isStallRecord } from './stall-log-record.ts';

/** Where the runtime half writes its log, from the folder that the program was started in. */
export const DEFAULT_LOG = '.unblocked/stalls.jsonl';

/** A line of a log that is no record of a stall: it was cut off, or something else wrote it. */
export interface SkippedLine {
  file: string;
  /** 1-based. */
  line: number;
}

/** What a log holds: of several records of one stall the last, in the order in which they were first written. */
export interface StallLog {
  records: StallRecord[];
  skipped: SkippedLine[];
}

/** The two files of a log, the older first: a full log is renamed. */
export function logFiles(log: string): [older: string, newer: string] {
  return [`${log}.1`, log];
}

/** Reads logs; a file that is not there holds nothing. */
export function readStallLogs(logs: readonly string[]): StallLog {
  const byId = new Map<string, StallRecord>();
  const skipped: SkippedLine[] = [];
  for (const file of logs.flatMap(logFiles)) {
    readText(file)
      .split('\n')
      .forEach((text, index) => {
        if (text.trim() === '') return;
        const record = recordIn(text);
        if (record) byId.set(record.id, record);
        else skipped.push({ file, line: index + 1 });
      });
  }
  return { records: [...byId.values()], skipped };
}

function readText(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return '';
    throw error;
  }
}

function recordIn(line: string): StallRecord | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isStallRecord(value) ? value : undefined;
  } catch {
    return undefined; // Cut off in the middle, as by a process that was killed.
  }
}
