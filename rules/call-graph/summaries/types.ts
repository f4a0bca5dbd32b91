import type {
  TSInterfaceDeclaration,
  TSSignature,
  TSType,
  TSTypeAliasDeclaration,
  TSTypeAnnotation,
  TSTypeName,
  TSTypeReference,
} from 'oxc-parser';
import { emptyClass } from './empty.ts';
import { type SummaryBuilder, UNKNOWN } from './summary-builder.ts';
import type { ClassSummary, ObjectSummary, TermId } from './summary.ts';

/** The term of the class or interface that an annotation names, seen through unions with null, `Promise<T>` and `Readonly<T>`. */
export function annotatedType(b: SummaryBuilder, annotation: TSTypeAnnotation | null | undefined): TermId {
  return annotation ? typeTerm(b, annotation.typeAnnotation) : UNKNOWN;
}

/** The term of a value that has a type; unknown where nothing is known of the type. */
export function typedTerm(b: SummaryBuilder, annotation: TSType): TermId {
  const type = typeTerm(b, annotation);
  if (type === UNKNOWN) return UNKNOWN;
  const args = annotation.type === 'TSTypeReference' ? typeArguments(b, annotation) : [];
  return b.term({ k: 'typed', type, ...(args.length > 0 && { args }) });
}

function typeArguments(b: SummaryBuilder, { typeArguments: given }: TSTypeReference): TermId[] {
  return (given?.params ?? []).map((each) => typeTerm(b, each)).filter((id) => id !== UNKNOWN);
}

const WRAPPERS = new Set([
  'Promise',
  'Readonly',
  'Required',
  'Partial',
  'Awaited',
  'PromiseLike',
  'Omit',
  'NonNullable',
]);
/** Types of things that hold instances of their last type argument. */
const COLLECTIONS = new Set(
  'Array ReadonlyArray Set ReadonlySet Map ReadonlyMap WeakMap Record Collection Iterable AsyncIterable'.split(' '),
);

/** The term of a type: evaluating it gives the class, the interface, or the list or object that is typed. */
export function typeTerm(b: SummaryBuilder, type: TSType): TermId {
  switch (type.type) {
    case 'TSTypeReference':
      return reference(b, type);
    case 'TSArrayType':
      return listOf(b, type.elementType);
    case 'TSUnionType':
    case 'TSIntersectionType':
      return b.or(...type.types.map((each) => typeTerm(b, each)));
    case 'TSParenthesizedType':
      return typeTerm(b, type.typeAnnotation);
    case 'TSTypeOperator':
      return type.operator === 'readonly' ? typeTerm(b, type.typeAnnotation) : UNKNOWN;
    case 'TSTypeQuery': {
      const { exprName: name } = type;
      const of = name.type === 'Identifier' || name.type === 'TSQualifiedName' ? typeNameTerm(b, name) : UNKNOWN;
      return of === UNKNOWN ? UNKNOWN : b.term({ k: 'type-of', of });
    }
    case 'TSConstructorType': {
      const made = annotatedType(b, type.returnType);
      return made === UNKNOWN ? UNKNOWN : b.term({ k: 'type-of', of: made });
    }
    case 'TSTypeLiteral':
      return literal(b, type.members);
    default:
      return UNKNOWN;
  }
}

function reference(b: SummaryBuilder, type: TSTypeReference): TermId {
  const { typeName } = type;
  const params = type.typeArguments?.params ?? [];
  const name = typeName.type === 'Identifier' && params.length > 0 ? typeName.name : '';
  const [first] = params;
  const last = params.at(-1);
  if (first && WRAPPERS.has(name)) return typeTerm(b, first);
  if (last && COLLECTIONS.has(name)) return listOf(b, last);
  return typeNameTerm(b, typeName);
}

function listOf(b: SummaryBuilder, element: TSType): TermId {
  const item = typedTerm(b, element);
  return item === UNKNOWN ? UNKNOWN : b.term({ k: 'array', items: [item], id: 0 });
}

function literal(b: SummaryBuilder, members: readonly TSSignature[]): TermId {
  const object: ObjectSummary = { props: [], spreads: [], computed: [], isType: true };
  if (!addTypedMembers(b, object, members)) return UNKNOWN;
  return b.term({ k: 'object', object: b.summary.objects.push(object) - 1 });
}

/** Adds the members whose types are known; whether there are any. */
function addTypedMembers(
  b: SummaryBuilder,
  owner: ClassSummary | ObjectSummary,
  members: readonly TSSignature[],
): boolean {
  let any = false;
  for (const member of members) {
    if (member.type !== 'TSPropertySignature' || member.computed || !member.typeAnnotation) continue;
    const { key } = member;
    const name = key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : undefined;
    const value = name === undefined ? UNKNOWN : typedTerm(b, member.typeAnnotation.typeAnnotation);
    if (name === undefined || value === UNKNOWN) continue;
    b.addMember(owner, name, value);
    any = true;
  }
  return any;
}

/** What an interface or a type alias declares: an interface is a class without code, an alias what it stands for. */
export function declaredType(b: SummaryBuilder, node: TSInterfaceDeclaration | TSTypeAliasDeclaration): TermId {
  if (node.type === 'TSTypeAliasDeclaration') return typeTerm(b, node.typeAnnotation);
  const parents = node.extends.map(({ expression }) =>
    expression.type === 'Identifier' && b.lookup(expression.name) !== undefined
      ? b.identifier(expression.name)
      : UNKNOWN,
  );
  const summary: ClassSummary = {
    ...emptyClass(node.id.name),
    superClass: b.or(...parents),
    isInterface: true,
  };
  const index = b.summary.classes.push(summary) - 1;
  addTypedMembers(b, summary, node.body.body);
  return b.term({ k: 'class', class: index });
}

function typeNameTerm(b: SummaryBuilder, name: TSTypeName): TermId {
  if (name.type === 'Identifier') return b.lookup(name.name) === undefined ? UNKNOWN : b.identifier(name.name);
  if (name.type === 'TSQualifiedName') return b.member(typeNameTerm(b, name.left), name.right.name);
  return UNKNOWN;
}
