/** Codes of the process warnings that this package emits, each at most once a process. */
export type WarningCode =
  | 'UNBLOCKED_LAG_ONLY'
  | 'UNBLOCKED_NO_SAMPLES'
  | 'UNBLOCKED_NO_PROFILER'
  | 'UNBLOCKED_WATCHDOG_LOST'
  | 'UNBLOCKED_ALREADY_STARTED'
  | 'UNBLOCKED_LISTENER'
  | 'UNBLOCKED_LOG'
  | 'UNBLOCKED_STRICT';

const emitWarning = process.emitWarning.bind(process);
const emitted = new Set<string>();

/** Emits a coded process warning, once for each code. */
export function warnOnce(code: WarningCode, message: string): void {
  if (emitted.has(code)) return;
  emitted.add(code);
  emitWarning(message, { type: 'UnblockedWarning', code });
}
