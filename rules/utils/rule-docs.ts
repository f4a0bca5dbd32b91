import type { Kind } from '../catalog/types.ts';

/** What the documentation generator, the command line and the configs read of a rule. */
export interface RuleDocs {
  description: string;
  url: string;
  recommended: boolean;
  /** The kind of blocking call that it reports; none for a rule that reports no calls. */
  kind?: Kind;
}
