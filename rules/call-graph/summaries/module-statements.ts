import type {
  TSEnumDeclaration,
  TSGlobalDeclaration,
  TSModuleDeclaration,
  Class,
  Function as FunctionNode,
  ExportNamedDeclaration,
  ImportDeclaration,
} from 'oxc-parser';
import { patternNames } from './bindings.ts';
import { walkClass } from './classes.ts';
import { children, expression } from './expressions.ts';
import { walkFunction } from './functions.ts';
import { type AnyStatement, block, statement } from './statements.ts';
import type { SummaryBuilder } from './summary-builder.ts';
import type { TermId } from './summary.ts';
import { declaredType } from './types.ts';

/** Imports, exports and what only TypeScript has. */
export function moduleStatement(b: SummaryBuilder, node: AnyStatement): void {
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
  } else if (declared.type === 'TSModuleDeclaration') {
    if (declared.id.type === 'Identifier' && declaresValue(b, declared.id.name))
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
