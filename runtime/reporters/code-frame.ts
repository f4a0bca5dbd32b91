/** What a code frame points at. */
export interface FramePlace {
  /** From 1. */
  line: number;
  /** From 1; 0 where it is not known. */
  column: number;
  /** From 1 and exclusive, on the same line. */
  endColumn?: number;
}

/** How a code frame is coloured. */
export interface FrameStyles {
  mark: (text: string) => string;
  dim: (text: string) => string;
}

/** Lines above and below. */
const CONTEXT = 2;
/** Characters of a line that are shown; of a longer one, those around the column. */
const WIDTH = 160;

/** Lines of source around a place, which is underlined; a tab counts as one column, as editors and ESLint count it. */
export function codeFrame(source: readonly string[], place: FramePlace, { mark, dim }: FrameStyles): string[] {
  const { line, column } = place;
  const from = Math.max(1, line - CONTEXT);
  const shown = source.slice(from - 1, line + CONTEXT).map((text) => text.replaceAll('\t', ' '));
  const digits = String(from + shown.length - 1).length;
  const start = Math.max(0, column > WIDTH ? column - WIDTH / 2 : 0);
  return shown.flatMap((text, index) => {
    const number = from + index;
    const isHere = number === line;
    const gutter = `${isHere ? mark('>') : ' '} ${dim(`${String(number).padStart(digits)} |`)}`;
    const code = `${gutter} ${windowOf(text, start)}`.trimEnd();
    if (!isHere || column === 0) return [code];
    const end = Math.min(place.endColumn ?? column + 1, text.length + 1, start + WIDTH + 1);
    const carets = '^'.repeat(Math.max(1, end - column));
    return [code, `  ${' '.repeat(digits)} ${dim('|')} ${' '.repeat(column - 1 - start)}${mark(carets)}`];
  });
}

function windowOf(text: string, start: number): string {
  const part = text.slice(start, start + WIDTH);
  return text.length > start + WIDTH ? `${part}...` : part;
}
