import type { Condition, OptionValue } from '../../rules/catalog/types.ts';
import { isLargeCopy, sizeOf } from './copy-size.ts';

/** Text (in UTF-16 units) or bytes from this size on are large: parsing them takes about ten milliseconds. */
const LARGE = 1_000_000;

function hasOption(options: unknown, { key, is }: OptionValue): boolean {
  if (typeof options !== 'object' || options === null) return false;
  const value: unknown = Reflect.get(options, key);
  return [is].flat().some((each) => each === value);
}

/**
 * Whether a call with these arguments blocks for what it has made of them: how large an object is, its text tells
 * (`JSON.stringify`), or its copy (`structuredClone`).
 */
export function holdsFor(result: unknown, when: Condition | undefined, args: readonly unknown[]): boolean {
  const { largeInput, ...others } = when ?? {};
  if (!largeInput || holds(when, args)) return false;
  const { from = LARGE, copied = false } = largeInput;
  const isLarge = copied ? isLargeCopy(result, from) : (sizeOf(result) ?? 0) >= from;
  return isLarge && holds(others, args);
}

/** Whether a call with these arguments is one that blocks: the catalog's condition, read from the values themselves. */
export function holds(when: Condition | undefined, args: readonly unknown[]): boolean {
  if (when === undefined) return true;
  const { callback, option, optionUnless, minArguments, maxArguments, largeInput, atLeast } = when;
  if (callback !== undefined && args.some((arg) => typeof arg === 'function') !== callback) return false;
  if (option && !hasOption(args[option.at], option)) return false;
  if (optionUnless && hasOption(args[optionUnless.at], optionUnless)) return false;
  if (minArguments !== undefined && args.length < minArguments) return false;
  if (maxArguments !== undefined && args.length > maxArguments) return false;
  if (largeInput && (sizeOf(args[largeInput.at]) ?? 0) < (largeInput.from ?? LARGE)) return false;
  const number = atLeast && args[atLeast.at];
  return atLeast === undefined || typeof number !== 'number' || number >= atLeast.value;
}
