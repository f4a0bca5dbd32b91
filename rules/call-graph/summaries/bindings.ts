import type { BindingPattern, ParamPattern, Statement, Directive } from 'oxc-parser';
import { expression, propertyName } from './expressions.ts';
import { type Scope, type SummaryBuilder, UNKNOWN } from './summary-builder.ts';
import type { Term, TermId } from './summary.ts';
import { typedTerm } from './types.ts';

type Pattern = BindingPattern | ParamPattern;

/** Every name that a pattern binds. */
export function* patternNames(pattern: Pattern | null): Generator<string> {
  switch (pattern?.type) {
    case 'Identifier':
      yield pattern.name;
      return;
    case 'AssignmentPattern':
      yield* patternNames(pattern.left);
      return;
    case 'RestElement':
      yield* patternNames(pattern.argument);
      return;
    case 'TSParameterProperty':
      yield* patternNames(pattern.parameter);
      return;
    case 'ArrayPattern':
      for (const element of pattern.elements) yield* patternNames(element);
      return;
    case 'ObjectPattern':
      for (const property of pattern.properties)
        yield* patternNames(property.type === 'RestElement' ? property.argument : property.value);
  }
}

/** Declares every name of a pattern. */
export function declarePattern(b: SummaryBuilder, pattern: Pattern | null, scope: Scope): void {
  for (const name of patternNames(pattern)) b.declare(name, scope);
}

/** Gives the names of a pattern their values, and walks its defaults. */
export function bindPattern(b: SummaryBuilder, pattern: Pattern | null, value: TermId): void {
  switch (pattern?.type) {
    case 'Identifier': {
      const variable = b.lookup(pattern.name);
      if (variable === undefined) return;
      b.assign(variable, value);
      if (pattern.typeAnnotation) b.assign(variable, typedTerm(b, pattern.typeAnnotation.typeAnnotation));
      return;
    }
    case 'AssignmentPattern':
      bindPattern(b, pattern.left, b.fallback(value, expression(b, pattern.right), 'absent'));
      return;
    case 'RestElement':
      bindPattern(b, pattern.argument, UNKNOWN);
      return;
    case 'TSParameterProperty':
      bindPattern(b, pattern.parameter, value);
      return;
    case 'ArrayPattern':
      pattern.elements.forEach((element, index) => {
        bindPattern(b, element, itemOf(b, value, index));
      });
      return;
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        if (property.type === 'RestElement') bindPattern(b, property.argument, value);
        else bindPattern(b, property.value, b.member(value, propertyName(b, property)));
      }
  }
}

function itemOf(b: SummaryBuilder, value: TermId, index: number): TermId {
  const term = b.get(value);
  if (term.k === 'array') return term.items[index] ?? UNKNOWN;
  if (value === UNKNOWN) return UNKNOWN;
  // One of many lists has the same at the same place: `for (const [method, path, handler] of routes)`.
  const isTuple = term.k === 'element' || term.k === 'parameter' || isPlace(term) || isCutText(b, term);
  const item = isTuple ? b.member(value, String(index)) : b.term({ k: 'element', of: value });
  // `for (const [key, value] of map)`: the elements of a map are its values.
  return index === 1 && term.k === 'element' ? b.or(item, value) : item;
}

/** `const [head] = text.split('.')`: one part of a text, and not each of them in turn. */
function isCutText(b: SummaryBuilder, term: Term): boolean {
  const callee = term.k === 'call' ? b.get(term.callee) : undefined;
  return callee?.k === 'member' && callee.name === 'split';
}

function isPlace(term: Term): boolean {
  return term.k === 'member' && term.name !== null && /^\d+$/.test(term.name);
}

/** Declares what the statements of one block declare themselves: `let`, `const`, classes, functions, imports, enums. */
export function hoistBlock(b: SummaryBuilder, body: readonly (Statement | Directive)[]): void {
  for (const statement of body) {
    const node =
      (statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration') &&
      statement.declaration
        ? statement.declaration
        : statement;
    switch (node.type) {
      case 'VariableDeclaration':
        if (node.kind !== 'var') for (const { id } of node.declarations) declarePattern(b, id, b.scope);
        break;
      case 'FunctionDeclaration':
      case 'ClassDeclaration':
        if (node.id) b.declare(node.id.name);
        break;
      case 'TSModuleDeclaration':
        if (node.id.type === 'Identifier') b.declare(node.id.name);
        break;
      case 'TSEnumDeclaration':
      case 'TSInterfaceDeclaration':
      case 'TSTypeAliasDeclaration':
        b.declare(node.id.name);
        break;
      case 'TSImportEqualsDeclaration':
        b.declare(node.id.name);
        break;
      case 'ImportDeclaration':
        for (const { local } of node.specifiers) b.declare(local.name);
    }
  }
}

/** Declares every `var` of a function, wherever in its statements it stands. */
export function hoistVars(b: SummaryBuilder, node: Statement | Directive | null | undefined, scope: Scope): void {
  const all = (nodes: readonly (Statement | Directive)[]) => {
    for (const each of nodes) hoistVars(b, each, scope);
  };
  switch (node?.type) {
    case 'VariableDeclaration':
      if (node.kind === 'var') for (const { id } of node.declarations) declarePattern(b, id, scope);
      return;
    case 'ExportNamedDeclaration':
      if (node.declaration?.type === 'VariableDeclaration') hoistVars(b, node.declaration, scope);
      return;
    case 'BlockStatement':
      all(node.body);
      return;
    case 'IfStatement':
      hoistVars(b, node.consequent, scope);
      hoistVars(b, node.alternate, scope);
      return;
    case 'ForStatement':
      if (node.init?.type === 'VariableDeclaration') hoistVars(b, node.init, scope);
      hoistVars(b, node.body, scope);
      return;
    case 'ForInStatement':
    case 'ForOfStatement':
      if (node.left.type === 'VariableDeclaration') hoistVars(b, node.left, scope);
      hoistVars(b, node.body, scope);
      return;
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'LabeledStatement':
    case 'WithStatement':
      hoistVars(b, node.body, scope);
      return;
    case 'TryStatement':
      all(node.block.body);
      if (node.handler) all(node.handler.body.body);
      if (node.finalizer) all(node.finalizer.body);
      return;
    case 'SwitchStatement':
      for (const { consequent } of node.cases) all(consequent);
  }
}
