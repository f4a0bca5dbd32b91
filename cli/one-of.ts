import { UsageError } from './usage-error.ts';

/** The accepted value that an option was given. Throws a UsageError that says what is accepted. */
export function oneOf<T extends string>(option: string, value: string, accepted: readonly T[]): T {
  const found = accepted.find((each) => each === value);
  if (found === undefined) throw new UsageError(`${option} is "${value}"; accepted: ${accepted.join(', ')}.`);
  return found;
}
