import type { HandlerFramework } from '../../handlers/types.ts';
import type { FunctionNode, HandlerMark } from '../links/function-node.ts';
import { parametersOf } from '../summaries/questions.ts';
import type { Parameter, TermId } from '../summaries/summary.ts';
import type { Evaluator } from '../values/evaluate.ts';

const REQUEST = /^_?(req|request)$/;
const RESPONSE = /^_?(res|response|reply|rep)$/;
const CONTEXT = /^_?(ctx|context)$/;
const NEXT = /^_?next$/;
const ERROR = /^_?(e|err|error)$/;
const EVENT = /^_?(event|evt)$/;
const ANSWER = /^_?(res|response|data|body|json|result|html|text)$/;

/** A function that takes what a framework gives its handlers: (req, res), (ctx, next), or by its types. */
export function shapeMark(
  evaluator: Evaluator,
  frameworks: readonly HandlerFramework[],
  node: FunctionNode,
): HandlerMark | undefined {
  const { summary, file } = node;
  if (isServerComponent(node)) return { framework: 'react', kind: 'request', label: summary.name, certain: false };
  if (summary.params.length === 0) return undefined;
  if (summary.kind === 'constructor' || summary.kind === 'getter' || summary.kind === 'setter') return undefined;
  const mark = (framework: string): HandlerMark => ({
    framework,
    kind: 'request',
    label: nameOf(node) ?? `a ${framework} handler`,
    certain: false,
  });
  const names = summary.params.map(({ name }) => name);
  if (hasHandlerNames(names) || takesExchange(summary.params[0])) return mark('request');
  if (hasEventNames(names) && isExported(evaluator, node)) return mark('serverless');
  const stands = summary.parent === 0 || summary.class >= 0 || summary.object >= 0;
  if (!stands || summary.name === '') return undefined;
  if (takesRequestApart(names) || answersContext(node)) return mark('request');
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

/** An async function that gives markup: React renders such a component on the server only, for a request. */
function isServerComponent({ summary }: FunctionNode): boolean {
  return summary.async && summary.markup === true && summary.class < 0 && /^(?:[A-Z]\w*|default)$/.test(summary.name);
}

/** The function's own name; none where it is a callback that was written in place. */
export function ownName({ summary }: FunctionNode): string {
  const own = summary.name.replace(/^.*\bcallback\.?/, '');
  return /^(handler|resolve|subscribe)$/.test(own) ? '' : own;
}

/** The function's name, or that of the nearest one around it that has one. */
export function nameOf({ file, summary }: FunctionNode): string | undefined {
  for (let fn = summary; ;) {
    if (fn.name !== '' && !fn.name.includes('callback')) return fn.name;
    const outer = file.summary.functions[fn.parent];
    if (!outer) return undefined;
    fn = outer;
  }
}

/** Whether parameter names are those of a request handler: (req, res), (err, req, res, next), (ctx, next). */
export function hasHandlerNames(names: readonly string[]): boolean {
  const isErrorHandler = ERROR.test(names[0] ?? '') && NEXT.test(names[3] ?? '');
  const [first = '', second = ''] = isErrorHandler ? names.slice(1) : names;
  return (REQUEST.test(first) && RESPONSE.test(second)) || (CONTEXT.test(first) && NEXT.test(second));
}

/** `({ params }, res) => { ... }`, of a function that has a name of its own. */
const takesRequestApart = ([first, second = '', third]: readonly string[]): boolean =>
  first === '' && /^_?(?:res|response|reply)$/.test(second) && (third === undefined || NEXT.test(third));

/** `async find(ctx) { ctx.body = ... }`: it answers what Koa and its like give to each handler. */
function answersContext({ file, index, summary: { params } }: FunctionNode): boolean {
  if (params.length !== 1 || !CONTEXT.test(params[0]?.name ?? '')) return false;
  return file.summary.memberAssignments.some(
    ({ target, name }) =>
      name === 'body' && parametersOf(file.summary, target).some(({ fn, index: at }) => fn === index && at === 0),
  );
}

/** `({ req, res, log }) => { ... }`: what is made for one request, and holds both sides of it. */
const takesExchange = (first: Parameter | undefined): boolean =>
  first?.parts !== undefined && first.parts.some((name) => RESPONSE.test(name));

/**
 * What serverless platforms call: (event, context), whatever its name, of whatever file their configuration names; or
 * (context, event, callback).
 */
const hasEventNames = ([first = '', second = '', third = '']: readonly string[]): boolean =>
  (EVENT.test(first) && CONTEXT.test(second)) ||
  (CONTEXT.test(first) && EVENT.test(second) && /^_?(?:callback|cb|done)$/.test(third));

function isExported(evaluator: Evaluator, { file, index }: FunctionNode): boolean {
  const isIt = (id: TermId) =>
    evaluator.evaluate(file, id).some((value) => value.k === 'function' && value.file === file && value.fn === index);
  return file.summary.exports.some(([, ids]) => ids.some(isIt));
}

/** Whether a function takes what a client gets back: (err, res), (response). */
export function isClientCallback({ summary: { params } }: FunctionNode): boolean {
  const [first, ...rest] = params.map(({ name }) => name);
  if (first === undefined) return false;
  return rest.length === 0 ? ANSWER.test(first) : ERROR.test(first) && rest.length < 3;
}
