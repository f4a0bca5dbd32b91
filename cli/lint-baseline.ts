import { existsSync } from 'node:fs';
import path from 'node:path';
import { type BaselineKind, isSame, type Known, readBaseline, SEPARATOR, writeBaseline } from './baseline-file.ts';
import type { LintMessage, LintResult } from './lint-result.ts';

/** Known findings: how many of each, by file (from the baseline's folder), rule, call and chain. Lines may move. */
const FINDINGS: BaselineKind<number> = {
  field: 'findings',
  isValue: (value) => typeof value === 'number',
  command: 'unblocked lint',
};

/**
 * A ratchet. Without the file, all findings become known; with it, known ones pass, new ones stay, and ones that are
 * gone are dropped from the file.
 */
export async function applyBaseline(file: string, results: readonly LintResult[], cwd: string): Promise<LintResult[]> {
  const known = await readBaseline(file, FINDINGS);
  const left = new Map(Object.entries(known ?? {}));
  const folder = path.dirname(path.resolve(cwd, file));
  const linted = new Set(results.map(({ filePath }) => shown(folder, filePath)));
  const kept: Known<number> = {};
  for (const [key, count] of left) {
    const of = fileOf(key);
    // What this run did not look at is known as before, unless its file is gone.
    if (!linted.has(of) && existsSync(path.join(folder, of))) kept[key] = count;
  }
  const reported = results.map((result) => {
    const messages = result.messages.filter((message) => {
      if (!message.unblocked) return true;
      const key = keyOf(shown(folder, result.filePath), message);
      const isKnown = known === undefined || (left.get(key) ?? 0) > 0;
      if (!isKnown) return true;
      left.set(key, (left.get(key) ?? 0) - 1);
      kept[key] = (kept[key] ?? 0) + 1;
      return false;
    });
    const count = (severity: 1 | 2) => messages.filter((message) => message.severity === severity).length;
    return { ...result, messages, errorCount: count(2), warningCount: count(1) };
  });
  if (known === undefined || !isSame(kept, known)) await writeBaseline(file, FINDINGS, kept);
  return reported;
}

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
