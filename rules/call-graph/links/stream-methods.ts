import type { Evaluator } from '../values/evaluate.ts';
import type { Value } from '../values/values.ts';
import type { FunctionNode } from './function-node.ts';

const STREAMS = new Set(['node:stream', 'readable-stream', 'streamx']);
const METHODS = ['_read', '_write', '_writev', '_transform', '_flush', '_final', '_destroy', '_construct'];
const MAX_ANCESTORS = 6;

/** The methods that the event loop calls on an instance of a class of streams, once there is one. */
export function streamMethods(evaluator: Evaluator, type: Value): FunctionNode[] {
  const isOne = type.k === 'class' ? isStream(evaluator, type) : type.k === 'function' && inherits(evaluator, type);
  const [instance] = isOne ? evaluator.instanceOf(type) : [];
  if (!instance) return [];
  return METHODS.flatMap((name) => evaluator.members.get(instance, name)).flatMap((value) =>
    value.k === 'function' ? (value.file.node(value.fn) ?? []) : [],
  );
}

/** `inherits(Upper, Transform)`, `Upper.prototype = Object.create(Transform.prototype)`: as before there were classes. */
function inherits(evaluator: Evaluator, { file, fn }: Value & { k: 'function' }): boolean {
  return evaluator
    .all(file, file.functionMembers(fn).instance.get('*') ?? [])
    .some((value) => value.k === 'external' && STREAMS.has(value.module));
}

function isStream(evaluator: Evaluator, { file, class: index }: Value & { k: 'class' }, depth = 0): boolean {
  const parent = file.summary.classes[index]?.superClass ?? 0;
  if (parent === 0 || depth > MAX_ANCESTORS) return false;
  return evaluator
    .evaluate(file, parent)
    .some((value) =>
      value.k === 'class' ? isStream(evaluator, value, depth + 1) : value.k === 'external' && STREAMS.has(value.module),
    );
}
