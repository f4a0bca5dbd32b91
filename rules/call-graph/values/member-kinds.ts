import type { ObjectSummary } from '../summaries/summary.ts';
import type { Value } from './values.ts';

/** The names of the members that a value's own summary lists. */
export function namesOf(value: Value): string[] {
  const { k } = value;
  if (k === 'external' || k === 'literal' || k === 'array' || k === 'function') return [];
  const { summary } = value.file;
  const members = {
    object: () => summary.objects[(value as { object: number }).object]?.props,
    instance: () => summary.classes[(value as { class: number }).class]?.members,
    class: () => summary.classes[(value as { class: number }).class]?.statics,
    module: () => summary.exports,
    made: () => [...value.file.functionMembers((value as { fn: number }).fn).instance],
  }[k]();
  return (members ?? []).map(([name]) => name);
}

/** A getter. */
export function isGetter(value: Value): value is Value & { k: 'function' } {
  return value.k === 'function' && value.file.summary.functions[value.fn]?.kind === 'getter';
}

/** A getter or a setter. */
export function isAccessor(value: Value): value is Value & { k: 'function' } {
  if (value.k !== 'function') return false;
  const kind = value.file.summary.functions[value.fn]?.kind;
  return kind === 'getter' || kind === 'setter';
}

/** A method that does nothing, or only throws: others are meant to override it. */
export function isStub(value: Value): boolean {
  if (value.k !== 'function') return false;
  const fn = value.file.summary.functions[value.fn];
  return (
    fn !== undefined &&
    fn.class >= 0 &&
    fn.returns.length === 0 &&
    fn.calls.every(({ isNew, text }) => isNew && /(Error|Exception)$/.test(text))
  );
}

/** What stands in for something until it is put there: `onMessage = null`, `onMessage = () => {}`, `hooks = {}`. */
export function isPlaceholder(value: Value): boolean {
  if (value.k === 'literal') return value.value === null;
  if (value.k === 'object') return isEmpty(value.file.summary.objects[value.object]);
  if (value.k !== 'function') return false;
  const { calls, returns } = value.file.summary.functions[value.fn] ?? { calls: [], returns: [] };
  return calls.length === 0 && returns.length === 0;
}

const isEmpty = (object: ObjectSummary | undefined): boolean =>
  object !== undefined && [object.props, object.spreads, object.computed].every(({ length }) => length === 0);
