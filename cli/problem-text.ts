import type { ParseProblem } from '../rules/call-graph/summaries/summary.ts';

/** What there is to say of a file that does not parse, or of one that only partly does. */
export function problemText({ message, isPartial }: ParseProblem): string {
  const what =
    isPartial === true
      ? 'The file parses only partly, so not all of its calls are'
      : 'The file does not parse, so its calls are not';
  return `${what} known: ${message}.`;
}
