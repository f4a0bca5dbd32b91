import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isAtFrontier, type Finding } from '../call-graph/search/findings.ts';
import { type Transform, transforms } from './transforms.ts';

type SourceCode = Readonly<TSESLint.SourceCode>;
type Fix = (fixer: TSESLint.RuleFixer) => TSESLint.RuleFix[];

/** What a suggestion would write, and how. */
export interface Suggestion {
  /** The counterpart as it will be called: `await fs.promises.readFile()`. */
  replacement: string;
  fix: Fix;
}

/** The rewrite of a finding's own blocking call, where an `await` may stand and the result stays the same. */
export function suggestionFor(finding: Finding, sourceCode: SourceCode): Suggestion | undefined {
  const [culprit] = finding.culprits;
  if (!culprit || !finding.canAwait || !isAtFrontier(culprit, finding)) return undefined;
  const transform = transforms.get(culprit.entry.module)?.get(culprit.entry.member);
  const call = transform && callAt(sourceCode, finding);
  if (!call || call.arguments.length > (transform.maxArguments ?? Number.POSITIVE_INFINITY)) return undefined;
  return rewrite(call, transform, culprit.entry.module, sourceCode);
}

function callAt(sourceCode: SourceCode, { site }: Finding): TSESTree.CallExpression | undefined {
  let node: TSESTree.Node | null | undefined = sourceCode.getNodeByRangeIndex(site.at);
  while (node && (node.range[0] !== site.start || node.range[1] !== site.end)) node = node.parent;
  return node?.type === 'CallExpression' && !node.optional ? node : undefined;
}

function rewrite(
  call: TSESTree.CallExpression,
  transform: Transform,
  module: string,
  sourceCode: SourceCode,
): Suggestion | undefined {
  const { callee } = call;
  const isMember = callee.type === 'MemberExpression';
  if (isMember ? callee.computed || callee.optional : callee.type !== 'Identifier') return undefined;
  const owner = isMember ? sourceCode.getText(callee.object) : '';
  const program = sourceCode.ast;
  const needs = importsOf(transform, module, isMember);
  const missing = needs.filter(({ name, from }) => !isImported(program, name, from));
  if (missing.some(({ name }) => isTaken(sourceCode, call, name))) return undefined;
  const target = counterpart(transform, owner);
  return {
    replacement: `await ${target}()`,
    fix: (fixer) => [
      ...missing.map(({ name, from }) => fixer.insertTextBefore(anchor(program), importText(program, name, from))),
      fixer.replaceText(callee, target),
      ...wrap(call, fixer),
    ],
  };
}

function counterpart({ style, name }: Transform, owner: string): string {
  const member = owner === '' ? name : `${owner}.${style === 'promises' ? `promises.${name}` : name}`;
  return style === 'promisify' ? `promisify(${member})` : member;
}

interface Needed {
  name: string;
  from: string;
}

function importsOf({ style, name }: Transform, module: string, isMember: boolean): Needed[] {
  const needed: Needed[] = [];
  if (style === 'promisify') needed.push({ name: 'promisify', from: 'node:util' });
  if (!isMember) needed.push({ name, from: style === 'promises' ? `${module}/promises` : module });
  return needed;
}

/** `(await call).member`: a member or a call of the result needs parentheses. */
function wrap(call: TSESTree.CallExpression, fixer: TSESLint.RuleFixer): TSESLint.RuleFix[] {
  const { parent } = call;
  const isOperand =
    (parent.type === 'MemberExpression' && parent.object === call) ||
    (parent.type === 'CallExpression' && parent.callee === call) ||
    parent.type === 'TaggedTemplateExpression' ||
    (parent.type === 'BinaryExpression' && parent.operator === '**');
  const before = fixer.insertTextBefore(call, isOperand ? '(await ' : 'await ');
  return isOperand ? [before, fixer.insertTextAfter(call, ')')] : [before];
}

const isModule = (program: TSESTree.Program) =>
  program.body.some(({ type }) => /^(Import|Export)(Named|Default|All)?Declaration$/.test(type));

/** The first statement: new imports stand before it, directives excepted. */
function anchor(program: TSESTree.Program): TSESTree.Node {
  return (
    program.body.find((node) => !(node.type === 'ExpressionStatement' && 'directive' in node && node.directive)) ??
    program
  );
}

function importText(program: TSESTree.Program, name: string, from: string): string {
  return isModule(program) ? `import { ${name} } from '${from}';\n` : `const { ${name} } = require('${from}');\n`;
}

function isImported(program: TSESTree.Program, name: string, from: string): boolean {
  const bare = from.replace(/^node:/, '');
  return program.body.some((node) => {
    if (node.type === 'ImportDeclaration')
      return (
        node.source.value.replace(/^node:/, '') === bare &&
        node.importKind !== 'type' &&
        node.specifiers.some(
          (each) => each.type === 'ImportSpecifier' && each.local.name === name && nameOf(each.imported) === name,
        )
      );
    return node.type === 'VariableDeclaration' && node.declarations.some((each) => requires(each, name, bare));
  });
}

function nameOf(node: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return node.type === 'Identifier' ? node.name : node.value;
}

/** `const { name } = require('module')`. */
function requires({ id, init }: TSESTree.VariableDeclarator, name: string, module: string): boolean {
  if (id.type !== 'ObjectPattern' || init?.type !== 'CallExpression') return false;
  const [source] = init.arguments;
  const isRequire = init.callee.type === 'Identifier' && init.callee.name === 'require' && source?.type === 'Literal';
  if (!isRequire || String(source.value).replace(/^node:/, '') !== module) return false;
  return id.properties.some(
    (each) => each.type === 'Property' && each.value.type === 'Identifier' && each.value.name === name,
  );
}

/** Whether a name already means something else where the call stands. */
function isTaken(sourceCode: SourceCode, call: TSESTree.Node, name: string): boolean {
  let scope: TSESLint.Scope.Scope | null | undefined = sourceCode.getScope(call);
  for (; scope; scope = scope.upper) if (scope.set.has(name)) return true;
  return false;
}
