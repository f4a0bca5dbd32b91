import { expect, test } from 'vitest';
import type { CatalogModule } from '../../rules/catalog/types.ts';
import { nameUsed } from '../../runtime/strict/names.ts';
import { changesIn } from '../../runtime/strict/variables.ts';
import type { Called } from '../../runtime/strict/wrapper.ts';

const arrow = 'const v=1;let a=1,h=(e,t)=>e+t;';

test.each([
  // Once and for all.
  ['function h(){}', false],
  ['const h = () => 1', false],
  ['let h = () => 1', false],
  // Set later.
  ['let h; start().then(() => { h = () => 1; })', true],
  ['let h = () => 1; h = later', true],
  [`${arrow}function s(){h=r}`, true],
  [`${arrow}function s(e){if(h){h=e}}`, true],
  [`${arrow}function s(e){for(h of e){}}h=1`, true],
  [`${arrow}class s extends h{m(){h=1}}`, true],
  ['let h=0;function s(){let h=1}', true],
  // The same short name, and another variable.
  [`${arrow}function s(){let h=1;h=2}`, false],
  [`${arrow}function s(e){const q=f(e),h=1}`, false],
  [`${arrow}function s(e,h){h=2}`, false],
  [`${arrow}var s=(e,{h})=>{h=2},u=h=>{h=3}`, false],
  [`${arrow}function s(h){for(;;){h=2}}function u(){var h=1}export{h as parse}`, false],
  ['var z=1,h=z;function s(){var h=1}', false],
  // Braces in texts, patterns, templates and comments are none.
  [`${arrow}var q="}",r=/[/}]\\}/,u=\`}\${1}\`;/* } */function s(){let h=1}`, false],
  // A text that cannot be read.
  [`${arrow}}function s(){let h=1}`, true],
])('whether the variable `h` of %j is set later', (text, expected) => {
  expect(changesIn(text)('h')).toBe(expected);
});

const named = (...names: string[]): Called[] =>
  names.map((name) => {
    const [module = '', ...path] = name.split(':');
    const owner = { module, kind: 'fs', calls: [] } satisfies CatalogModule;
    const entry = { member: path.join('.'), weight: 'heavy', useInstead: '' } as const;
    return { owner, entry, call: name, constructs: false };
  });

class Plain {
  readonly key = 1;
}
class Derived extends Plain {
  readonly value = 2;
}

test.each([
  ['a:readJsonSync', 'return fse.readJsonSync(file);', 'readJsonSync', undefined],
  ['b:sync', 'const all = find.sync(file);', 'sync', undefined],
  ['c:sync.exists', 'const all = find.sync?.exists(file);', 'exists', undefined],
  ['d:exists.sync', 'const all = find.exists . sync(file);', 'sync', undefined],
  ['d:exists.sync', '(0, find.exists.sync)(file);', '(0', undefined],
  ['a:readJsonSync', 'return read(file);', 'read(', undefined],
  ['e:Plain.prototype.get', 'store.get(key)', 'get', new Plain()],
  ['f:Derived.prototype.get', 'store.get(key)', 'get', new Derived()],
  ['a:readJsonSync', '', '', undefined],
  ['g:readFileSync', 'g.readFileSync(file)', 'readFileSync', undefined],
  ['h:g.readFileSync', 'h.g.readFileSync(file)', 'readFileSync', undefined],
])('of several names of one function, %s is the one that a call used: %s', (expected, line, at, self) => {
  const own = named('a:readJsonSync', 'b:sync', 'c:sync.exists', 'd:exists.sync', 'e:Plain.prototype.get');
  const others = named('f:Derived.prototype.get', 'g:readFileSync', 'h:g.readFileSync');
  expect(nameUsed([...own, ...others], self, line, line.indexOf(at) + 1).call).toBe(expected);
});
