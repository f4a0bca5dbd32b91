import { expect, test } from 'vitest';
import { codeFrame } from '../../runtime/reporters/code-frame.ts';

const plain = { mark: (text: string) => text, dim: (text: string) => text };

test('two lines above and below, and a caret below the column', () => {
  const source = ['one', 'two', 'three(', '\tfour()', 'five', 'six', 'seven'];
  expect(codeFrame(source, { line: 4, column: 2, endColumn: 6 }, plain)).toEqual([
    '  2 | two',
    '  3 | three(',
    '> 4 |  four()',
    '    |  ^^^^',
    '  5 | five',
    '  6 | six',
  ]);
});

test('of a minified line, the part around the column', () => {
  const line = `${'a'.repeat(5000)}readFileSync(x)${'b'.repeat(5000)}`;
  const [code = '', carets = ''] = codeFrame([line], { line: 1, column: 5001, endColumn: 5013 }, plain);
  expect(code.length).toBeLessThan(200);
  expect(code.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe('readFileSync');
});

test('no caret where the column is not known', () => {
  expect(codeFrame(['one'], { line: 1, column: 0 }, plain)).toEqual(['> 1 | one']);
});
