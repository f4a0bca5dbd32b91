import type { SummaryBuilder } from './summary-builder.ts';

/**
 * Walks a `try` of the module: what it gives a variable where it loads a package stands for the variable, and not what the
 * variable has where there is no such package: `let hash = require('bcryptjs'); try { hash = require('bcrypt'); } catch {}`.
 */
export function walkOptional(b: SummaryBuilder, attempt: () => void, otherwise: () => void): void {
  const { variables, imports } = b.summary;
  const before = b.fn === 0 ? variables.map(({ values }) => values.length) : [];
  const known = imports.length;
  attempt();
  const isOptional = imports.slice(known).some(({ source }) => !source.startsWith('.'));
  const replaced = isOptional
    ? before.flatMap((count, at) => {
        const values = variables[at]?.values ?? [];
        return values.length > count ? { values, kept: values.slice(count) } : [];
      })
    : [];
  otherwise();
  for (const { values, kept } of replaced) values.splice(0, values.length, ...kept);
}
