import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LintMessage, LintResult } from './lint-result.ts';
import { UsageError } from './usage-error.ts';

/** Known findings: how many of each, by file (from the baseline's folder), rule, call and chain. Lines may move. */
type Baseline = Record<string, number>;

/**
 * A ratchet. Without the file, all findings become known; with it, known ones pass, new ones stay, and ones that are
 * gone are dropped from the file.
 */
export async function applyBaseline(file: string, results: readonly LintResult[], cwd: string): Promise<LintResult[]> {
  const isFirst = !existsSync(file);
  const known = isFirst ? {} : read(await readFile(file, 'utf8'), file);
  const left = new Map(Object.entries(known));
  const folder = path.dirname(path.resolve(cwd, file));
  const linted = new Set(results.map(({ filePath }) => shown(folder, filePath)));
  const kept: Baseline = {};
  for (const [key, count] of left) {
    const of = fileOf(key);
    // What this run did not look at is known as before, unless its file is gone.
    if (!linted.has(of) && existsSync(path.join(folder, of))) kept[key] = count;
  }
  const reported = results.map((result) => {
    const messages = result.messages.filter((message) => {
      if (!message.unblocked) return true;
      const key = keyOf(shown(folder, result.filePath), message);
      const isKnown = isFirst || (left.get(key) ?? 0) > 0;
      if (!isKnown) return true;
      left.set(key, (left.get(key) ?? 0) - 1);
      kept[key] = (kept[key] ?? 0) + 1;
      return false;
    });
    const count = (severity: 1 | 2) => messages.filter((message) => message.severity === severity).length;
    return { ...result, messages, errorCount: count(2), warningCount: count(1) };
  });
  const sorted = Object.fromEntries(Object.entries(kept).sort(([a], [b]) => (a < b ? -1 : 1)));
  const text = `${JSON.stringify({ version: 1, findings: sorted }, undefined, 2)}\n`;
  if (isFirst || JSON.stringify(sorted) !== JSON.stringify(known)) await writeFile(file, text);
  return reported;
}

const SEPARATOR = ' | ';

function shown(folder: string, file: string): string {
  return path.relative(folder, file).replaceAll(path.sep, '/');
}

function fileOf(key: string): string {
  return key.slice(0, key.indexOf(SEPARATOR));
}

function keyOf(file: string, { ruleId, unblocked }: LintMessage): string {
  const [culprit] = unblocked?.culprits ?? [];
  return [file, ruleId, culprit?.call, (culprit?.chain ?? []).join(' -> ')].join(SEPARATOR);
}

function read(text: string, file: string): Baseline {
  try {
    const value = JSON.parse(text) as { version?: unknown; findings?: Baseline };
    if (value.version === 1 && typeof value.findings === 'object') return value.findings;
  } catch {
    // Said below, as for any other content that is no baseline.
  }
  throw new UsageError(
    `--baseline ${file} is no baseline; accepted: a file that --baseline wrote ({ "version": 1, "findings": ... }).`,
  );
}
