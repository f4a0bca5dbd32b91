import type {
  ArrowFunctionExpression,
  Decorator as DecoratorNode,
  Function as FunctionNode,
  Node,
  ObjectPattern,
  ParamPattern,
} from 'oxc-parser';
import { bindPattern, declarePattern, hoistBlock, hoistVars } from './bindings.ts';
import { decorators, injected, isInjection } from './decorators.ts';
import { expression } from './expressions.ts';
import { isMarkup } from './markup.ts';
import { statements } from './statements.ts';
import { type SummaryBuilder, UNKNOWN } from './summary-builder.ts';
import type { FunctionKind, FunctionSummary, Parameter } from './summary.ts';
import { annotatedType } from './types.ts';

interface FunctionPlace {
  name?: string;
  kind?: FunctionKind;
  class?: number;
  static?: boolean;
  object?: number;
  decorators?: DecoratorNode[];
  /** Where its leading comment would end; a method's or a declaration's own start. */
  start?: number;
}

/** Walks a function's parameters and body, and gives its index. */
export function walkFunction(
  b: SummaryBuilder,
  node: FunctionNode | ArrowFunctionExpression,
  place: FunctionPlace,
): number {
  const isArrow = node.type === 'ArrowFunctionExpression';
  const own = isArrow ? undefined : node.id?.name;
  const annotation = b.annotations.at(place.start ?? node.start);
  const index = b.addFunction({
    name: own ?? place.name ?? '',
    kind: place.kind ?? (isArrow ? 'arrow' : 'function'),
    start: node.start,
    end: node.end,
    async: node.async,
    generator: !isArrow && node.generator,
    parent: b.fn,
    class: place.class ?? -1,
    static: place.static ?? false,
    object: place.object ?? -1,
    decorators: decorators(b, place.decorators),
    ...(annotation && { annotation }),
  });
  const fn = b.functionAt(index);
  inside(b, index, node.body ?? undefined, () => {
    if (!isArrow && node.id && node.type === 'FunctionExpression')
      b.assign(b.declare(node.id.name), b.term({ k: 'function', fn: index }));
    for (const param of node.params) declarePattern(b, param, b.scope);
    if (node.body?.type === 'BlockStatement') hoistVars(b, node.body, b.scope);
    node.params.forEach((param, at) => {
      fn.params.push(parameter(b, param));
      bindPattern(b, param, b.term({ k: 'parameter', fn: index, index: at }));
      bindInjected(b, param, fn.params[at]);
      bindParameterProperty(b, param, fn, place);
    });
    if (node.body?.type === 'BlockStatement') {
      const [first] = node.body.body;
      if (first && 'directive' in first && typeof first.directive === 'string') fn.directive = first.directive;
      hoistBlock(b, node.body.body);
      statements(b, node.body.body);
    } else if (node.body) {
      // oxc gives an arrow's expression body as a bare expression.
      const value = expression(b, node.body);
      if (isMarkup(node.body)) fn.markup = true;
      if (value !== UNKNOWN) fn.returns.push(value);
    }
  });
  return index;
}

/** Runs `walk` in the scope of function `index`, outside any loop or guard of the enclosing function; development goes on. */
export function inside(b: SummaryBuilder, index: number, body: Node | undefined, walk: () => void): void {
  const { fn, loop, turning, isPolling, once, conditions, demands, body: outerBody } = b;
  b.fn = index;
  b.body = body;
  b.loop = 0;
  b.turning = 0;
  b.isPolling = false;
  b.once = b.inDevelopment ? 1 : 0;
  b.conditions = 0;
  b.demands = [];
  b.pushScope(true);
  walk();
  b.popScope();
  Object.assign(b, { fn, loop, turning, isPolling, once, conditions, demands, body: outerBody });
}

function parameter(b: SummaryBuilder, param: ParamPattern): Parameter {
  const pattern = param.type === 'TSParameterProperty' ? param.parameter : param;
  const target = pattern.type === 'AssignmentPattern' ? pattern.left : pattern;
  return {
    name: target.type === 'Identifier' ? target.name : '',
    ...(target.type === 'ObjectPattern' && partsOf(target)),
    type: 'typeAnnotation' in target ? annotatedType(b, target.typeAnnotation) : UNKNOWN,
    decorators: decorators(b, param.decorators),
  };
}

/** The names of a pattern's members, if a request is among them: of most patterns nobody asks for them. */
function partsOf({ properties }: ObjectPattern): { parts: string[] } | undefined {
  const parts = properties.flatMap((each) =>
    each.type === 'Property' && !each.computed && each.key.type === 'Identifier' ? [each.key.name] : [],
  );
  return parts.some((name) => name === 'req' || name === 'request') ? { parts } : undefined;
}

/** `constructor(@Inject(STORE) store)`: the parameter is what its decorator names. */
function bindInjected(b: SummaryBuilder, param: ParamPattern, declared: Parameter | undefined): void {
  const given = injected(b, (param.decorators ?? []).filter(isInjection));
  const variable = given === UNKNOWN ? undefined : b.lookup(declared?.name ?? '');
  if (variable !== undefined) b.assign(variable, given);
}

/** `constructor(private readonly store: Store)` declares a field. */
function bindParameterProperty(
  b: SummaryBuilder,
  param: ParamPattern,
  fn: FunctionSummary,
  place: FunctionPlace,
): void {
  const owner = b.summary.classes[place.class ?? -1];
  const declared = fn.params.at(-1);
  if (param.type !== 'TSParameterProperty' || !owner || !declared?.name) return;
  b.addMember(owner, declared.name, b.identifier(declared.name));
}
