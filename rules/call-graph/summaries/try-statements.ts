import type { Statement, TryStatement } from 'oxc-parser';
import { declarePattern } from './bindings.ts';
import type { SummaryBuilder } from './summary-builder.ts';

/** Walks statements in a scope of their own. */
type WalkBlock = (b: SummaryBuilder, body: readonly Statement[]) => void;

/**
 * Walks a `try` with its `catch` and `finally`. What it gives a variable of the module where it loads a package stands for the
 * variable, and not what the variable has where there is no such package:
 * `let hash = require('bcryptjs'); try { hash = require('bcrypt'); } catch {}`.
 */
export function tryStatement(b: SummaryBuilder, node: TryStatement, block: WalkBlock): void {
  const { variables, imports } = b.summary;
  const before = b.fn === 0 ? variables.map(({ values }) => values.length) : [];
  const known = imports.length;
  block(b, node.block.body);
  const isOptional = imports.slice(known).some(({ source }) => !source.startsWith('.'));
  const given = isOptional ? before.flatMap((count, at) => givenSince(variables[at]?.values ?? [], count)) : [];
  if (node.handler) {
    b.pushScope(false);
    declarePattern(b, node.handler.param, b.scope);
    block(b, node.handler.body.body);
    b.popScope();
  }
  for (const { values, since } of given) values.splice(0, values.length, ...since);
  if (node.finalizer) block(b, node.finalizer.body);
}

/** Values of a variable, and those that it was given since it had so many; nothing where it was given none. */
function givenSince(values: number[], count: number): { values: number[]; since: number[] }[] {
  return values.length > count ? [{ values, since: values.slice(count) }] : [];
}
