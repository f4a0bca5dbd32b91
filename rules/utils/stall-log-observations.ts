import fs from 'node:fs';
import path from 'node:path';
import {
  isSameFile,
  locate,
  type ObservedLine,
  observedLines,
  type ObservedStall,
  trimmedLines,
} from './stall-log-lines.ts';
import { DEFAULT_LOG, logFiles, readStallLogs } from './stall-log.ts';

/** Which stalls count. */
export interface ObservationOptions {
  /**
   * The log to read, from the project's root.
   * @default '.unblocked/stalls.jsonl', in the root and in every folder between it and the file
   */
  log?: string;
  /**
   * Days after which a stall no longer counts.
   * @default 30
   */
  maxAge?: number;
}

/** What was observed of one line of a file as it is now. */
export interface Observation {
  /** 1-based. */
  line: number;
  text: string;
  /** The oldest first; never empty. */
  stalls: readonly [ObservedStall, ...ObservedStall[]];
}

const DAY_MS = 86_400_000;
const DEFAULT_MAX_AGE = 30;

type LinesByName = ReadonlyMap<string, readonly ObservedLine[]>;

/** What was read of each log, until it changes. */
const read = new Map<string, { stamp: string; lines: LinesByName }>();
const NOTHING: LinesByName = new Map();

/** The lines of a project that stalled the event loop, as its logs tell. */
export class StallObservations {
  readonly #root: string;
  readonly #log: string | undefined;
  readonly #since: number;
  readonly #logsAbove = new Map<string, readonly string[]>();

  constructor(root: string, { log, maxAge = DEFAULT_MAX_AGE }: ObservationOptions = {}) {
    this.#root = root;
    this.#log = log === undefined ? undefined : path.resolve(root, log);
    this.#since = Date.now() - maxAge * DAY_MS;
  }

  /** Whether a log has lines of a file of this name: asked before the file is read. */
  mayKnow(file: string): boolean {
    return this.#recorded(file).length > 0;
  }

  /** The observed lines of a file, whose text is given, in order. A line that has changed is silent. */
  in(file: string, text: string): Observation[] {
    const recorded = this.#recorded(file);
    if (recorded.length === 0) return [];
    const lines = trimmedLines(text);
    const byLine = new Map<number, ObservedStall[]>();
    for (const each of recorded) {
      const stalls = each.stalls.filter(({ at }) => at >= this.#since);
      const line = stalls.length > 0 ? locate(each, lines) : undefined;
      if (line !== undefined) byLine.set(line, [...(byLine.get(line) ?? []), ...stalls]);
    }
    return [...byLine]
      .sort(([a], [b]) => a - b)
      .flatMap(([line, stalls]) => {
        const [first, ...rest] = stalls.sort((a, b) => a.at - b.at);
        return first ? [{ line, text: lines[line - 1] ?? '', stalls: [first, ...rest] as const }] : [];
      });
  }

  #recorded(file: string): ObservedLine[] {
    const name = path.basename(file);
    return this.#logsFor(file).flatMap((log) =>
      (linesOf(log).get(name) ?? []).filter((line) => isSameFile(line.file, file, this.#folderOf(log))),
    );
  }

  /** The folder that a log's paths are compared from: where the program was started. */
  #folderOf(log: string): string {
    return this.#log === undefined ? log.slice(0, -DEFAULT_LOG.length - 1) : this.#root;
  }

  #logsFor(file: string): readonly string[] {
    if (this.#log !== undefined) return [this.#log];
    const folder = path.dirname(file);
    let logs = this.#logsAbove.get(folder);
    if (!logs) this.#logsAbove.set(folder, (logs = this.#logsFrom(folder)));
    return logs;
  }

  #logsFrom(start: string): string[] {
    const logs: string[] = [];
    for (let folder = start; ; folder = path.dirname(folder)) {
      if (isThere(path.join(folder, '.unblocked'))) logs.push(path.join(folder, DEFAULT_LOG));
      if (folder === this.#root || folder === path.dirname(folder)) return logs;
    }
  }
}

function isThere(folder: string): boolean {
  return fs.statSync(folder, { throwIfNoEntry: false }) !== undefined;
}

function linesOf(log: string): LinesByName {
  const stats = logFiles(log).map((file) => fs.statSync(file, { throwIfNoEntry: false }));
  if (stats.every((stat) => stat === undefined)) {
    read.delete(log);
    return NOTHING;
  }
  const stamp = stats.map((stat) => (stat ? `${stat.mtimeMs}:${stat.size}` : '')).join();
  const known = read.get(log);
  if (known?.stamp === stamp) return known.lines;
  const lines = observedLines(readStallLogs([log]).records);
  read.set(log, { stamp, lines });
  return lines;
}
