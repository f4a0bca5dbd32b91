import type { TSESLint } from '@typescript-eslint/utils';
import { docsUrl } from './utils/create-rule.ts';
import { observationsFor } from './utils/projects.ts';
import { OBSERVATION_SCHEMA } from './utils/options.ts';
import type { RuleDocs } from './utils/rule-docs.ts';
import type { ObservationOptions } from './utils/stall-log-observations.ts';
import { observedReports } from './utils/stall-log-reports.ts';

type ObservedRule = TSESLint.RuleModule<'observed', [ObservationOptions?], RuleDocs>;

const rule: ObservedRule = {
  meta: {
    type: 'problem',
    docs: {
      description: 'report the lines that stalled the event loop when the program ran',
      url: docsUrl('no-observed-stall'),
      recommended: true,
    },
    schema: [OBSERVATION_SCHEMA],
    messages: { observed: '{{message}}' },
    defaultOptions: [{}],
  },
  create(context) {
    return {
      Program() {
        const observations = observationsFor(context, context.options[0]);
        const reports = observedReports(observations, context.physicalFilename, context.sourceCode.text);
        for (const { message, start, end } of reports)
          context.report({ messageId: 'observed', data: { message }, loc: { start, end } });
      },
    };
  },
};

export default rule;
