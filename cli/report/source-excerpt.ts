import fs from 'node:fs';
import path from 'node:path';
import type { Culprit } from '../../runtime/stall-record.ts';
import { locate, trimmedLines } from '../../rules/utils/stall-log-lines.ts';

/** Lines of source around a culprit. */
export interface Excerpt {
  /** 1-based; undefined where only the record's own text is known. */
  from: number | undefined;
  lines: string[];
  /** Index of the culprit's line. */
  here: number;
}

const CONTEXT = 3;
const MAX_BYTES = 2_000_000;
const SOURCE = /\.[cm]?[jt]sx?$/;

/**
 * The lines around a culprit: from its file, where that still has them, else what the record holds. A log may come from
 * anywhere, so that nothing but source files below `root` is opened.
 */
export function excerptOf(culprit: Culprit, root: string): Excerpt | undefined {
  const { text, before, after } = culprit;
  if (text === '') return undefined;
  const source = sourceBelow(root, culprit.file);
  const line = source === undefined ? undefined : locate({ ...culprit, stalls: [] }, trimmedLines(source));
  if (source !== undefined && line !== undefined) {
    const from = Math.max(1, line - CONTEXT);
    return { from, lines: unindented(source.split(/\r?\n/).slice(from - 1, line + CONTEXT)), here: line - from };
  }
  const lines = [before, text, after].filter((each) => each !== '');
  return { from: undefined, lines, here: before === '' ? 0 : 1 };
}

function sourceBelow(root: string, file: string): string | undefined {
  const inside = path.relative(root, file);
  const isOutside = inside === '' || inside.startsWith('..') || path.isAbsolute(inside);
  if (!path.isAbsolute(file) || isOutside || !SOURCE.test(file)) return undefined;
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  return stat?.isFile() === true && stat.size <= MAX_BYTES ? fs.readFileSync(file, 'utf8') : undefined;
}

function unindented(lines: string[]): string[] {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  return lines.map((line) => line.slice(Math.min(...indents)));
}

/** A file as a person reads it: from `root` where it stands below it. */
export function shownFile(root: string, file: string): string {
  const inside = path.relative(root, file);
  return inside.startsWith('..') || path.isAbsolute(inside) ? file : inside;
}
