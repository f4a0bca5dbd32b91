/** A part of a text, from its first character to the one after its last. */
interface Range {
  start: number;
  end: number;
}

/** What parsing a text gives: a tree of its own kind, or the place of its first error. */
type Attempt<T> = { tree: T } | { offset: number };

const MAX_RANGES = 20;
const MAX_PARSES = 60;
/** How many colons before an error may begin the annotation that it stands in, and how far before. */
const MAX_COLONS = 3;
const MAX_ANNOTATION = 1000;

/**
 * The tree of a text without what does not parse: type annotations (most of them Flow's), members of classes and top-level
 * statements are blanked where an error stands, as long as each lets the parser get further. Places in the text stay.
 */
export function mended<T>(text: string, offset: number, parse: (text: string) => Attempt<T>): T | undefined {
  let parses = 0;
  for (let ranges = 0; ranges < MAX_RANGES; ranges++) {
    let further: { text: string; offset: number } | undefined;
    for (const range of rangesAt(text, offset)) {
      if (++parses > MAX_PARSES) return undefined;
      const attempted = blanked(text, range);
      const attempt = parse(attempted);
      if ('tree' in attempt) return attempt.tree;
      if (attempt.offset > nextAfter(attempted, range.end)) {
        further = { text: attempted, offset: attempt.offset };
        break;
      }
    }
    if (!further) return undefined;
    ({ text, offset } = further);
  }
  return undefined;
}

/** Line breaks stay, so that lines do. */
function blanked(text: string, { start, end }: Range): string {
  return text.slice(0, start) + text.slice(start, end).replace(/[^\r\n]/g, ' ') + text.slice(end);
}

function nextAfter(text: string, end: number): number {
  const next = text.slice(end).search(/\S/);
  return next < 0 ? text.length : end + next;
}

/** What may be blanked for an error, the smallest first. */
function* rangesAt(text: string, offset: number): Generator<Range> {
  for (const start of colonsBefore(text, offset))
    for (const throughArrow of [false, true]) {
      const end = annotationEnd(text, start, throughArrow);
      if (end > offset) yield { start, end };
    }
  const statement = linesAt(text, offset, '');
  if (!statement) return;
  const [first = '', ...others] = text.slice(statement.start, statement.end).split('\n');
  const indent = /\bclass\b/.test(first)
    ? /^[ \t]+(?=\S)/.exec(others.find((line) => /\S/.test(line)) ?? '')?.[0]
    : undefined;
  const member = indent === undefined ? undefined : linesAt(text, offset, indent);
  if (member && member.start > statement.start) yield member;
  yield statement;
}

/** Colons at or before an error, outside of brackets that are closed again before it. */
function* colonsBefore(text: string, offset: number): Generator<number> {
  let depth = 0;
  let found = 0;
  for (let at = offset; at >= Math.max(0, offset - MAX_ANNOTATION) && found < MAX_COLONS; at--) {
    const char = text.charAt(at);
    if (')]}'.includes(char) && at < offset) depth++;
    else if ('([{'.includes(char) && at < offset) depth = Math.max(0, depth - 1);
    else if (char === ';' && depth === 0 && at < offset) return;
    else if (char === ':' && depth === 0) {
      found++;
      yield at;
    }
  }
}

/** Where the annotation ends that a colon begins; an arrow ends it, or is one of a function's type. */
function annotationEnd(text: string, colon: number, throughArrow: boolean): number {
  let depth = 0;
  let before = ':';
  for (let at = colon + 1; at < text.length; at++) {
    const char = text.charAt(at);
    const isArrow = char === '=' && text.charAt(at + 1) === '>';
    const isOpen = ':|&,=>?'.includes(before);
    if (isArrow && (throughArrow || depth > 0)) at++;
    else if (depth === 0 && (',;=)]}'.includes(char) || (char === '{' && !isOpen))) return at;
    else if (depth === 0 && char === '\n' && !isOpen && !/^\s*[|&]/.test(text.slice(at, at + 80))) return at;
    else if ('([{<'.includes(char)) depth++;
    else if (')]}>'.includes(char)) depth--;
    if (/\S/.test(char)) before = isArrow ? '>' : depth > 0 || char !== '>' ? char : ')';
  }
  return text.length;
}

/** The lines around a place from one with this indentation, which opens something, to before the next such. */
function linesAt(text: string, offset: number, indent: string): Range | undefined {
  const begins = new RegExp(`^${indent}(?![\\s)\\]}|]|//|\\*)`);
  let start = text.lastIndexOf('\n', offset - 1) + 1;
  while (!begins.test(text.slice(start, start + indent.length + 3))) {
    if (start === 0) return undefined;
    start = text.lastIndexOf('\n', start - 2) + 1;
  }
  let end = text.indexOf('\n', offset);
  while (end >= 0) {
    const line = text.slice(end + 1, end + indent.length + 3);
    const isOutside = /\S/.test(line) && !line.startsWith(indent);
    if (isOutside || begins.test(line)) return { start, end };
    end = text.indexOf('\n', end + 1);
  }
  return { start, end: text.length };
}
