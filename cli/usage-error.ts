/** The command line cannot be used as given: the message says what was received and what is accepted. Exit code 2. */
export class UsageError extends Error {
  readonly code = 'UNBLOCKED_USAGE';
  override readonly name = 'UsageError';
}
