import type {
  ArrowFunctionExpression,
  Class,
  Decorator as DecoratorNode,
  Expression,
  Function as FunctionNode,
  MethodDefinition,
  Node,
  ParamPattern,
} from 'oxc-parser';
import { bindPattern, declarePattern, hoistBlock, hoistVars } from './bindings.ts';
import { isMarkup } from './markup.ts';
import { expression, propertyName, textOf } from './expressions.ts';
import { provided } from './provisions.ts';
import { statements } from './statements.ts';
import {
  type ClassSummary,
  type Decorator,
  type FunctionKind,
  type FunctionSummary,
  type Parameter,
  setterName,
  type TermId,
} from './summary.ts';
import { type SummaryBuilder, UNKNOWN } from './summary-builder.ts';
import { annotatedType, typedTerm } from './types.ts';

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
  const annotation = b.annotationFor(place.start ?? node.start);
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

/** Runs `walk` in the scope of function `index`, outside any loop or guard of the enclosing function. */
function inside(b: SummaryBuilder, index: number, body: Node | undefined, walk: () => void): void {
  const { fn, loop, isPolling, once, conditions, body: outerBody } = b;
  b.fn = index;
  b.body = body;
  b.loop = 0;
  b.isPolling = false;
  b.once = 0;
  b.conditions = 0;
  b.pushScope(true);
  walk();
  b.popScope();
  Object.assign(b, { fn, loop, isPolling, once, conditions, body: outerBody });
}

function parameter(b: SummaryBuilder, param: ParamPattern): Parameter {
  const pattern = param.type === 'TSParameterProperty' ? param.parameter : param;
  const target = pattern.type === 'AssignmentPattern' ? pattern.left : pattern;
  return {
    name: target.type === 'Identifier' ? target.name : '',
    type: 'typeAnnotation' in target ? annotatedType(b, target.typeAnnotation) : UNKNOWN,
    decorators: decorators(b, param.decorators),
  };
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

function decorators(b: SummaryBuilder, nodes: DecoratorNode[] | undefined): Decorator[] {
  return (nodes ?? []).map(({ expression: node }) => {
    const term = b.get(expression(b, node));
    // A decorator with arguments was just walked as a call: what it decorates with is the callee.
    return term.k === 'call' ? { callee: term.callee, args: term.args } : { callee: expression(b, node), args: [] };
  });
}

/** Walks a class, and gives its index. */
export function walkClass(b: SummaryBuilder, node: Class, nameHint: string): number {
  const name = node.id?.name ?? nameHint;
  const summary: ClassSummary = {
    name,
    superClass: node.superClass ? expression(b, node.superClass) : UNKNOWN,
    implements: (node.implements ?? []).map((each) => expression(b, each.expression)).filter((id) => id !== UNKNOWN),
    members: [],
    statics: [],
    construct: -1,
    fields: -1,
    decorators: decorators(b, node.decorators),
  };
  const index = b.summary.classes.push(summary) - 1;
  b.pushScope(false);
  if (node.type === 'ClassExpression' && node.id)
    b.assign(b.declare(node.id.name), b.term({ k: 'class', class: index }));
  const fields: Class['body']['body'] = [];
  for (const element of node.body.body) {
    if (element.type === 'MethodDefinition' || element.type === 'TSAbstractMethodDefinition')
      method(b, summary, index, element);
    else if (
      element.type === 'PropertyDefinition' ||
      element.type === 'AccessorProperty' ||
      element.type === 'StaticBlock'
    ) {
      fields.push(element);
      // What decorates a field is called where the class stands; what decorates a method is walked with it.
      if (element.type !== 'StaticBlock' && !isFunction(element.value)) decorators(b, element.decorators);
    }
  }
  walkFields(b, summary, index, fields, node);
  b.popScope();
  return index;
}

type ClassElement = Class['body']['body'][number];

function method(b: SummaryBuilder, owner: ClassSummary, index: number, element: MethodDefinition): void {
  if (!element.value.body) return;
  const name = propertyName(b, element);
  const kinds = { get: 'getter', set: 'setter', constructor: 'constructor', method: 'method' } as const;
  const fn = walkFunction(b, element.value, {
    name: name === 'constructor' ? `new ${owner.name}` : `${owner.name}.${name ?? '[...]'}`,
    kind: kinds[element.kind],
    class: index,
    static: element.static,
    decorators: element.decorators,
    start: element.start,
  });
  if (element.kind === 'constructor') owner.construct = fn;
  else if (name !== null)
    b.addMember(owner, element.kind === 'set' ? setterName(name) : name, b.term({ k: 'function', fn }), element.static);
}

/** Field initialisers run as part of `new`; static ones and static blocks run where the class stands. */
function walkFields(
  b: SummaryBuilder,
  owner: ClassSummary,
  index: number,
  elements: ClassElement[],
  node: Class,
): void {
  for (const isStatic of [false, true]) {
    const own = elements.filter(
      (each) => each.type === 'StaticBlock' || ('static' in each && each.static) === isStatic,
    );
    if (!own.some((each) => each.type !== 'StaticBlock' || isStatic)) continue;
    const { start, end } = node;
    const fn = b.addFunction({
      name: `new ${owner.name}`,
      kind: 'fields',
      start,
      end,
      parent: b.fn,
      class: index,
      static: isStatic,
    });
    if (!isStatic) owner.fields = fn;
    inside(b, fn, undefined, () => {
      for (const element of own) field(b, owner, index, element, isStatic);
    });
  }
}

function field(b: SummaryBuilder, owner: ClassSummary, index: number, element: ClassElement, isStatic: boolean): void {
  if (element.type === 'StaticBlock') {
    if (isStatic) statements(b, element.body);
    return;
  }
  if (element.type !== 'PropertyDefinition' && element.type !== 'AccessorProperty') return;
  const name = propertyName(b, element);
  const hint = `${owner.name}.${name ?? '[...]'}`;
  const { value } = element;
  const term = isFunction(value)
    ? b.term({
        k: 'function',
        fn: walkFunction(b, value, {
          name: hint,
          class: index,
          static: isStatic,
          decorators: element.decorators,
          start: element.start,
        }),
      })
    : value
      ? expression(b, value, hint)
      : UNKNOWN;
  const typed = element.typeAnnotation ? typedTerm(b, element.typeAnnotation.typeAnnotation) : UNKNOWN;
  if (name !== null)
    for (const each of [term, typed, injected(b, element.decorators)])
      if (each !== UNKNOWN) b.addMember(owner, name, each, isStatic);
}

function isFunction(value: Expression | null): value is ArrowFunctionExpression | FunctionNode {
  return value?.type === 'ArrowFunctionExpression' || value?.type === 'FunctionExpression';
}

function isInjection({ expression: node }: DecoratorNode): boolean {
  return node.type === 'CallExpression' && /inject/i.test(textOf(node.callee));
}

/** `@Inject(Store) store`: what a field or a parameter is given by the class or the token that its decorator names. */
function injected(b: SummaryBuilder, nodes: DecoratorNode[] | undefined): TermId {
  for (const decorator of nodes ?? []) {
    const { expression: node } = decorator;
    const [first] = node.type === 'CallExpression' ? node.arguments : [];
    const isName = first?.type === 'Identifier' || first?.type === 'MemberExpression' || first?.type === 'Literal';
    if (!isName || node.type !== 'CallExpression') continue;
    const token = expression(b, first);
    const type = first.type === 'Identifier' ? b.term({ k: 'typed', type: token }) : UNKNOWN;
    const held = isInjection(decorator) ? provided(b, token) : UNKNOWN;
    if (type !== UNKNOWN || held !== UNKNOWN) return b.or(type, held);
  }
  return UNKNOWN;
}
