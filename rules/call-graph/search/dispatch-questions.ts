import type { FunctionNode } from '../links/function-node.ts';
import type { Evaluator } from '../values/evaluate.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import { namesOf } from '../values/member-kinds.ts';
import type { Value, Values } from '../values/values.ts';
import type { DispatchQuestions } from './dispatch.ts';

const MAX_PARENTS = 10;

/** Emitters call none of the methods that an heir of theirs has. */
const EMITTERS = new Set(['node:events', 'eventemitter2', 'eventemitter3']);

/** What cannot be called: a call that seems to be one of these is of something else. */
const DATA: ReadonlySet<Value['k']> = new Set(['literal', 'object', 'array', 'instance', 'made']);

/** Answers what a call by name asks of values. */
export function dispatchQuestions(evaluator: Evaluator): DispatchQuestions {
  const isForeignParent = (value: Value, depth: number): boolean => {
    switch (value.k) {
      case 'external':
        return !EMITTERS.has(value.module) && !evaluator.externals.isModel(value.module, value.path);
      case 'class':
      case 'instance':
        return isForeignClass(value.file, value.class, depth + 1);
      case 'made':
        return isForeignConstructor(value.file, value.fn, depth + 1);
      default:
        return false;
    }
  };
  const isForeignClass = (file: LoadedFile, index: number, depth = 0): boolean =>
    depth < MAX_PARENTS &&
    evaluator
      .evaluate(file, file.summary.classes[index]?.superClass ?? 0)
      .some((value) => isForeignParent(value, depth));
  const isForeignConstructor = (file: LoadedFile, fn: number, depth = 0): boolean =>
    depth < MAX_PARENTS &&
    evaluator
      .all(file, file.functionMembers(fn).instance.get('*') ?? [])
      .some((value) => isForeignParent(value, depth));
  const isUnknown = (value: Value): boolean =>
    DATA.has(value.k) || (value.k === 'external' && evaluator.externals.isOfGuest(value.module, value.path));
  return {
    runsCommands: (framework) => evaluator.externals.runsCommands(framework),
    isOpen: ({ file }, { callee }) => {
      const term = file.summary.terms[callee];
      const isGiven = ({ k }: Value) => k !== 'external' && k !== 'literal';
      const values = evaluator.evaluate(file, callee);
      if (!values.every(isUnknown)) return false;
      return (
        !values.some(({ k }) => k === 'external') ||
        term?.k !== 'member' ||
        !evaluator.evaluate(file, term.of).some(isGiven)
      );
    },
    functions: (file, id) => nodesOf(evaluator.evaluate(file, id)),
    methods: (file, id) =>
      evaluator
        .evaluate(file, id)
        .flatMap((value) =>
          publicNames(evaluator, value).flatMap((name) => nodesOf(evaluator.members.get(value, name))),
        ),
    isForeignClass: (file, index) => isForeignClass(file, index),
    isForeignConstructor: (file, fn) => isForeignConstructor(file, fn),
  };
}

function nodesOf(values: Values): FunctionNode[] {
  return values.flatMap((value) => (value.k === 'function' ? (value.file.node(value.fn) ?? []) : []));
}

/** The names of an instance's members, inherited ones too; a computed name is never that of a `#private` one. */
function publicNames(evaluator: Evaluator, value: Value, depth = 0): string[] {
  if ((value.k !== 'instance' && value.k !== 'made') || depth > MAX_PARENTS) return [];
  const own = namesOf(value).filter((name) => !name.startsWith('#') && name !== '*');
  const parents = value.k === 'instance' ? value.file.summary.classes[value.class]?.superClass : undefined;
  const inherited = parents === undefined ? [] : evaluator.evaluate(value.file, parents);
  return [
    ...new Set([
      ...own,
      ...inherited.flatMap((parent) =>
        evaluator.instanceOf(parent).flatMap((each) => publicNames(evaluator, each, depth + 1)),
      ),
    ]),
  ];
}
