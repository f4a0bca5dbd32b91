import type {
  TSEnumDeclaration,
  TSGlobalDeclaration,
  TSModuleDeclaration,
  Class,
  Directive,
  Function as FunctionNode,
  ExportNamedDeclaration,
  ImportDeclaration,
  Statement,
  VariableDeclaration,
} from 'oxc-parser';
import { assignTo } from './assignments.ts';
import { bindPattern, declarePattern, hoistBlock, patternNames } from './bindings.ts';
import { children, expression, textOf } from './expressions.ts';
import { walkClass, walkFunction } from './functions.ts';
import { isMarkup } from './markup.ts';
import { loopHazard } from './hazards.ts';
import { isLazyBlock, isLazyElse, isLazyExit, noteLazyAlias, onceWhile } from './guards.ts';
import type { TermId } from './summary.ts';
import { type SummaryBuilder, UNKNOWN } from './summary-builder.ts';
import { declaredType } from './types.ts';

type AnyStatement = Statement | Directive;

/** Walks the statements of one block; an early exit behind a lazy guard makes the rest of them lazy. */
export function statements(b: SummaryBuilder, body: readonly AnyStatement[]): void {
  const { once } = b;
  body.forEach((node, index) => {
    statement(b, node);
    if (isLazyExit(b, node, body.slice(index + 1))) b.once++;
  });
  b.once = once;
}

function block(b: SummaryBuilder, body: readonly AnyStatement[]): void {
  b.pushScope(false);
  hoistBlock(b, body);
  statements(b, body);
  b.popScope();
}

function looped(b: SummaryBuilder, walk: () => void): void {
  b.loop++;
  conditionally(b, walk);
  b.loop--;
}

/** Walks code that may not run. An exit in it makes all that follows in the function uncertain. */
function conditionally(b: SummaryBuilder, walk: () => void): void {
  b.conditions++;
  walk();
  b.conditions--;
}

/** Walks one statement. */
export function statement(b: SummaryBuilder, node: AnyStatement): void {
  switch (node.type) {
    case 'ExpressionStatement':
      expression(b, node.expression);
      return;
    case 'BlockStatement':
      block(b, node.body);
      return;
    case 'VariableDeclaration':
      declaration(b, node);
      return;
    case 'FunctionDeclaration': {
      const fn = walkFunction(b, node, {});
      const variable = node.id ? b.lookup(node.id.name) : undefined;
      if (variable !== undefined) b.assign(variable, b.term({ k: 'function', fn }));
      return;
    }
    case 'ClassDeclaration': {
      const term = b.term({ k: 'class', class: walkClass(b, node, '') });
      const variable = node.id ? b.lookup(node.id.name) : undefined;
      if (variable !== undefined) b.assign(variable, term);
      return;
    }
    case 'ReturnStatement': {
      if (b.conditions > 0) b.conditions++;
      if (!node.argument) return;
      const value = expression(b, node.argument);
      if (isMarkup(node.argument)) b.currentFunction().markup = true;
      const { returns } = b.currentFunction();
      if (value !== UNKNOWN && returns.length < 12 && !returns.includes(value)) returns.push(value);
      return;
    }
    case 'IfStatement': {
      expression(b, node.test);
      const lazy = isLazyBlock(b, node.test, node.consequent);
      onceWhile(b, lazy, () => {
        conditionally(b, () => {
          statement(b, node.consequent);
        });
      });
      const { alternate } = node;
      if (alternate)
        onceWhile(b, isLazyElse(b, node.test, node.consequent, alternate), () => {
          conditionally(b, () => {
            statement(b, alternate);
          });
        });
      return;
    }
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      loop(b, node);
      return;
    case 'TryStatement':
      block(b, node.block.body);
      if (node.handler) {
        b.pushScope(false);
        declarePattern(b, node.handler.param, b.scope);
        block(b, node.handler.body.body);
        b.popScope();
      }
      if (node.finalizer) block(b, node.finalizer.body);
      return;
    case 'SwitchStatement':
      expression(b, node.discriminant);
      for (const { test, consequent } of node.cases) {
        if (test) expression(b, test);
        conditionally(b, () => {
          block(b, consequent);
        });
      }
      return;
    case 'LabeledStatement':
    case 'WithStatement':
      statement(b, node.body);
      return;
    case 'ThrowStatement':
      expression(b, node.argument);
      if (b.conditions > 0) b.conditions++;
      return;
    default:
      moduleStatement(b, node);
  }
}

type Loop = Extract<
  Statement,
  { type: 'ForStatement' | 'ForInStatement' | 'ForOfStatement' | 'WhileStatement' | 'DoWhileStatement' }
>;

function loop(b: SummaryBuilder, node: Loop): void {
  if (node.type !== 'ForInStatement' && node.type !== 'ForOfStatement') noteHazard(b, node);
  b.pushScope(false);
  switch (node.type) {
    case 'ForStatement': {
      const { init, test, update } = node;
      if (init?.type === 'VariableDeclaration') {
        hoistBlock(b, [init]);
        declaration(b, init);
      } else if (init) expression(b, init);
      looped(b, () => {
        if (test) expression(b, test);
        if (update) expression(b, update);
        statement(b, node.body);
      });
      break;
    }
    case 'ForInStatement':
    case 'ForOfStatement': {
      const source = expression(b, node.right);
      const element =
        source === UNKNOWN || node.type === 'ForInStatement' ? UNKNOWN : b.term({ k: 'element', of: source });
      if (node.left.type === 'VariableDeclaration') {
        hoistBlock(b, [node.left]);
        for (const { id } of node.left.declarations) bindPattern(b, id, element);
      } else assignTo(b, node.left, element);
      const walk = () => {
        statement(b, node.body);
      };
      if (b.isFixedList(source)) conditionally(b, walk);
      else looped(b, walk);
      break;
    }
    default:
      looped(b, () => {
        expression(b, node.test);
        statement(b, node.body);
      });
  }
  b.popScope();
}

/** A loop that blocks by itself counts as a call of the catalog's `hazard`. */
function noteHazard(b: SummaryBuilder, node: Parameters<typeof loopHazard>[0]): void {
  const name = loopHazard(node);
  if (name === undefined) return;
  const { start, end } = node;
  const callee = b.term({ k: 'hazard', name });
  const text = node.test ? `while (${textOf(node.test)})` : 'for (;;)';
  b.addCall({ start, end, at: start, calleeEnd: start + 'while'.length, callee, args: [], isNew: false, text });
}

function declaration(b: SummaryBuilder, node: VariableDeclaration): void {
  for (const { id, init } of node.declarations) {
    const name = id.type === 'Identifier' ? id.name : '';
    bindPattern(b, id, init ? expression(b, init, name) : UNKNOWN);
    if (name !== '' && init) noteLazyAlias(b, name, init);
  }
}

/** Imports, exports and what only TypeScript has. */
function moduleStatement(b: SummaryBuilder, node: AnyStatement): void {
  switch (node.type) {
    case 'ImportDeclaration':
      imported(b, node);
      return;
    case 'ExportNamedDeclaration':
      exported(b, node);
      return;
    case 'ExportAllDeclaration': {
      const index = b.import(node.source.value, node.exportKind === 'type');
      if (node.exported) b.addExport(nameOf(node.exported), b.term({ k: 'import', import: index, name: '*' }));
      else b.summary.starExports.push(index);
      return;
    }
    case 'ExportDefaultDeclaration':
      exportDefault(b, node.declaration);
      return;
    case 'TSExportAssignment':
      b.addExport('=', expression(b, node.expression));
      return;
    case 'TSImportEqualsDeclaration': {
      const variable = b.lookup(node.id.name);
      if (variable !== undefined && node.moduleReference.type === 'TSExternalModuleReference') {
        const index = b.import(node.moduleReference.expression.value);
        b.assign(variable, b.term({ k: 'require', import: index, dynamic: false }));
      }
      return;
    }
    case 'TSModuleDeclaration':
      namespace(b, node);
      return;
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSEnumDeclaration': {
      const variable = b.lookup(node.id.name);
      if (variable !== undefined)
        b.assign(variable, node.type === 'TSEnumDeclaration' ? enumeration(b, node) : declaredType(b, node));
      return;
    }
    default:
      if (!node.type.startsWith('TS')) children(b, node);
  }
}

/** An enumeration is an object of the texts and numbers that its members are given. */
function enumeration(b: SummaryBuilder, { body }: TSEnumDeclaration): TermId {
  const object = { props: [], spreads: [], computed: [] };
  for (const { id, initializer } of body.members)
    if (initializer && id.type !== 'TemplateLiteral') b.addMember(object, nameOf(id), expression(b, initializer));
  return b.term({ k: 'object', object: b.summary.objects.push(object) - 1 });
}

/** A TypeScript namespace is an object that has what it exports. */
function namespace(b: SummaryBuilder, node: TSModuleDeclaration | TSGlobalDeclaration): void {
  if (node.body?.type !== 'TSModuleBlock' || node.declare || node.id.type !== 'Identifier') return;
  const object = { props: [], spreads: [], computed: [] };
  const index = b.summary.objects.push(object) - 1;
  b.assign(b.declare(node.id.name), b.term({ k: 'object', object: index }));
  const outer = b.namespace;
  b.namespace = object;
  block(b, node.body.body);
  b.namespace = outer;
}

function nameOf(node: { type: 'Identifier'; name: string } | { type: 'Literal'; value: string }): string {
  return node.type === 'Identifier' ? node.name : node.value;
}

function imported(b: SummaryBuilder, node: ImportDeclaration): void {
  const index = b.import(node.source.value, node.importKind === 'type');
  for (const specifier of node.specifiers) {
    const name =
      specifier.type === 'ImportSpecifier'
        ? nameOf(specifier.imported)
        : specifier.type === 'ImportDefaultSpecifier'
          ? 'default'
          : '*';
    const variable = b.lookup(specifier.local.name);
    if (variable !== undefined) b.assign(variable, b.term({ k: 'import', import: index, name }));
  }
}

function exported(b: SummaryBuilder, node: ExportNamedDeclaration): void {
  const { declaration: declared, source } = node;
  if (source) {
    const index = b.import(source.value, node.exportKind === 'type');
    for (const { local, exported: name } of node.specifiers)
      b.addExport(nameOf(name), b.term({ k: 'import', import: index, name: nameOf(local) }));
    return;
  }
  for (const { local, exported: name } of node.specifiers) b.addExport(nameOf(name), b.identifier(nameOf(local)));
  if (!declared) return;
  statement(b, declared);
  if (declared.type === 'VariableDeclaration') {
    for (const { id } of declared.declarations)
      for (const name of patternNames(id)) b.addExport(name, b.identifier(name));
  } else if ((declared.type === 'FunctionDeclaration' || declared.type === 'ClassDeclaration') && declared.id) {
    b.addExport(declared.id.name, b.identifier(declared.id.name));
  } else if (declared.type === 'TSEnumDeclaration') {
    b.addExport(declared.id.name, b.identifier(declared.id.name));
  } else if (declared.type === 'TSInterfaceDeclaration' || declared.type === 'TSTypeAliasDeclaration') {
    const name = declared.id.name;
    if (declaresValue(b, name)) b.addExport(name, b.identifier(name));
  }
}

function isFunction(node: FunctionNode | Class): node is FunctionNode {
  return node.type === 'FunctionDeclaration';
}

function exportDefault(
  b: SummaryBuilder,
  node: Extract<AnyStatement, { type: 'ExportDefaultDeclaration' }>['declaration'],
): void {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      if (node.id) {
        statement(b, node);
        b.addExport('default', b.identifier(node.id.name));
      } else if (isFunction(node))
        b.addExport('default', b.term({ k: 'function', fn: walkFunction(b, node, { name: 'default' }) }));
      else b.addExport('default', b.term({ k: 'class', class: walkClass(b, node, 'default') }));
      return;
    case 'TSInterfaceDeclaration':
      statement(b, node);
      b.addExport('default', b.identifier(node.id.name));
      return;
    case 'TSDeclareFunction':
      return;
    default:
      b.addExport('default', expression(b, node, 'default'));
  }
}

/** Whether the file keeps anything of what a name stands for. */
function declaresValue(b: SummaryBuilder, name: string): boolean {
  const variable = b.lookup(name);
  return variable !== undefined && (b.summary.variables[variable]?.values.length ?? 0) > 0;
}
