import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { InstalledProject, Outcome } from './installed-project.ts';

/** A finding, in terms that ESLint, oxlint and the command line share. */
export interface SharedFinding {
  file: string;
  line: number;
  column: number;
  rule: string;
  message: string;
}

interface EslintResult {
  filePath: string;
  messages: { ruleId: string | null; line: number; column: number; message: string }[];
}

/** Reads the JSON of `eslint --format json` and `unblocked lint --format json`. */
export function eslintFindings({ directory }: InstalledProject, { stdout }: Outcome): SharedFinding[] {
  const results = JSON.parse(stdout) as EslintResult[];
  return inOrder(
    results.flatMap(({ filePath, messages }) =>
      messages.map(({ ruleId, line, column, message }) => ({
        file: path.relative(directory, filePath),
        line,
        column,
        rule: ruleId ?? '',
        message,
      })),
    ),
  );
}

interface OxlintOutput {
  diagnostics: { message: string; code: string; filename: string; labels: { span: { offset: number } }[] }[];
}

/** Reads the JSON of `oxlint --format json`, whose columns count bytes. */
export async function oxlintFindings({ directory }: InstalledProject, { stdout }: Outcome): Promise<SharedFinding[]> {
  const { diagnostics } = JSON.parse(stdout) as OxlintOutput;
  const findings = diagnostics.map(async ({ message, code, filename, labels }) => {
    const bytes = await readFile(path.join(directory, filename));
    const lines = bytes.subarray(0, labels[0]?.span.offset).toString().split('\n');
    const rule = code.replace(/^(\w+)\((.*)\)$/, '$1/$2');
    return { file: filename, line: lines.length, column: (lines.at(-1) ?? '').length + 1, rule, message };
  });
  return inOrder(await Promise.all(findings));
}

function inOrder(findings: SharedFinding[]): SharedFinding[] {
  const key = ({ file, line, column, rule }: SharedFinding) =>
    [file, String(line).padStart(6), String(column).padStart(6), rule].join(' ');
  return findings.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
