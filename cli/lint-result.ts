import type { Finding } from '../rules/call-graph/search/findings.ts';
import { readSource } from '../rules/call-graph/sources/source-files.ts';
import type { ParseProblem } from '../rules/call-graph/summaries/summary.ts';
import type { Kind } from '../rules/catalog/types.ts';
import unblocked from '../rules/index.ts';
import { LineIndex, type Position } from '../rules/utils/line-index.ts';
import { type ReportedCulprit, Reporter } from '../rules/utils/reports.ts';
import { StallObservations } from '../rules/utils/stall-log-observations.ts';
import { observedReports } from '../rules/utils/stall-log-reports.ts';
import { type Suppression, suppressions } from './disable-comments.ts';
import type { LintOptions } from './lint-options.ts';
import type { Target } from './lint-targets.ts';
import { problemText } from './problem-text.ts';

/** One finding in ESLint's own shape, with the data behind it under `unblocked`. */
export interface LintMessage {
  ruleId: string | null;
  messageId?: 'blocking' | 'observed';
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
  const observations = new StallObservations(project.root, options.stalls);
  const reporter = new Reporter(project, observations);
  const results: LintResult[] = [];
  for (const file of files) {
    // Asked first: it may read every file that matters, and then knows whether they parse.
    const findings = project.findings(file);
    const problem = project.problem(file);
    const result =
      problem && problem.isPartial !== true
        ? resultOf(file, [], [])
        : lintFile(findings, { reporter, observations }, file, options);
    results.push(problem ? withWarning(result, problem) : result);
    onFile();
  }
  project.keep();
  return results;
}

function withWarning(result: LintResult, problem: ParseProblem): LintResult {
  const { filePath, messages, suppressedMessages } = result;
  const source = result.source ?? readSource(filePath);
  const { line, column } = new LineIndex(source).position(problem.offset);
  const warning = { ruleId: null, severity: 1 as const, message: problemText(problem), line, column: column + 1 };
  return resultOf(filePath, [warning, ...messages], suppressedMessages, result.source);
}

/** Who knows what there is to say of a file. */
interface Sources {
  reporter: Reporter;
  observations: StallObservations;
}

function lintFile(findings: readonly Finding[], sources: Sources, file: string, options: LintOptions): LintResult {
  if (findings.length === 0 && !sources.observations.mayKnow(file)) return resultOf(file, [], []);
  const source = readSource(file);
  const messages = [
    ...findingMessages(findings, sources.reporter, source, options),
    ...observedMessages(sources.observations, file, source, options),
  ];
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

function findingMessages(
  findings: readonly Finding[],
  reporter: Reporter,
  source: string,
  options: LintOptions,
): LintMessage[] {
  const index = new LineIndex(source);
  return Object.entries(unblocked.rules).flatMap(([rule, { meta }]) => {
    const severity = severityOf(rule, options);
    const kind: Kind | undefined = meta.docs.kind;
    if (severity === undefined || kind === undefined) return [];
    return reporter.reports(findings, kind, options.rule, index).map(({ finding, culprits, message, start, end }) => ({
      ruleId: `unblocked/${rule}`,
      messageId: 'blocking' as const,
      severity,
      message,
      ...placeOf(start, end),
      unblocked: { state: finding.state, handler: finding.handler?.label, chain: finding.chain, culprits },
    }));
  });
}

function observedMessages(
  observations: StallObservations,
  file: string,
  source: string,
  options: LintOptions,
): LintMessage[] {
  const severity = severityOf('no-observed-stall', options);
  if (severity === undefined) return [];
  return observedReports(observations, file, source).map(({ message, start, end, culprit, handler }) => ({
    ruleId: 'unblocked/no-observed-stall',
    messageId: 'observed' as const,
    severity,
    message,
    ...placeOf(start, end),
    unblocked: { state: 'observed', handler, chain: [], culprits: [culprit] },
  }));
}

/** Undefined for a rule whose findings are not asked for. */
function severityOf(rule: string, { severities, quiet }: LintOptions): 1 | 2 | undefined {
  const level = severities.get(rule) ?? 'off';
  if (level === 'error') return 2;
  return level === 'warn' && !quiet ? 1 : undefined;
}

function placeOf(start: Position, end: Position) {
  return { line: start.line, column: start.column + 1, endLine: end.line, endColumn: end.column + 1 };
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
