import {
  type Argument,
  type AssignmentExpression,
  type Expression,
  type MemberExpression,
  type Node,
  type ObjectExpression,
  type TemplateLiteral,
  visitorKeys,
} from 'oxc-parser';
import { assignSum, assignTo } from './assignments.ts';
import { conditional, logical } from './branch-expressions.ts';
import { call, construct, required, span } from './call-expressions.ts';
import { walkClass } from './classes.ts';
import { walkFunction } from './functions.ts';
import { isLazyAssignment, onceWhile } from './guards.ts';
import { noteRendered } from './markup.ts';
import { noteProvider } from './provisions.ts';
import { statement } from './statements.ts';
import { type SummaryBuilder, UNKNOWN } from './summary-builder.ts';
import { sum } from './sums.ts';
import { setterName, type TermId } from './summary.ts';
import { typedTerm } from './types.ts';

type Keyed = { key: Node; computed: boolean };

/** The name of a property, class member or pattern key; null where it is computed at run time. */
export function propertyName(b: SummaryBuilder, { key, computed }: Keyed): string | null {
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  if (!computed && key.type === 'Identifier') return key.name;
  if (key.type === 'Literal') return String(key.value);
  if (!computed) return null;
  return literalText(b, expression(b, key as Expression));
}

/** The text of a literal, of a constant that holds one, or of a constant object's member. */
function literalText(b: SummaryBuilder, id: TermId): string | null {
  const term = b.valueOf(id);
  if (term?.k === 'literal') return String(term.value);
  if (term?.k !== 'member' || term.name === null) return null;
  const owner = b.valueOf(term.of);
  const value = owner?.k === 'object' ? b.memberValue(owner.object, term.name) : undefined;
  return value === undefined ? null : literalText(b, value);
}

/** Walks an expression once, records its calls and functions, and gives the term of its value. */
export function expression(b: SummaryBuilder, node: Expression | Argument, nameHint = ''): TermId {
  switch (node.type) {
    case 'Identifier':
      return b.identifier(node.name);
    case 'Literal':
      if ('regex' in node) return b.term({ k: 'regex', pattern: node.regex.pattern, flags: node.regex.flags });
      return literal(b, node.value);
    case 'TemplateLiteral':
      return template(b, node);
    case 'ThisExpression':
      return b.term({ k: 'this', fn: b.thisFunction() });
    case 'Super':
      return b.term({ k: 'super', fn: b.thisFunction() });
    case 'MemberExpression': {
      const term = b.get(member(b, node));
      if (term.k !== 'member') return UNKNOWN;
      const { of, name } = term;
      if (name !== null) b.addRead({ of, name, start: node.start, at: node.property.start, end: node.end });
      return b.term(term);
    }
    case 'CallExpression':
      return call(b, node);
    case 'NewExpression':
      return construct(b, node);
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return b.term({ k: 'function', fn: walkFunction(b, node, { name: nameHint }) });
    case 'ClassExpression':
      return b.term({ k: 'class', class: walkClass(b, node, nameHint) });
    case 'ObjectExpression':
      return object(b, node, nameHint);
    case 'ArrayExpression':
      return b.list(
        node.elements.map((item) => (item ? expression(b, item, nameHint) : UNKNOWN)),
        node.elements.length > 0 && node.elements.every((item) => item?.type !== 'SpreadElement'),
      );
    case 'AssignmentExpression':
      return assignment(b, node);
    case 'ConditionalExpression':
      return conditional(b, node, nameHint);
    case 'LogicalExpression':
      return logical(b, node, nameHint);
    case 'BinaryExpression':
      return sum(b, node);
    case 'UnaryExpression': {
      const { operator, argument } = node;
      const isBoolean = operator === '!' && argument.type === 'UnaryExpression' && argument.operator === '!';
      const of = expression(b, isBoolean ? argument.argument : argument);
      return isBoolean && of !== UNKNOWN ? b.term({ k: 'boolean', of }) : UNKNOWN;
    }
    case 'SequenceExpression':
      return node.expressions.reduce<TermId>((_, each) => expression(b, each, nameHint), UNKNOWN);
    case 'AwaitExpression':
      return expression(b, node.argument, nameHint);
    case 'ChainExpression':
    case 'ParenthesizedExpression':
    case 'TSNonNullExpression':
    case 'TSInstantiationExpression':
    case 'TSSatisfiesExpression':
      return expression(b, node.expression, nameHint);
    case 'TSAsExpression':
    case 'TSTypeAssertion': {
      const value = expression(b, node.expression, nameHint);
      return b.or(value, typedTerm(b, node.typeAnnotation));
    }
    case 'MetaProperty':
      return b.term({ k: 'global', name: 'import.meta' });
    case 'SpreadElement':
      return b.term({ k: 'element', of: expression(b, node.argument) });
    case 'ImportExpression': {
      return required(b, expression(b, node.source), true);
    }
    case 'TaggedTemplateExpression': {
      const callee = expression(b, node.tag);
      const args = [expression(b, node.quasi)];
      b.addCall({ ...span(node, node.tag), callee, args, isNew: false, text: textOf(node.tag) });
      return b.term({ k: 'call', callee, args });
    }
    case 'JSXElement':
      noteRendered(b, node);
      children(b, node);
      return UNKNOWN;
    default:
      children(b, node);
      return UNKNOWN;
  }
}

/** Walks whatever stands below a node that has no meaning of its own here (JSX, unary operators, ...). */
export function children(b: SummaryBuilder, node: Node): void {
  for (const key of visitorKeys[node.type] ?? []) {
    const child = (node as unknown as Record<string, Node | (Node | null)[] | null>)[key];
    for (const each of Array.isArray(child) ? child : [child]) {
      if (each && !each.type.startsWith('TS')) anyNode(b, each);
    }
  }
}

function anyNode(b: SummaryBuilder, node: Node): void {
  if (/Statement$|Declaration$/.test(node.type)) statement(b, node as Parameters<typeof statement>[1]);
  else expression(b, node as Expression);
}

function literal(b: SummaryBuilder, value: unknown): TermId {
  const isPlain = value === null || ['string', 'number', 'boolean'].includes(typeof value);
  return isPlain ? b.term({ k: 'literal', value: value as string | number | boolean | null }) : UNKNOWN;
}

function template(b: SummaryBuilder, node: TemplateLiteral): TermId {
  const parts = node.expressions.map((each) => expression(b, each));
  const [only] = node.quasis;
  if (parts.length === 0 && only) return b.term({ k: 'literal', value: only.value.cooked ?? only.value.raw });
  const texts = node.quasis.map(({ value }) => b.term({ k: 'literal', value: value.cooked ?? value.raw }));
  return b.term({ k: 'text', parts: texts.flatMap((text, at) => [text, ...parts.slice(at, at + 1)]) });
}

export function member(b: SummaryBuilder, node: MemberExpression): TermId {
  const of = expression(b, node.object);
  const name = node.computed
    ? propertyName(b, { key: node.property, computed: true })
    : propertyName(b, { key: node.property, computed: false });
  return b.member(of, name ?? beginning(b, node));
}

/** The readable beginning of a computed key, as `on*`: of `this[`on${type}`]`. */
function beginning(b: SummaryBuilder, { property }: MemberExpression): string | null {
  if (property.type !== 'Identifier' && property.type !== 'TemplateLiteral' && property.type !== 'BinaryExpression')
    return null;
  let first = b.valueOf(expression(b, property));
  if (first?.k === 'literal') return null;
  while (first?.k === 'text') first = b.get(first.parts[0] ?? UNKNOWN);
  return first?.k === 'literal' && typeof first.value === 'string' && first.value !== '' ? `${first.value}*` : null;
}

function object(b: SummaryBuilder, node: ObjectExpression, nameHint: string): TermId {
  const summary = { props: [], spreads: [], computed: [] } as Parameters<
    SummaryBuilder['summary']['objects']['push']
  >[0];
  const index = b.summary.objects.push(summary) - 1;
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      summary.spreads.push(expression(b, property.argument));
      continue;
    }
    const name = propertyName(b, property);
    const hint = name === null ? nameHint : nameHint === '' ? name : `${nameHint}.${name}`;
    const { value } = property;
    const isFunction = value.type === 'FunctionExpression' || value.type === 'ArrowFunctionExpression';
    const kind =
      property.kind === 'get' ? 'getter' : property.kind === 'set' ? 'setter' : property.method ? 'method' : undefined;
    const term = isFunction
      ? b.term({ k: 'function', fn: walkFunction(b, value, { name: hint, object: index, ...(kind && { kind }) }) })
      : expression(b, value, hint);
    if (name === null) summary.computed.push(term);
    else b.addMember(summary, property.kind === 'set' ? setterName(name) : name, term);
  }
  noteProvider(b, index);
  return b.term({ k: 'object', object: index });
}

function assignment(b: SummaryBuilder, node: AssignmentExpression): TermId {
  const isLazy = node.operator === '??=' || node.operator === '||=';
  const lazy =
    (isLazy && isLazyAssignment(b, node.left)) || (node.operator === '=' && isLazyAssignment(b, node.left, node.right));
  const hint = node.left.type === 'ArrayPattern' || node.left.type === 'ObjectPattern' ? '' : textOf(node.left);
  if (assignSum(b, node)) return UNKNOWN;
  const value = onceWhile(b, lazy, () => expression(b, node.right, hint.replace(/^(module\.)?exports\.?|^this\./, '')));
  if (node.operator === '=' || isLazy || node.operator === '&&=') assignTo(b, node.left, value);
  else expression(b, node.left as Expression);
  return value;
}

function propertyText({ property, computed }: MemberExpression): string {
  if (property.type === 'PrivateIdentifier') return `.#${property.name}`;
  if (!computed) return `.${property.name}`;
  if (property.type === 'Identifier') return `[${property.name}]`;
  return property.type === 'Literal' || property.type === 'TemplateLiteral' ? `[${textOf(property)}]` : '[...]';
}

/** The callee as a person would name it, without arguments: `fs.readFileSync`, `db.prepare().all`. */
export function textOf(node: Node): string {
  switch (node.type) {
    case 'Identifier':
      return node.name;
    case 'ThisExpression':
      return 'this';
    case 'Super':
      return 'super';
    case 'MemberExpression':
      return `${textOf(node.object)}${propertyText(node)}`;
    case 'CallExpression':
      return `${textOf(node.callee)}()`;
    case 'NewExpression':
      return `new ${textOf(node.callee)}()`;
    case 'AwaitExpression':
      return textOf(node.argument);
    case 'ChainExpression':
    case 'ParenthesizedExpression':
    case 'TSNonNullExpression':
    case 'TSAsExpression':
    case 'TSTypeAssertion':
    case 'TSSatisfiesExpression':
      return textOf(node.expression);
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return '(function)';
    case 'SequenceExpression': {
      const last = node.expressions.at(-1);
      return last ? textOf(last) : '(...)';
    }
    case 'TemplateLiteral':
      return node.expressions.length === 0 ? `\`${node.quasis[0]?.value.raw ?? ''}\`` : '(...)';
    case 'BinaryExpression':
      return `${textOf(node.left)} ${node.operator} ${textOf(node.right)}`;
    case 'Literal':
      return node.raw ?? '(...)';
    default:
      return '(...)';
  }
}
