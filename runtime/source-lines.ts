import { createHash } from 'node:crypto';
import type { SourceMaps } from './source-maps.ts';

/** The culprit line's text with its neighbours. */
export interface LineText {
  text: string;
  before: string;
  after: string;
  fileHash?: string;
}

/** Characters of a line that a record keeps: minified code has lines of a megabyte. */
const KEPT = 300;

/** A line without its indentation; of a longer one the beginning, which then ends in `…`. */
function kept(line: string): string {
  const text = line.trim();
  return text.length > KEPT ? `${text.slice(0, KEPT)}…` : text;
}

/** Reads the original source that stalls are reported with. */
export class SourceLines {
  readonly #maps: SourceMaps;

  constructor(maps: SourceMaps) {
    this.#maps = maps;
  }

  lines(file: string): readonly string[] | undefined {
    return this.#maps.text(file)?.split(/\r?\n/);
  }

  /** The text of a line as it stands there. */
  line(file: string, line: number): string {
    return this.lines(file)?.[line - 1] ?? '';
  }

  /** The text at a line, the nearest lines around it that are not blank, and the file's hash. */
  at(file: string, line: number): LineText {
    const source = this.#maps.text(file);
    if (source === undefined) return { text: '', before: '', after: '' };
    const lines = source.split(/\r?\n/).map(kept);
    const notBlank = (text: string): boolean => text !== '';
    return {
      text: lines[line - 1] ?? '',
      before: lines.slice(0, line - 1).findLast(notBlank) ?? '',
      after: lines.slice(line).find(notBlank) ?? '',
      fileHash: createHash('sha256').update(source).digest('hex').slice(0, 16),
    };
  }
}
