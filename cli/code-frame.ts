/** Lines of source around a place, with the place underlined. */
export interface Frame {
  line: number;
  /** 1-based. */
  column: number;
  /** 1-based and exclusive; on the same line. */
  endColumn?: number;
}

const CONTEXT = 2;
const MAX_WIDTH = 160;

/** Prints the frame with line numbers; a tab counts as one column, as editors and ESLint count it. */
export function codeFrame(
  lines: readonly string[],
  { line, column, endColumn }: Frame,
  mark: (text: string) => string,
): string {
  const from = Math.max(1, line - CONTEXT);
  const to = Math.min(lines.length, line + CONTEXT);
  const width = String(to).length;
  const rows: string[] = [];
  for (let number = from; number <= to; number++) {
    const text = (lines[number - 1] ?? '').replaceAll('\t', ' ');
    const isHere = number === line;
    rows.push(`${isHere ? mark('>') : ' '} ${String(number).padStart(width)} | ${text.slice(0, MAX_WIDTH)}`.trimEnd());
    if (!isHere || column > MAX_WIDTH) continue;
    const length = Math.max(1, Math.min((endColumn ?? column + 1) - column, text.length - column + 1));
    rows.push(`  ${' '.repeat(width)} | ${' '.repeat(column - 1)}${mark('^'.repeat(length))}`);
  }
  return rows.join('\n');
}
