import type { Evaluator } from './evaluate.ts';
import type { FunctionNode } from './function-node.ts';
import type { Value } from './values.ts';

const STREAMS = new Set(['node:stream', 'readable-stream', 'streamx']);
const METHODS = ['_read', '_write', '_writev', '_transform', '_flush', '_final', '_destroy', '_construct'];
const MAX_ANCESTORS = 6;

/** The methods that the event loop calls on an instance of a class of streams, once there is one. */
export function streamMethods(evaluator: Evaluator, type: Value & { k: 'class' }): FunctionNode[] {
  if (!isStream(evaluator, type)) return [];
  const instance = evaluator.value({ k: 'instance', file: type.file, class: type.class });
  return METHODS.flatMap((name) => evaluator.members.get(instance, name)).flatMap((value) =>
    value.k === 'function' ? (value.file.node(value.fn) ?? []) : [],
  );
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
