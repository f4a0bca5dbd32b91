import type { TSESLint } from '@typescript-eslint/utils';
import { ruleName } from '../catalog/rule-name.ts';
import type { Finding } from '../call-graph/search/findings.ts';
import type { CachedProject } from '../call-graph/cached-project.ts';
import type { Kind } from '../catalog/types.ts';
import { LineIndex } from './line-index.ts';
import { DEFAULT_OPTIONS, OPTIONS_SCHEMA, type RuleOptions } from './options.ts';
import { observationsFor, projectFor } from './projects.ts';
import { Reporter } from './reports.ts';
import type { RuleDocs } from './rule-docs.ts';
import { suggestionFor } from './suggestions.ts';
import { typedCalls } from './typed-calls.ts';

type MessageId = 'blocking' | 'rewrite';

export type Rule = TSESLint.RuleModule<MessageId, [Partial<RuleOptions>?], RuleDocs>;

/** Where the documentation of a rule stands. */
export function docsUrl(name: string): string {
  return `https://github.com/unblocked-js/unblocked/blob/main/docs/rules/${name}.md`;
}

/** A rule that reports the blocking calls of one kind. */
export function createBlockingRule(kind: Kind, description: string): Rule {
  return {
    meta: {
      type: 'problem',
      docs: { description, url: docsUrl(ruleName(kind)), recommended: true, kind },
      schema: [OPTIONS_SCHEMA],
      hasSuggestions: true,
      messages: { blocking: '{{message}}', rewrite: 'Rewrite to `{{replacement}}`.' },
      defaultOptions: [{}],
    },
    create(context) {
      return {
        Program() {
          reportFile(context, kind);
        },
      };
    },
  };
}

/** The answer for one parsed file, which all rules of a lint share. */
const answers = new WeakMap<object, { project: CachedProject; findings: readonly Finding[] }>();

function answerFor(context: Context): { project: CachedProject; findings: readonly Finding[] } {
  const { ast, text, parserServices } = context.sourceCode;
  let answer = answers.get(ast);
  if (!answer) {
    const project = projectFor(context);
    const file = context.physicalFilename;
    answer = { project, findings: project.findings(file, text, typedCalls(parserServices, file)) };
    answers.set(ast, answer);
  }
  return answer;
}

type Context = Readonly<TSESLint.RuleContext<MessageId, [Partial<RuleOptions>?]>>;

function reportFile(context: Context, kind: Kind): void {
  const { project, findings } = answerFor(context);
  if (findings.length === 0) return;
  const { text } = context.sourceCode;
  const options = { ...DEFAULT_OPTIONS, ...context.options[0] };
  const reports = new Reporter(project, observationsFor(context)).reports(findings, kind, options, new LineIndex(text));
  for (const { message, start, end, finding } of reports) {
    const suggestion = suggestionFor(finding, context.sourceCode);
    const suggest = suggestion
      ? [{ messageId: 'rewrite' as const, data: { replacement: suggestion.replacement }, fix: suggestion.fix }]
      : [];
    context.report({ messageId: 'blocking', data: { message }, loc: { start, end }, suggest });
  }
}
