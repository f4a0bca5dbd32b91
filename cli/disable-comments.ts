import { parse } from '../rules/call-graph/parse.ts';
import { LineIndex } from '../rules/utils/line-index.ts';

type IsDisabled = (line: number, ruleId: string) => boolean;

interface Directive {
  kind: 'disable' | 'enable' | 'line';
  line: number;
  /** Empty for every rule. */
  rules: string[];
}

const PATTERN = /^\s*eslint-(disable-next-line|disable-line|disable|enable)(?=\s|$)([^]*)$/;

/** Reads ESLint's `eslint-disable` comments of a file. */
export function disabledLines(file: string, source: string): IsDisabled {
  if (!source.includes('eslint-disable')) return () => false;
  const parsed = parse(file, source);
  if ('message' in parsed) return () => false;
  const index = new LineIndex(source);
  const directives: Directive[] = [];
  for (const { value, start, end } of parsed.comments) {
    const [, name, rest = ''] = PATTERN.exec(value) ?? [];
    if (name === undefined) continue;
    const rules = (rest.split(/\s-{2,}\s/)[0] ?? '')
      .split(',')
      .map((rule) => rule.trim())
      .filter((rule) => rule !== '');
    if (name === 'disable-line') directives.push({ kind: 'line', line: index.position(start).line, rules });
    else if (name === 'disable-next-line') directives.push({ kind: 'line', line: index.position(end).line + 1, rules });
    else directives.push({ kind: name === 'disable' ? 'disable' : 'enable', line: index.position(start).line, rules });
  }
  return (line, ruleId) => isDisabled(directives, line, ruleId);
}

function isDisabled(directives: readonly Directive[], line: number, ruleId: string): boolean {
  let off = false;
  for (const directive of directives) {
    if (directive.rules.length > 0 && !directive.rules.includes(ruleId)) continue;
    if (directive.kind === 'line') {
      if (directive.line === line) return true;
    } else if (directive.line <= line) off = directive.kind === 'disable';
  }
  return off;
}
