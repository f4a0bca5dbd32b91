import { parse } from '../rules/call-graph/summaries/parse.ts';
import { LineIndex } from '../rules/utils/line-index.ts';

/** A comment that switches a finding off, as ESLint's JSON tells of it. */
export interface Suppression {
  kind: 'directive';
  justification: string;
}

interface Place {
  line: number;
  /** 1-based. */
  column: number;
}

/** The comment that switches off a rule at a place; undefined where none does. */
export type SuppressionAt = (place: Place, ruleId: string) => Suppression | undefined;

interface Directive extends Place {
  kind: 'disable' | 'enable' | 'line';
  /** Empty for every rule. */
  rules: string[];
  justification: string;
}

const PATTERN = /^\s*eslint-(disable-next-line|disable-line|disable|enable)(?=\s|$)([^]*)$/;

/** Reads ESLint's `eslint-disable` comments of a file. */
export function suppressions(file: string, source: string): SuppressionAt {
  if (!source.includes('eslint-disable')) return () => undefined;
  const parsed = parse(file, source);
  if ('message' in parsed) return () => undefined;
  const index = new LineIndex(source);
  const directives = parsed.comments.flatMap((comment) => directiveOf(comment, index) ?? []);
  return (place, ruleId) => suppressionAt(directives, place, ruleId);
}

interface CommentText {
  type: 'Line' | 'Block';
  value: string;
  start: number;
  end: number;
}

function directiveOf({ type, value, start, end }: CommentText, index: LineIndex): Directive | undefined {
  const [, name, rest = ''] = PATTERN.exec(value) ?? [];
  // As in ESLint, a line comment switches off its own line or the next one only.
  if (name === undefined || (type === 'Line' && !name.endsWith('-line'))) return undefined;
  const [list = '', ...reasons] = rest.split(/\s-{2,}\s/);
  const rules = list
    .split(',')
    .map((rule) => rule.trim())
    .filter((rule) => rule !== '');
  const justification = reasons.join(' -- ').trim();
  const first = index.position(start);
  const last = index.position(end);
  if (name === 'disable-next-line') return { kind: 'line', line: last.line + 1, column: 0, rules, justification };
  if (name === 'disable-line') {
    if (first.line !== last.line) return undefined;
    return { kind: 'line', line: first.line, column: 0, rules, justification };
  }
  const kind = name === 'disable' ? 'disable' : 'enable';
  return { kind, line: first.line, column: first.column + 1, rules, justification };
}

function suppressionAt(directives: readonly Directive[], place: Place, ruleId: string): Suppression | undefined {
  let found: Directive | undefined;
  for (const directive of directives) {
    if (directive.rules.length > 0 && !directive.rules.includes(ruleId)) continue;
    if (directive.kind === 'line') {
      if (directive.line === place.line) return suppression(directive);
    } else if (isBefore(directive, place)) found = directive.kind === 'disable' ? directive : undefined;
  }
  return found && suppression(found);
}

function isBefore(directive: Place, place: Place): boolean {
  return directive.line < place.line || (directive.line === place.line && directive.column <= place.column);
}

function suppression({ justification }: Directive): Suppression {
  return { kind: 'directive', justification };
}
