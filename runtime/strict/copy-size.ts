import { types } from 'node:util';
import type { AnyFunction } from './wrapper.ts';

const { apply, get } = Reflect;
// A program may have changed them.
const overMap = get(Map.prototype, 'forEach') as AnyFunction;
const overSet = get(Set.prototype, 'forEach') as AnyFunction;

/** A value in a copy counts as so many characters: about what it takes in JSON. */
const VALUE = 10;

/** The size of text (in UTF-16 units) or of bytes; undefined for any other value. */
export function sizeOf(value: unknown): number | undefined {
  if (typeof value === 'string') return value.length;
  return ArrayBuffer.isView(value) || types.isAnyArrayBuffer(value) ? value.byteLength : undefined;
}

/**
 * Whether what `structuredClone` gave is as large as `least` characters of text. A copy has neither getters nor proxies, so
 * nobody notices that it is looked at; no more of it is than the answer takes.
 */
export function isLargeCopy(copy: unknown, least: number): boolean {
  const waiting: unknown[] = [copy];
  const seen = new Set<object>();
  let left = least;
  const wait = (value: unknown): void => {
    left -= VALUE;
    if (left > 0) waiting.push(value);
  };
  const enter = (holder: object): void => {
    if (Array.isArray(holder)) for (let index = 0; index < holder.length && left > 0; index += 1) wait(holder[index]);
    else if (types.isSet(holder)) apply(overSet, holder, [wait]);
    else if (types.isMap(holder))
      apply(overMap, holder, [
        (value: unknown, key: unknown): void => {
          [key, value].forEach(wait);
        },
      ]);
    else for (const key of Object.keys(holder)) wait(get(holder, key));
  };
  while (waiting.length > 0 && left > 0) {
    const value = waiting.pop();
    const size = sizeOf(value);
    left -= size ?? 0;
    if (size !== undefined || typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    enter(value);
  }
  return left <= 0;
}
