import { assignNamed } from './assignments.ts';
import { type SummaryBuilder, UNKNOWN } from './summary-builder.ts';
import { setterName, type TermId } from './summary.ts';

/** `Object.defineProperty(target, 'name', { get() { ... } })`, and `Object.defineProperties` with several of them. */
export function noteDefined(b: SummaryBuilder, by: string | null, args: readonly TermId[]): void {
  const [target = UNKNOWN, key = UNKNOWN, descriptor = UNKNOWN] = args;
  if (target === UNKNOWN) return;
  const name = b.valueOf(key);
  if (by === 'defineProperty' && name?.k === 'literal') define(b, target, String(name.value), descriptor);
  if (by === 'defineProperties' && name?.k === 'object')
    for (const [each, id] of [...b.memberValues(name.object)]) define(b, target, each, id);
}

function define(b: SummaryBuilder, target: TermId, name: string, descriptor: TermId): void {
  const described = b.valueOf(descriptor);
  if (described?.k !== 'object') return;
  const read = (member: string) => b.memberValue(described.object, member);
  const [value, get, set] = [read('value'), read('get'), read('set')];
  if (value !== undefined) assignNamed(b, target, name, value);
  if (get !== undefined) accessor(b, target, name, get, 'getter');
  if (set !== undefined) accessor(b, target, setterName(name), set, 'setter');
}

/** The function that a descriptor has becomes the target's own accessor. */
function accessor(b: SummaryBuilder, target: TermId, name: string, id: TermId, kind: 'getter' | 'setter'): void {
  const term = b.get(id);
  if (term.k !== 'function') return;
  const owner = b.valueOf(target);
  const fn = b.functionAt(term.fn);
  Object.assign(fn, { kind, name: name.replace(/^set /, ''), object: owner?.k === 'object' ? owner.object : -1 });
  assignNamed(b, target, name, id);
}
