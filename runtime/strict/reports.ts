import { channel } from 'node:diagnostics_channel';
import { relative } from 'node:path';
import type { ResolvedOptions } from '../options.ts';
import type { Culprit } from '../stall-record.ts';
import { warnOnce } from '../warnings.ts';
import type { BlockingCall } from './record.ts';

/** Receives every blocking call that strict mode meets. */
export type BlockingCallListener = (call: BlockingCall) => void;

const calls = channel('unblocked:blocking-call');
const listeners = new Set<BlockingCallListener>();

/**
 * Calls `listener` with every blocking call that strict mode meets in a handler's context, at once; returns what
 * removes it. The channel `unblocked:blocking-call` of `node:diagnostics_channel` has the same records.
 *
 * @example const remove = onBlockingCall(({ call, culprit }) => calls.push(`${call} ${culprit.file}:${culprit.line}`));
 */
export function onBlockingCall(listener: BlockingCallListener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Tells listeners and the channel. */
export function publish(call: BlockingCall): void {
  calls.publish(call);
  for (const listener of listeners) {
    try {
      listener(call);
    } catch (error) {
      warnOnce('UNBLOCKED_LISTENER', `A listener of onBlockingCall() threw: ${String(error)}.`);
    }
  }
}

function placed(cwd: string, { file, line, column, function: name, text }: Culprit): string {
  const path = relative(cwd, file);
  const where = `${path.startsWith('..') ? file : path}:${line}:${column}`;
  return `    at ${name === '' ? where : `${name} (${where})`}${text === '' ? '' : `\n      > ${text}`}`;
}

/** A blocking call for a person: what and where, with the line's text. */
export function blockingCallText({ message, culprit, caller }: BlockingCall, cwd = process.cwd()): string {
  return [message, placed(cwd, culprit), ...(caller ? [placed(cwd, caller)] : [])].join('\n');
}

/** Prints a blocking call on stderr, each line's the first time only. */
export function print(call: BlockingCall, { format, reports }: ResolvedOptions): void {
  if (format === 'silent' || call.count > 1 || reports === 0) return;
  const text = format === 'json' ? JSON.stringify(call) : `[unblocked] ${blockingCallText(call)}`;
  process.stderr.write(`${text}\n`);
}
