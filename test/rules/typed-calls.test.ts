import fs from 'node:fs';
import path from 'node:path';
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import unblocked from '../../rules/index.ts';
import { typedCalls } from '../../rules/utils/typed-calls.ts';

const folder = path.resolve(import.meta.dirname, '../../fixtures/typed');
const file = path.join(folder, 'app.ts');
const source = fs.readFileSync(file, 'utf8');

/** Lines that carry a mark. */
const marked = (mark: RegExp) => source.split('\n').flatMap((line, at) => (mark.test(line) ? [at + 1] : []));

function findings(parserOptions: object): { line: number; message: string }[] {
  const config: Linter.Config = {
    files: ['**/*.ts'],
    plugins: { unblocked: unblocked },
    rules: { 'unblocked/no-blocking-fs': 'error' },
    settings: { unblocked: { root: folder, cache: false } },
    languageOptions: { parser: tseslint.parser, parserOptions: { tsconfigRootDir: folder, ...parserOptions } },
  };
  return new Linter({ configType: 'flat', cwd: folder }).verify(source, config, { filename: file });
}

describe('calls on values whose type is inferred', () => {
  it('are resolved where the linter has types', () => {
    const found = findings({ projectService: true });
    expect(found.map(({ line }) => line)).toEqual(marked(/\/\/ error/));
    expect(found[0]?.message).toContain(
      '`inject().find()` blocks the event loop for every client: it leads to `readFileSync()` at order-store.ts:13',
    );
    expect(found[0]?.message).toContain('-> OrderStore.find -> OrderStore.read)');
  });

  it('are silent where it has none, as before and after a lint with types', () => {
    expect(findings({}).map(({ line }) => line)).toEqual(marked(/\/\/ error$/));
  });

  it('are not looked for, and nothing throws, where services are missing, foreign or broken', () => {
    const broken = { program: { getSourceFile: () => ({}), getTypeChecker: () => undefined } };
    for (const services of [undefined, null, {}, { program: null }]) expect(typedCalls(services, file)).toBeUndefined();
    for (const services of [{ program: {} }, broken])
      expect(typedCalls(services, file)?.(new Set(['find']))).toEqual([]);
  });
});
