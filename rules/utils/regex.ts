import { createRequire } from 'node:module';
import type * as Scslre from 'scslre';
import type { MatchedText } from '../call-graph/links/hazard-sites.ts';

/** Loaded for the first pattern: a run that finds everything in the cache analyses none. */
let scslre: typeof Scslre | undefined;

/** `.*` at a pattern's end, which takes the rest of a line whatever it is. */
const REST = /(?<!\\)(?:\(\.\*\)|\.\*)\$?$/;

/**
 * Whether matching can take exponential or polynomial time by backtracking. A pattern that does not parse cannot. In a long text
 * its repetitions need not even overlap (`\s+$`): to begin anew at each character takes seconds in 100,000 of them, and no time
 * in what fits into a URL.
 */
export function isSuperLinear(pattern: string, flags: string, text: MatchedText): boolean {
  scslre ??= createRequire(import.meta.url)('scslre') as typeof Scslre;
  const literal = text === 'line' ? forOneLine(pattern, flags) : { source: pattern, flags };
  try {
    const { reports } = scslre.analyse(literal, { reportTypes: { Move: text === 'long' } });
    return reports.some(({ exponential }) => exponential || text !== 'limited');
  } catch {
    return false; // Not a pattern of the ECMAScript version that the analysis knows: no certainty, no finding.
  }
}

/** The same where a text has no line break: `.` matches all that there is, and what ends with `.*` cannot fail there. */
function forOneLine(pattern: string, flags: string): Scslre.Literal {
  return { source: pattern.replace(REST, ''), flags: `${flags.replace(/[ms]/g, '')}s` };
}
