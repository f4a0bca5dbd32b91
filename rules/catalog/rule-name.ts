import type { Kind } from './types.ts';

/** The name of the rule that reports a kind, without the plugin's prefix. */
export function ruleName(kind: Kind): string {
  return kind === 'starvation' ? 'no-loop-starvation' : `no-blocking-${kind}`;
}
