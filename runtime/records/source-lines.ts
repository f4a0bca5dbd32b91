import { createHash } from 'node:crypto';
import { modifiedAt, type SourceMaps } from './source-maps.ts';

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

/** The text of a file, its lines, and its hash once somebody has asked for it. */
interface Source {
  text: string;
  lines: readonly string[];
  hash?: string;
}

/** Reads the original source that stalls are reported with. */
export class SourceLines {
  readonly #maps: SourceMaps;
  /** A report reads the same file many times, and bundles have megabytes: it is kept while a report is made, no longer. */
  readonly #read = new Map<string, { modified: number; source: WeakRef<Source> }>();

  constructor(maps: SourceMaps) {
    this.#maps = maps;
  }

  lines(file: string): readonly string[] | undefined {
    return this.#source(file)?.lines;
  }

  /** The text of a line as it stands there. */
  line(file: string, line: number): string {
    return this.lines(file)?.[line - 1] ?? '';
  }

  /** The text at a line, the nearest lines around it that are not blank, and the file's hash. */
  at(file: string, line: number): LineText {
    const source = this.#source(file);
    if (source === undefined) return { text: '', before: '', after: '' };
    const { lines, text } = source;
    source.hash ??= createHash('sha256').update(text).digest('hex').slice(0, 16);
    const isFilled = (candidate: string): boolean => candidate.trim() !== '';
    return {
      text: kept(lines[line - 1] ?? ''),
      before: kept(lines.slice(0, line - 1).findLast(isFilled) ?? ''),
      after: kept(lines.slice(line).find(isFilled) ?? ''),
      fileHash: source.hash,
    };
  }

  #source(file: string): Source | undefined {
    const modified = modifiedAt(file);
    const known = this.#read.get(file);
    const current = known?.modified === modified ? known.source.deref() : undefined;
    if (current !== undefined) return current;
    const text = this.#maps.text(file);
    if (text === undefined) return undefined;
    const source = { text, lines: text.split(/\r?\n/) };
    this.#read.set(file, { modified, source: new WeakRef(source) });
    return source;
  }
}
