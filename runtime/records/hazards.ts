import type { CatalogMatch, Cause } from '../stall-record.ts';
import { catalogEntry } from './catalog-match.ts';
import type { Suspect } from './culprit.ts';

/** Lines of a loop that are read at most, and lines above a culprit in which its loop is looked for. */
const LOOP_LINES = 30;

/** A pattern must have run in this part of a line's samples to be its hazard. */
const NEARLY_ALL = 0.75;

const REGEX_FUNCTION = /^(?:RegExp\.|String\.(?:match|matchAll|replace|replaceAll|search|split)$)/;
const REGEX_LITERAL = /(?:^|[(,=:[!&|?{};]|\breturn|\bcase)\s*\/(?![/*])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+)\//;
const UNBOUNDED = /[*+]|\{\d+,\}/;

const CLOCK = /\b(?:Date|performance)\.now\s*\(|\bhrtime\b|\bnew\s+Date\b/;
const CONTROL = /\b(?:if|while|for|switch|catch)\s*\(/g;
const CALL_OR_PAUSE = /[\w$)\]]\s*\(|\b(?:new|await|yield)\b/;
const EXIT = /\b(?:break|return|throw|await|yield)\b|\.(?:exit|abort|wait)\s*\(/;
const QUEUES = /\b(?:process\.nextTick|queueMicrotask)\s*\(\s*(?:this\.)?(\w+)/;
const CONDITION = /\b(?:if|else|case)\b|[?&|]/;
const TIMED_BY_NAME = /\b(?:(JSON\.(?:parse|stringify))|(?<!\.)(structuredClone))\s*\(/;

/**
 * The catalog's entry of what blocks without a call that a stack shows: a loop, a pattern, a tick that queues itself, or a
 * call whose frame is gone. Read from the line's text, and only where samples or profile agree with it.
 */
export function hazardAt(cause: Cause, suspect: Suspect, lines: readonly string[]): CatalogMatch | undefined {
  const text = lines[suspect.frame.line - 1] ?? '';
  if (cause === 'native') return suspect.frames && calledByName(text);
  if (cause === 'microtasks') return queuesItself(text, suspect.frame.function) ? entry('tick-recursion') : undefined;
  if (cause !== 'code') return undefined;
  if (standsInRegex(suspect)) {
    const pattern = REGEX_LITERAL.exec(text)?.[1];
    return pattern === undefined || UNBOUNDED.test(pattern) ? entry('super-linear-regex') : undefined;
  }
  const loop = loopAround(lines, suspect.frame.line);
  return loop && loopHazard(loop);
}

const entry = (hazard: string): CatalogMatch | undefined => catalogEntry('hazard', hazard);

function calledByName(text: string): CatalogMatch | undefined {
  const [, json, clone] = TIMED_BY_NAME.exec(text) ?? [];
  return catalogEntry('global', json ?? clone ?? '');
}

function queuesItself(text: string, name: string): boolean {
  const match = QUEUES.exec(text);
  // A condition before it may end the recursion: then the rule is not certain either.
  if (match === null || CONDITION.test(text.slice(0, match.index))) return false;
  return match[1] === name.split('.').at(-1);
}

function standsInRegex({ samples, weight }: Suspect): boolean {
  const inside = samples.filter(({ frames: [innermost] }) => innermost && REGEX_FUNCTION.test(innermost.function));
  return weight > 0 && inside.reduce((sum, sample) => sum + sample.weight, 0) >= NEARLY_ALL * weight;
}

interface Loop {
  kind: string;
  head: string;
  body: string;
}

function loopHazard({ kind, head, body }: Loop): CatalogMatch | undefined {
  const test = kind === 'for' ? (head.split(';')[1] ?? 'of') : head;
  if (CLOCK.test(test) && !CALL_OR_PAUSE.test(body.replace(CONTROL, ''))) return entry('busy-wait');
  const isEndless = kind === 'for' ? test.trim() === '' : /^\s*(?:true|[1-9]\d*)\s*$/.test(test);
  return isEndless && !EXIT.test(body) ? entry('endless-loop') : undefined;
}

/** The nearest loop whose text holds a line. */
function loopAround(lines: readonly string[], line: number): Loop | undefined {
  for (let first = line; first > Math.max(0, line - LOOP_LINES); first -= 1) {
    const loop = loopFrom(lines.slice(first - 1, first - 1 + LOOP_LINES).join('\n'), line - first);
    if (loop) return loop;
  }
  return undefined;
}

/** The loop that begins in the first line of a text, where it reaches `linesBelow`. */
function loopFrom(text: string, linesBelow: number): Loop | undefined {
  const match = /^[^\n]*?\b(while|for)\s*\(/.exec(text);
  const open = match ? match[0].length - 1 : -1;
  const close = match ? closing(text, open) : -1;
  if (close === -1) return undefined;
  const after = text.slice(close + 1);
  const bodyAt = close + 1 + after.length - after.trimStart().length;
  const end = text[bodyAt] === '{' ? closing(text, bodyAt) : text.slice(bodyAt).search(/;|\n|$/) + bodyAt;
  if (end === -1 || text.slice(0, end + 1).split('\n').length - 1 < linesBelow) return undefined;
  return { kind: match?.[1] ?? '', head: text.slice(open + 1, close), body: text.slice(bodyAt, end) };
}

/** Where the bracket at `open` is closed; -1 where it is not. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if ('([{'.includes(text[at] ?? '')) depth += 1;
    if (')]}'.includes(text[at] ?? '')) depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}
