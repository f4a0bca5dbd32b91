import fs from 'node:fs';
import path from 'node:path';
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { lintProject } from '../../cli/lint-result.ts';
import unblocked from '../../rules/index.ts';
import { projectAt } from '../../rules/utils/projects.ts';
import type { FixtureCase } from './fixture-case.ts';

/** A finding, in the terms that ESLint and the command line share. */
export interface FixtureFinding {
  file: string;
  rule: string;
  message: string;
  line: number;
  column: number;
  endLine: number | undefined;
  endColumn: number | undefined;
}

/** The source files of a case. */
export function filesOf({ directory, settings }: FixtureCase): readonly string[] {
  return projectAt(directory, settings, directory).paths;
}

interface Reported {
  ruleId: string | null;
  message: string;
  line: number;
  column: number;
  endLine?: number | undefined;
  endColumn?: number | undefined;
}

function findingsOf(directory: string, file: string, messages: readonly Reported[]): FixtureFinding[] {
  return messages.flatMap(({ ruleId, message, line, column, endLine, endColumn }) => {
    if (ruleId === null) return [];
    const rule = ruleId.replace('unblocked/', '');
    return [{ file: path.relative(directory, file), rule, message, line, column, endLine, endColumn }];
  });
}

const inOrder = (a: FixtureFinding, b: FixtureFinding) =>
  a.line - b.line || a.column - b.column || a.rule.localeCompare(b.rule);

/** What `unblocked lint` finds. */
export function engineFindings(fixture: FixtureCase): FixtureFinding[] {
  const { directory, settings, options } = fixture;
  const project = projectAt(directory, settings, directory);
  const severities = new Map(Object.keys(unblocked.rules).map((name) => [name, 'error' as const]));
  const lintOptions = { ...LINT_OPTIONS, rule: options, severities, stalls: settings.stalls ?? {} };
  return lintProject({ project, files: [...filesOf(fixture)] }, lintOptions, () => undefined).flatMap((result) =>
    findingsOf(directory, result.filePath, result.messages).sort(inOrder),
  );
}

const LINT_OPTIONS = {
  paths: [],
  format: 'json',
  output: undefined,
  maxWarnings: Number.POSITIVE_INFINITY,
  baseline: undefined,
  why: undefined,
  stats: false,
  cache: false,
  quiet: false,
};

/** What ESLint finds with the plugin. */
export function eslintFindings(fixture: FixtureCase): FixtureFinding[] {
  const { directory } = fixture;
  const linter = new Linter({ configType: 'flat', cwd: directory });
  return filesOf(fixture).flatMap((file) => {
    const messages = linter.verify(fs.readFileSync(file, 'utf8'), configFor(fixture), { filename: file });
    return findingsOf(directory, file, messages).sort(inOrder);
  });
}

function configFor({ directory, settings, options }: FixtureCase): Linter.Config[] {
  const entries = Object.entries(unblocked.rules).map(([name, { meta }]): [string, Linter.RuleEntry] => {
    return [`unblocked/${name}`, meta.docs.kind === undefined ? 'error' : ['error', options]];
  });
  return [
    {
      files: ['**/*.{js,mjs,cjs,jsx,ts,tsx,mts,cts}'],
      plugins: { unblocked: unblocked },
      rules: Object.fromEntries(entries),
      settings: { unblocked: { root: directory, ...settings } },
      languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
    },
    { files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs' } },
    { files: ['**/*.{ts,tsx,mts,cts}'], languageOptions: { parser: tseslint.parser } },
  ];
}
