import type { TSESLint } from '@typescript-eslint/utils';
import { ruleName } from '../catalog/rule-name.ts';
import type { Kind } from '../catalog/types.ts';
import { LineIndex } from './line-index.ts';
import { DEFAULT_OPTIONS, OPTIONS_SCHEMA, type RuleOptions } from './options.ts';
import { projectFor } from './projects.ts';
import { Reporter } from './reports.ts';
import { suggestionFor } from './suggestions.ts';

/** What the documentation generator and the configs read of a rule. */
export interface RuleDocs {
  description: string;
  url: string;
  recommended: boolean;
  /** The kind of blocking call that it reports. */
  kind: Kind;
}

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

type Context = Readonly<TSESLint.RuleContext<MessageId, [Partial<RuleOptions>?]>>;

function reportFile(context: Context, kind: Kind): void {
  const { text } = context.sourceCode;
  const project = projectFor(context);
  const findings = project.findings(context.physicalFilename, text);
  if (findings.length === 0) return;
  const options = { ...DEFAULT_OPTIONS, ...context.options[0] };
  const reports = new Reporter(project).reports(findings, kind, options, new LineIndex(text));
  for (const { message, start, end, finding } of reports) {
    const suggestion = suggestionFor(finding, context.sourceCode);
    const suggest = suggestion
      ? [{ messageId: 'rewrite' as const, data: { replacement: suggestion.replacement }, fix: suggestion.fix }]
      : [];
    context.report({ messageId: 'blocking', data: { message }, loc: { start, end }, suggest });
  }
}
