import type { RawSample } from '../protocol.ts';
import { parseText } from '../records/stack.ts';

// V8 terminates code by an exception. Where it strikes while a sample is taken, it ends the sample, and V8 may forget the
// code below it: code that `vm` was to end by its timeout, or a person by Ctrl-C, then runs for ever (measured on Node 20
// to 26; `fixtures/runtime/programs/vm-timeout.mjs` hangs within a second). The next answer tells whether that is so.

/** The inspector's answer where code was terminated while it took the sample. */
const TERMINATED = /Execution was terminated$/;

/** What runs code that may be terminated. */
const VM = /^node:(?:internal\/)?vm(?:\/|$)/;

/** From this major on, code whose stack still has `vm` in it has been forgotten; before, it is `vm`'s next run. */
const FORGETS_SINCE = 22;
const forgets = Number(process.versions.node.split('.')[0]) >= FORGETS_SINCE;

/** Whether an answer failed since code was terminated meanwhile. */
export function isTerminated(error: Error | null): boolean {
  return error !== null && TERMINATED.test(error.message);
}

/** Whether the answer after that shows that the code goes on: it fails too, or its stack is that of the code. */
export function isForgotten(error: Error | null, sample: RawSample | undefined): boolean {
  return error !== null || (forgets && sample !== undefined && isInVm(sample));
}

function isInVm({ frames, text }: RawSample): boolean {
  const stack = text === undefined ? frames : parseText(text);
  return stack.some(([, file, , , isAsync]) => isAsync === 0 && VM.test(file));
}
