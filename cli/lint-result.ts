import type { Project } from '../rules/call-graph/project.ts';
import { readSource } from '../rules/call-graph/source-files.ts';
import type { Kind } from '../rules/catalog/types.ts';
import unblocked from '../rules/index.ts';
import { LineIndex } from '../rules/utils/line-index.ts';
import { type ReportedCulprit, Reporter } from '../rules/utils/reports.ts';
import { type Suppression, suppressions } from './disable-comments.ts';
import type { LintOptions } from './lint-options.ts';
import type { Target } from './lint-targets.ts';

/** One finding in ESLint's own shape, with the data behind it under `unblocked`. */
export interface LintMessage {
  ruleId: string | null;
  messageId?: 'blocking';
  severity: 1 | 2;
  message: string;
  line: number;
  column: number;
  endLine?: number;
  endColumn?: number;
  fatal?: true;
  /** The comment that switches the finding off. */
  suppressions?: Suppression[];
  unblocked?: { state: string; handler: string | undefined; chain: string[]; culprits: ReportedCulprit[] };
}

/** The findings of one file, in ESLint's own shape. */
export interface LintResult {
  filePath: string;
  messages: LintMessage[];
  errorCount: number;
  fatalErrorCount: number;
  warningCount: number;
  fixableErrorCount: 0;
  fixableWarningCount: 0;
  suppressedMessages: LintMessage[];
  source?: string;
}

/** Lints the files of one project. `onFile` is told of each file that is done. */
export function lintProject({ project, files }: Target, options: LintOptions, onFile: () => void): LintResult[] {
  const reporter = new Reporter(project);
  const results: LintResult[] = [];
  for (const file of files) {
    const problem = project.problem(file);
    if (problem) {
      const { line, column } = new LineIndex(readSource(file)).position(problem.offset);
      const message = `The file does not parse, so its calls are not known: ${problem.message}.`;
      results.push(resultOf(file, [{ ruleId: null, severity: 1, message, line, column: column + 1 }], []));
    } else results.push(lintFile(project, reporter, file, options));
    onFile();
  }
  return results;
}

function lintFile(project: Project, reporter: Reporter, file: string, options: LintOptions): LintResult {
  const findings = project.findings(file);
  if (findings.length === 0) return resultOf(file, [], []);
  const source = readSource(file);
  const index = new LineIndex(source);
  const messages: LintMessage[] = [];
  for (const [rule, { meta }] of Object.entries(unblocked.rules)) {
    const level = options.severities.get(rule) ?? 'off';
    if (level === 'off' || (options.quiet && level === 'warn')) continue;
    const kind: Kind | undefined = meta.docs?.kind;
    if (kind === undefined) continue;
    for (const report of reporter.reports(findings, kind, options.rule, index)) {
      const { finding, culprits, message, start, end } = report;
      messages.push({
        ruleId: `unblocked/${rule}`,
        messageId: 'blocking',
        severity: level === 'error' ? 2 : 1,
        message,
        line: start.line,
        column: start.column + 1,
        endLine: end.line,
        endColumn: end.column + 1,
        unblocked: { state: finding.state, handler: finding.handler?.label, chain: finding.chain, culprits },
      });
    }
  }
  if (messages.length === 0) return resultOf(file, [], []);
  const suppressionAt = suppressions(file, source);
  const kept: LintMessage[] = [];
  const suppressed: LintMessage[] = [];
  for (const message of messages) {
    const suppression = suppressionAt(message, message.ruleId ?? '');
    if (suppression) suppressed.push({ ...message, suppressions: [suppression] });
    else kept.push(message);
  }
  return resultOf(file, kept, suppressed, source);
}

function resultOf(
  filePath: string,
  messages: LintMessage[],
  suppressedMessages: LintMessage[],
  source?: string,
): LintResult {
  messages.sort((a, b) => a.line - b.line || a.column - b.column || (a.ruleId ?? '').localeCompare(b.ruleId ?? ''));
  return {
    filePath,
    messages,
    errorCount: messages.filter(({ severity }) => severity === 2).length,
    fatalErrorCount: 0,
    warningCount: messages.filter(({ severity }) => severity === 1).length,
    fixableErrorCount: 0,
    fixableWarningCount: 0,
    suppressedMessages,
    ...(source !== undefined && { source }),
  };
}
