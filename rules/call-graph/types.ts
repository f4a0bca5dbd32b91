import type { TSType, TSTypeAnnotation, TSTypeName } from 'oxc-parser';
import type { TermId } from './summary.ts';
import { type SummaryBuilder, UNKNOWN } from './summary-builder.ts';

/** The term of the class or interface that an annotation names, seen through unions with null, `Promise<T>` and `Readonly<T>`. */
export function annotatedType(b: SummaryBuilder, annotation: TSTypeAnnotation | null | undefined): TermId {
  return annotation ? typeTerm(b, annotation.typeAnnotation) : UNKNOWN;
}

const WRAPPERS = new Set(['Promise', 'Readonly', 'Required', 'Partial', 'Awaited', 'PromiseLike']);

export function typeTerm(b: SummaryBuilder, type: TSType): TermId {
  switch (type.type) {
    case 'TSTypeReference': {
      const [argument] = type.typeArguments?.params ?? [];
      if (argument && type.typeName.type === 'Identifier' && WRAPPERS.has(type.typeName.name))
        return typeTerm(b, argument);
      return typeNameTerm(b, type.typeName);
    }
    case 'TSUnionType':
    case 'TSIntersectionType':
      return b.or(...type.types.map((each) => typeTerm(b, each)));
    case 'TSParenthesizedType':
      return typeTerm(b, type.typeAnnotation);
    case 'TSTypeQuery':
      return UNKNOWN;
    default:
      return UNKNOWN;
  }
}

function typeNameTerm(b: SummaryBuilder, name: TSTypeName): TermId {
  if (name.type === 'Identifier') return b.lookup(name.name) === undefined ? UNKNOWN : b.identifier(name.name);
  if (name.type === 'TSQualifiedName') return b.member(typeNameTerm(b, name.left), name.right.name);
  return UNKNOWN;
}
