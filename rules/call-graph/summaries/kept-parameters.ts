import { remembered } from './remembered.ts';
import { behind, isInside, parametersOf } from './questions.ts';
import type { FileSummary, Members, TermId } from './summary.ts';

const kept = remembered((summary: FileSummary) => withPassedOn(summary, keptParameters(summary)));
const listed = remembered((summary: FileSummary) => withPassedOn(summary, listedParameters(summary)));

/**
 * Whether a function keeps what it is given for others to call: in a variable around it, in a field, or as a member of an
 * object (`setHandler(handler) { this.handler = handler; }`).
 */
export function isKept(summary: FileSummary, fn: number, index: number): boolean {
  return kept(summary).has(`${fn} ${index}`);
}

/**
 * Whether a function puts what it is given into a list, in an object of its own (`list.push({ priority, callback })`): what goes
 * through the list calls all that was ever put there.
 */
export function isListed(summary: FileSummary, fn: number, index: number): boolean {
  return listed(summary).has(`${fn} ${index}`);
}

function listedParameters(summary: FileSummary): Set<string> {
  const { memberAssignments, objects, terms, variables } = summary;
  const found = new Set<string>();
  const put = [
    ...memberAssignments.flatMap(({ name, value }) => (name === '[]' ? [value] : [])),
    ...objects.flatMap(({ computed }) => computed),
  ];
  for (const id of put) {
    const term = terms[id];
    const values = term?.k === 'variable' ? (variables[term.variable]?.values ?? []) : [id];
    for (const value of values.map((each) => terms[each])) {
      const props = value?.k === 'object' ? objects[value.object]?.props : undefined;
      for (const member of (props ?? []).flatMap(([, ids]) => ids))
        for (const { fn, index } of parametersOf(summary, member)) found.add(`${fn} ${index}`);
    }
  }
  return found;
}

function keptParameters(summary: FileSummary): Set<string> {
  const { classes, functionMembers, memberAssignments, objects, variables } = summary;
  const found = new Set<string>();
  const keep = (id: TermId, isIn: (fn: number) => boolean = () => true) => {
    for (const { fn, index } of parametersOf(summary, id)) if (isIn(fn)) found.add(`${fn} ${index}`);
  };
  const keepMembers = (members: Members) => {
    for (const [, ids] of members) for (const id of ids) keep(id);
  };
  for (const { fn, values } of variables) for (const id of values) keep(id, (inner) => isInside(summary, inner, fn));
  for (const { members, statics } of classes) [members, statics].forEach(keepMembers);
  for (const [, statics, instance] of functionMembers) [statics, instance].forEach(keepMembers);
  for (const { props } of objects) keepMembers(props);
  for (const { value } of memberAssignments) keep(value);
  return found;
}

/** Adds what a method only passes on: `get(path, handler) { this.add(path, handler); }`. */
function withPassedOn(summary: FileSummary, found: Set<string>): Set<string> {
  if (found.size === 0) return found;
  for (let before = 0; before < found.size;) {
    before = found.size;
    for (const { callee, args } of summary.functions.flatMap(({ calls }) => calls))
      for (const to of ownFunctions(summary, callee))
        args.forEach((arg, at) => {
          if (!found.has(`${to} ${at}`)) return;
          for (const { fn, index } of parametersOf(summary, arg)) found.add(`${fn} ${index}`);
        });
  }
  return found;
}

/** The functions of the file that a call means: by a name of its own, or a method of the same class. */
function ownFunctions(summary: FileSummary, callee: TermId): number[] {
  const { classes, functions, terms } = summary;
  const term = behind(summary, callee);
  if (term?.k === 'function') return [term.fn];
  const owner = term?.k === 'member' ? terms[term.of] : undefined;
  if (term?.k !== 'member' || owner?.k !== 'this') return [];
  const members = classes[functions[owner.fn]?.class ?? -1]?.members ?? [];
  return members
    .filter(([name]) => name === term.name)
    .flatMap(([, ids]) => ids.map((id) => terms[id]))
    .flatMap((value) => (value?.k === 'function' ? [value.fn] : []));
}
