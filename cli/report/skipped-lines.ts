import path from 'node:path';
import type { SkippedLine } from '../../rules/utils/stall-log.ts';

/** Line numbers that are named. */
const NAMED = 12;

/** One sentence of the lines that are no records; empty where there are none. */
export function skippedText(skipped: readonly SkippedLine[], root = process.cwd()): string {
  if (skipped.length === 0) return '';
  const byFile = new Map<string, number[]>();
  for (const { file, line } of skipped.slice(0, NAMED)) byFile.set(file, [...(byFile.get(file) ?? []), line]);
  const places = [...byFile].map(([file, lines]) => {
    const shown = path.relative(root, path.resolve(root, file));
    return `${shown.startsWith('..') ? file : shown}:${lines.join(', ')}`;
  });
  const more = skipped.length > NAMED ? ', ...' : '';
  const subject = skipped.length === 1 ? '1 line is' : `${skipped.length} lines are`;
  return `${subject} no record of a stall and passed over (${places.join('; ')}${more}).`;
}
