/** The trace and span that were active: identifiers only, in the hexadecimal form of the W3C, and its flags. */
export interface TraceContext {
  /** 32 digits. */
  traceId: string;
  /** 16 digits. */
  spanId: string;
  /** 1 where the span is sampled. https://www.w3.org/TR/trace-context/#trace-flags */
  traceFlags: number;
}

type TraceReader = () => TraceContext | undefined;

const none: TraceReader = () => undefined;
let reader = none;

/** Has every sample of a stall ask `read` for the active span; returns what ends that. */
export function readTracesBy(read: TraceReader): () => void {
  reader = read;
  return () => {
    if (reader === read) reader = none;
  };
}

/** The active span, where a tracer is known. Never throws: it runs in the midst of the application. */
export function activeTrace(): TraceContext | undefined {
  try {
    return reader();
  } catch {
    return undefined; // A tracer that fails has no span to tell of.
  }
}
