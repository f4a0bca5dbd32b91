import type { Kind, Weight } from '../../rules/catalog/types.ts';
import type { Culprit, StallContext, StallFrame } from '../stall-record.ts';

/** A blocking call that strict mode met in a handler's context. */
export interface BlockingCall {
  type: 'blocking-call';
  version: 1;
  /** ISO 8601, UTC. */
  time: string;
  pid: number;
  /** 0 is the main thread. */
  threadId: number;
  /** As a person would write it: `fs.readFileSync`, `JSON.parse`, `require`. */
  call: string;
  /** The catalog's names for it. */
  module: string;
  member: string;
  /** What else the catalog calls the same function: `jsonfile.readFileSync` of `fs-extra.readJsonSync`. */
  otherNames: string[];
  kind: Kind;
  weight: Weight;
  /** The rule of the static half that reports such a call: `no-blocking-fs`. */
  ruleId: string;
  context: StallContext;
  /** The line that made the call, in the original source. */
  culprit: Culprit;
  /** The nearest line of the application's own code, where the culprit stands in a dependency. */
  caller: Culprit | null;
  /** From the handler to the function that made the call. */
  chain: string[];
  /** The stack, innermost first. */
  frames: StallFrame[];
  /** What to do instead, as a sentence. */
  advice: string;
  /** What, why, where and what to do instead. */
  message: string;
  /** How often this line has made this call in a handler's context, this time included. */
  count: number;
}
