import fs from 'node:fs';
import path from 'node:path';
import { DEFAULT_OPTIONS, type RuleOptions, STRICT_OPTIONS } from '../../rules/utils/options.ts';
import type { Settings } from '../../rules/utils/settings.ts';

/** One expected finding, as a trailing comment says it: `// error: text | no-blocking-parse: text`. */
export interface Mark {
  file: string;
  line: number;
  rule: string;
  /** Stands in the message. */
  text: string;
}

/** A small program below `fixtures/rules/<rule>/<name>/`. */
export interface FixtureCase {
  rule: string;
  name: string;
  directory: string;
  options: RuleOptions;
  settings: Settings;
}

export const fixturesRoot = path.resolve(import.meta.dirname, '../../fixtures/rules');
export const fixtureRules = foldersIn(fixturesRoot);

function foldersIn(directory: string): string[] {
  return fs
    .readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** The cases of one rule. */
export function casesOf(rule: string): FixtureCase[] {
  return foldersIn(path.join(fixturesRoot, rule)).map((name) => {
    const directory = path.join(fixturesRoot, rule, name);
    const { strict, ...options } = readJson(directory, 'options.json') as Partial<RuleOptions> & { strict?: boolean };
    return {
      rule,
      name,
      directory,
      options: { ...(strict === true ? STRICT_OPTIONS : DEFAULT_OPTIONS), ...options },
      settings: readJson(directory, 'settings.json'),
    };
  });
}

function readJson(directory: string, name: string): object {
  const file = path.join(directory, name);
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as object) : {};
}

const MARK = /(?:\/\/|\/\*|<!--) error: (.*?)(?:\s*\*\/\}?)?$/;

/** The marks of one file. */
export function marksIn(file: string, text: string, folderRule: string): Mark[] {
  return text.split(/\r\n|\n/).flatMap((line, index) => {
    const texts = MARK.exec(line)?.[1]?.split(' | ') ?? [];
    return texts.map((each) => {
      const [, rule = folderRule, expected = ''] = /^(?:(no-[a-z-]+): )?(.*)$/.exec(each.trim()) ?? [];
      return { file, line: index + 1, rule, text: expected };
    });
  });
}
