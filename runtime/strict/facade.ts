import type { CatalogModule } from '../../rules/catalog/types.ts';
import type { Asking } from './asking.ts';
import { exportNames } from './export-names.ts';
import { PASS_ON } from './imports.ts';

/** The names that the catalog has of a package's exports. */
function namesOf({ calls, returns = {} }: CatalogModule): Set<string> {
  const members = ['default', ...calls.map(({ member }) => member), ...Object.keys(returns)];
  return new Set(members.map((member) => member.replace(/^new /, '').split('.')[0] ?? ''));
}

/**
 * The text of a module that passes on the exports of a package's own, with wrappers in the place of what the catalog
 * knows; undefined where it would change nothing. A variable that the package sets later is passed on as it is: it could
 * not be followed. `url`: of the package's own. Throws what reading it throws.
 */
export function* facade(url: string, owner: CatalogModule): Asking<string | undefined> {
  const original = JSON.stringify(url);
  const wanted = namesOf(owner);
  const exported = yield* exportNames(url, wanted);
  const names = [...wanted].filter((name) => exported.get(name) === true);
  if (names.length === 0) return undefined;
  const variables = names.map((_, index) => `export${index}`);
  return [
    `import * as original from ${original};`,
    `export * from ${original};`,
    ...(exported.get('default') === false ? [`export { default } from ${original};`] : []),
    `let ${variables.join()};`,
    `${PASS_ON}(${JSON.stringify(owner.module)}, original, ${JSON.stringify(names)}, (all) => { [${variables.join()}] = all; });`,
    `export { ${names.map((name, index) => `export${index} as ${name}`).join()} };`,
  ].join('\n');
}
