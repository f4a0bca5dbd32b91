import type {
  ArrowFunctionExpression,
  Class,
  Expression,
  Function as FunctionNode,
  MethodDefinition,
} from 'oxc-parser';
import { decorators, injected } from './decorators.ts';
import { emptyClass } from './empty.ts';
import { expression, propertyName } from './expressions.ts';
import { inside, walkFunction } from './functions.ts';
import { statements } from './statements.ts';
import { type SummaryBuilder, UNKNOWN } from './summary-builder.ts';
import { type ClassSummary, setterName } from './summary.ts';
import { typedTerm } from './types.ts';

/** Walks a class, and gives its index. */
export function walkClass(b: SummaryBuilder, node: Class, nameHint: string): number {
  const name = node.id?.name ?? nameHint;
  const summary: ClassSummary = {
    ...emptyClass(name),
    superClass: node.superClass ? expression(b, node.superClass) : UNKNOWN,
    implements: (node.implements ?? []).map((each) => expression(b, each.expression)).filter((id) => id !== UNKNOWN),
    decorators: decorators(b, node.decorators),
  };
  const index = b.summary.classes.push(summary) - 1;
  const { classBody } = b;
  b.classBody = node.body.body;
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
  b.classBody = classBody;
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
  if (isHidden(element)) b.functionAt(fn).hidden = true;
  if (element.kind === 'constructor') owner.construct = fn;
  else if (name !== null)
    b.addMember(owner, element.kind === 'set' ? setterName(name) : name, b.term({ k: 'function', fn }), element.static);
}

const isHidden = ({ accessibility, key }: MethodDefinition): boolean =>
  accessibility === 'private' || accessibility === 'protected' || key.type === 'PrivateIdentifier';

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
