import fs from 'node:fs';
import path from 'node:path';
import type { FixtureCase } from './fixture-case.ts';
import type { FixtureFinding } from './fixture-findings.ts';

/** The findings of a case as a reviewer reads them: the line, the underlined callee, the whole message. */
export function snapshotOf({ name, directory }: FixtureCase, findings: readonly FixtureFinding[]): string {
  if (findings.length === 0) return `## ${name}\nsilent\n`;
  return `## ${name}\n${findings.map((finding) => entry(directory, finding)).join('\n')}`;
}

function entry(directory: string, { file, rule, message, line, column, endLine, endColumn }: FixtureFinding): string {
  const lines = fs.readFileSync(path.join(directory, file), 'utf8').split('\n');
  const text = (lines[line - 1] ?? '').replace(/\s*(?:\/\/|\/\*) error: .*$/, '');
  const indent = text.length - text.trimStart().length;
  const end = endLine === line && endColumn !== undefined ? Math.min(endColumn, text.length + 1) : text.length + 1;
  const underline = ' '.repeat(column - 1 - indent) + '~'.repeat(end - column);
  return `${file}:${line}:${column}\n    ${text.trim()}\n    ${underline}\n    ${rule}: ${message}\n`;
}
