import { isInside, parametersOf } from './questions.ts';
import type { FileSummary, Members, TermId } from './summary.ts';

const known = new WeakMap<FileSummary, ReadonlySet<string>>();

/**
 * Whether a function keeps what it is given for others to call: in a variable around it, in a field, or as a member of an
 * object (`setHandler(handler) { this.handler = handler; }`).
 */
export function isKept(summary: FileSummary, fn: number, index: number): boolean {
  let kept = known.get(summary);
  if (!kept) known.set(summary, (kept = keptParameters(summary)));
  return kept.has(`${fn} ${index}`);
}

function keptParameters(summary: FileSummary): Set<string> {
  const { classes, functionMembers, memberAssignments, objects, variables } = summary;
  const kept = new Set<string>();
  const keep = (id: TermId, isIn: (fn: number) => boolean = () => true) => {
    for (const { fn, index } of parametersOf(summary, id)) if (isIn(fn)) kept.add(`${fn} ${index}`);
  };
  const keepMembers = (members: Members) => {
    for (const [, ids] of members) for (const id of ids) keep(id);
  };
  for (const { fn, values } of variables) for (const id of values) keep(id, (inner) => isInside(summary, inner, fn));
  for (const { members, statics } of classes) [members, statics].forEach(keepMembers);
  for (const [, statics, instance] of functionMembers) [statics, instance].forEach(keepMembers);
  for (const { props } of objects) keepMembers(props);
  for (const { value } of memberAssignments) keep(value);
  return kept;
}
