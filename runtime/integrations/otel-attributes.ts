import type { Attributes } from '@opentelemetry/api';
import type { StallFrame, StallRecord } from '../stall-record.ts';

/** Few values each: what a metric may be split by. */
export function durationAttributes({ cause, context, ruleId }: StallRecord): Attributes {
  return {
    'unblocked.stall.cause': cause,
    'unblocked.context.kind': context.kind,
    ...(context.method !== undefined && { 'http.request.method': context.method }),
    ...(context.route !== undefined && { 'http.route': context.route }),
    ...(ruleId !== null && { 'unblocked.rule': ruleId }),
  };
}

/** All that is known of one stall, by the names of the semantic conventions where they have one. */
export function logAttributes(record: StallRecord): Attributes {
  const { culprit, frames, catalog, call, fingerprint, durationMs, context, threadId, samples } = record;
  return {
    ...durationAttributes(record),
    'unblocked.stall.duration': durationMs / 1000,
    'unblocked.stall.fingerprint': fingerprint,
    'unblocked.stall.samples': samples,
    'unblocked.context.name': context.name,
    'thread.id': threadId,
    ...(context.path !== undefined && { 'url.path': context.path }),
    ...(culprit && {
      'code.file.path': culprit.file,
      'code.line.number': culprit.line,
      'code.column.number': culprit.column,
      'code.function.name': culprit.function,
    }),
    ...(frames.length > 0 && { 'code.stacktrace': frames.map(frameText).join('\n') }),
    ...(catalog && { 'unblocked.call': `${catalog.module}.${catalog.member}`, 'unblocked.advice': catalog.useInstead }),
    ...(call && { 'unblocked.call.duration': call.durationMs / 1000 }),
  };
}

function frameText({ function: name, file, line, column, async }: StallFrame): string {
  const place = line > 0 ? `${file}:${line}:${column}` : file || '<anonymous>';
  return `    at ${async ? 'async ' : ''}${name === '' ? place : `${name} (${place})`}`;
}
