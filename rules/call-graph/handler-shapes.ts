import type { HandlerFramework } from '../handlers/types.ts';
import type { Evaluator } from './evaluate.ts';
import type { FunctionNode, HandlerMark } from './function-node.ts';

const REQUEST = /^_?(req|request)$/;
const RESPONSE = /^_?(res|response|reply|rep)$/;
const CONTEXT = /^_?(ctx|context)$/;
const NEXT = /^_?next$/;
const ERROR = /^_?(err|error)$/;

/** A member or top-level function that takes what a framework gives its handlers: (req, res), (ctx, next), or by its types. */
export function shapeMark(
  evaluator: Evaluator,
  frameworks: readonly HandlerFramework[],
  node: FunctionNode,
): HandlerMark | undefined {
  const { summary, file } = node;
  if (summary.params.length === 0 || summary.name === '') return undefined;
  const stands = summary.parent === 0 || summary.class >= 0 || summary.object >= 0;
  if (!stands || summary.kind === 'constructor' || summary.kind === 'getter' || summary.kind === 'setter')
    return undefined;
  const mark = (framework: string): HandlerMark => ({
    framework,
    kind: 'request',
    label: summary.name,
    certain: false,
  });
  if (hasHandlerNames(summary.params.map(({ name }) => name))) return mark('request');
  for (const { type } of summary.params) {
    if (type === 0) continue;
    for (const value of evaluator.evaluate(file, type)) {
      if (value.k !== 'external') continue;
      const framework = frameworks.find(
        (each) =>
          each.parameterTypes?.includes(value.path) === true &&
          evaluator.externals.canonical(each.module) === value.module,
      );
      if (framework) return mark(framework.name);
    }
  }
  return undefined;
}

function hasHandlerNames(names: readonly string[]): boolean {
  const [first = '', ...rest] = ERROR.test(names[0] ?? '') ? names.slice(1) : names;
  const [second = ''] = rest;
  return (REQUEST.test(first) && RESPONSE.test(second)) || (CONTEXT.test(first) && NEXT.test(second));
}
