import { createRequire } from 'node:module';
import type * as Scslre from 'scslre';

/** Loaded for the first pattern: a run that finds everything in the cache analyses none. */
let scslre: typeof Scslre | undefined;

/**
 * Whether matching can take exponential or polynomial time by backtracking. A pattern that does not parse cannot. `inLongText`:
 * nor need its repetitions overlap (`\s+$`): to begin anew at each character takes seconds in 100,000 of them, and no time in
 * what fits into a URL.
 */
export function isSuperLinear(pattern: string, flags: string, inLongText: boolean): boolean {
  scslre ??= createRequire(import.meta.url)('scslre') as typeof Scslre;
  try {
    return scslre.analyse({ source: pattern, flags }, { reportTypes: { Move: inLongText } }).reports.length > 0;
  } catch {
    return false; // Not a pattern of the ECMAScript version that the analysis knows: no certainty, no finding.
  }
}
