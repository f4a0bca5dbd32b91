import { analyse } from 'scslre';

/** Whether matching can take exponential or polynomial time by backtracking. A pattern that does not parse cannot. */
export function isSuperLinear(pattern: string, flags: string): boolean {
  try {
    return analyse({ source: pattern, flags }, { reportTypes: { Move: false } }).reports.length > 0;
  } catch {
    return false; // Not a pattern of the ECMAScript version that the analysis knows: no certainty, no finding.
  }
}
