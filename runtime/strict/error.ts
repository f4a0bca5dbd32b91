import type { BlockingCall } from './record.ts';

/** What strict mode throws at a blocking call. Its `code` is `UNBLOCKED_BLOCKING_CALL`. */
export class BlockingCallError extends Error {
  readonly code = 'UNBLOCKED_BLOCKING_CALL';
  /** `fs.readFileSync`. */
  readonly call: string;
  /** From the handler to the call: `['GET /orders', 'loadOrder', 'readJson']`. */
  readonly chain: string[];
  /** What to do instead, as a sentence. */
  readonly advice: string;
  /** All that is known of the call. */
  declare readonly blockingCall: BlockingCall;

  /** `above`: the function whose caller made the call; the stack begins there. */
  constructor(blockingCall: BlockingCall, above: (...args: never[]) => unknown) {
    super(blockingCall.message);
    this.name = 'BlockingCallError';
    this.call = blockingCall.call;
    this.chain = blockingCall.chain;
    this.advice = blockingCall.advice;
    Error.captureStackTrace(this, above);
    // Not enumerable: a printed error shows what counts.
    Object.defineProperty(this, 'blockingCall', { value: blockingCall });
  }

  /** What counts, without the whole record. */
  toJSON(): object {
    const { name, code, call, chain, advice, message, stack } = this;
    return { name, code, call, chain, advice, message, stack };
  }
}
