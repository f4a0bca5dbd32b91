import { createRequire } from 'node:module';
import { metrics, type MeterProvider, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import type * as ApiLogs from '@opentelemetry/api-logs';
import { onStall } from '../index.ts';
import type { StallRecord } from '../stall-record.ts';
import { readTracesBy } from '../watched/trace-context.ts';
import { durationAttributes, logAttributes } from './otel-attributes.ts';
import { eventLoopMetrics } from './otel-event-loop.ts';

const SCOPE = 'unblocked';
const { version } = createRequire(import.meta.url)('unblocked/package.json') as { version: string };
/** Upper bounds of the histogram's buckets, in seconds. */
const BOUNDARIES = [0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 2, 5, 10, 30, 60];

/** What `exportStalls()` may be told. */
export interface OtelOptions {
  /** @default the global meter provider */
  meterProvider?: MeterProvider;
  /** Needs `@opentelemetry/api-logs`. @default the global logger provider */
  loggerProvider?: ApiLogs.LoggerProvider;
  /**
   * Whether `nodejs.eventloop.*` are recorded too; `auto`: where `@opentelemetry/instrumentation-runtime-node`, which
   * records the same, is not loaded.
   * @default 'auto'
   */
  eventLoop?: 'auto' | boolean;
}

const ACCEPTED: Record<keyof OtelOptions, string> = {
  meterProvider: 'a MeterProvider',
  loggerProvider: 'a LoggerProvider',
  eventLoop: "'auto', true or false",
};

/**
 * Exports stalls to OpenTelemetry: the histogram `unblocked.stall.duration` in seconds, a log record for each stall that
 * belongs to the trace and span which were active when it was sampled, and the event loop's own metrics. Call it after
 * the SDK is set up; the stalls themselves are watched by `start()` or the preload. Returns what ends it.
 *
 * @throws TypeError with the code `UNBLOCKED_BAD_OPTION`
 * @example const end = exportStalls();
 */
export function exportStalls(options: OtelOptions = {}): () => void {
  check(options);
  const meter = (options.meterProvider ?? metrics.getMeterProvider()).getMeter(SCOPE, version);
  const api = apiLogs();
  const log = api && logTo(api, options.loggerProvider ?? api.logs.getLoggerProvider());
  const durations = meter.createHistogram('unblocked.stall.duration', {
    description: 'Times in which the event loop did not turn.',
    unit: 's',
    advice: { explicitBucketBoundaries: BOUNDARIES },
  });
  const endings = [
    readTracesBy(activeSpan),
    onStall((record) => {
      durations.record(record.durationMs / 1000, durationAttributes(record));
      log?.(record);
    }),
    eventLoopMetrics(meter, options.eventLoop ?? 'auto'),
  ];
  return () => {
    for (const end of endings) end();
  };
}

function activeSpan() {
  const context = trace.getActiveSpan()?.spanContext();
  return context && { traceId: context.traceId, spanId: context.spanId, traceFlags: context.traceFlags };
}

/** `@opentelemetry/api-logs` is a package of its own: without it there are metrics only. */
function apiLogs(): typeof ApiLogs | undefined {
  try {
    return createRequire(import.meta.url)('@opentelemetry/api-logs') as typeof ApiLogs;
  } catch {
    return undefined; // Not installed.
  }
}

function logTo({ SeverityNumber }: typeof ApiLogs, provider: ApiLogs.LoggerProvider): (record: StallRecord) => void {
  const logger = provider.getLogger(SCOPE, version);
  return (record) => {
    logger.emit(logRecord(record, SeverityNumber.WARN));
  };
}

function logRecord(record: StallRecord, severityNumber: ApiLogs.SeverityNumber): ApiLogs.LogRecord {
  const { time, trace: active, durationMs, context, culprit } = record;
  const place = culprit ? ` at ${culprit.file}:${culprit.line}` : '';
  return {
    eventName: 'unblocked.stall',
    severityNumber,
    severityText: 'WARN',
    timestamp: new Date(time),
    body: `The event loop stalled for ${Math.round(durationMs)} ms in ${context.name}${place}.`,
    attributes: logAttributes(record),
    // The span has often ended by now, so it is named and not looked up.
    context: active ? trace.setSpanContext(ROOT_CONTEXT, active) : ROOT_CONTEXT,
  };
}

function check(options: unknown): void {
  if (typeof options !== 'object' || options === null) throw refusal('the options', String(options), 'an object');
  for (const [name, value] of Object.entries(options)) {
    if (!(name in ACCEPTED)) throw refusal('the name of an option', `'${name}'`, Object.keys(ACCEPTED).join(', '));
    if (value === undefined || isAccepted(name as keyof OtelOptions, value)) continue;
    throw refusal(`option ${name}`, String(value), ACCEPTED[name as keyof OtelOptions]);
  }
}

function isAccepted(name: keyof OtelOptions, value: unknown): boolean {
  if (name === 'eventLoop') return value === 'auto' || typeof value === 'boolean';
  return typeof value === 'object' && value !== null && (name === 'meterProvider' ? 'getMeter' : 'getLogger') in value;
}

function refusal(what: string, received: string, accepted: string): TypeError {
  return Object.assign(new TypeError(`unblocked: ${what} of exportStalls() is ${received}; accepted: ${accepted}.`), {
    code: 'UNBLOCKED_BAD_OPTION',
  });
}
