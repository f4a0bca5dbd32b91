import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import unblocked from '../../rules/index.ts';
import { DEFAULT_OPTIONS, OBSERVATION_SCHEMA, OPTIONS_SCHEMA, type RuleOptions } from '../../rules/utils/options.ts';
import { eslintFindings } from './fixture-findings.ts';

const folder = path.resolve(import.meta.dirname, '../../docs/rules');
const rules = Object.entries(unblocked.rules).map(([name, { meta }]) => ({ name, meta }));

interface Example {
  language: string;
  verdict: string;
  options: RuleOptions;
  code: string;
  line: number;
}

/** Blocks as ```` ```js incorrect {"once":true} ````. */
function examplesIn(text: string): Example[] {
  return [...text.matchAll(/^```(jsx?|tsx?) (incorrect|correct)(?: (\{.*\}))?\n([^]*?)^```$/gm)].map((match) => {
    const [, language = '', verdict = '', options = '{}', code = ''] = match;
    const line = text.slice(0, match.index).split('\n').length;
    return { language, verdict, code, line, options: { ...DEFAULT_OPTIONS, ...(JSON.parse(options) as object) } };
  });
}

/** A block may hold several files, each below a comment with its path. */
function filesIn({ code, language }: Example): Map<string, string> {
  const parts = code.split(/^\/\/ ([\w./-]+\.\w+)$\n/m);
  const files = new Map<string, string>();
  const [first = ''] = parts;
  if (first.trim() !== '') files.set(`app.${language}`, first);
  for (let at = 1; at < parts.length; at += 2) files.set(parts[at] ?? '', parts[at + 1] ?? '');
  return files;
}

let directory: string;
beforeAll(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'unblocked-docs-'));
  // The stall logs in the examples are of this day.
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-22T12:00:00Z') });
});
afterAll(() => {
  vi.useRealTimers();
  fs.rmSync(directory, { recursive: true });
});

function reportedRules(rule: string, example: Example): string[] {
  const project = fs.mkdtempSync(path.join(directory, 'example-'));
  const packages = [...example.code.matchAll(/(?:from |require\()'([^'.:]+)'/g)].map(([, name = '']) => name);
  fs.writeFileSync(
    path.join(project, 'package.json'),
    JSON.stringify({ name: 'example', dependencies: Object.fromEntries(packages.map((name) => [name, '*'])) }),
  );
  for (const [file, text] of filesIn(example)) {
    fs.mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
    fs.writeFileSync(path.join(project, file), text);
  }
  const fixture = { rule, name: 'example', directory: project, options: example.options, settings: {} };
  return eslintFindings(fixture).map((finding) => finding.rule);
}

describe('docs/rules', () => {
  it('holds one file for every rule and no other', () => {
    expect(fs.readdirSync(folder).sort()).toEqual(rules.map(({ name }) => `${name}.md`).sort());
  });
});

describe.each(rules)('the page of $name', ({ name, meta }) => {
  const text = fs.readFileSync(path.join(folder, `${name}.md`), 'utf8');
  const examples = examplesIn(text);

  it('opens with the name and the description of the rule', () => {
    const description = meta.docs.description;
    expect(text.startsWith(`# \`${name}\`\n\n${description.charAt(0).toUpperCase()}${description.slice(1)}.\n`)).toBe(
      true,
    );
    expect(meta.docs.url.endsWith(`docs/rules/${name}.md`)).toBe(true);
  });

  it('has a heading for each option of the schema', () => {
    const section = text.split(/^## /m).find((part) => part.startsWith('Options')) ?? '';
    const headings = [...section.matchAll(/^### `(\w+)`$/gm)].map(([, option]) => option);
    const schema = meta.docs.kind === undefined ? OBSERVATION_SCHEMA : OPTIONS_SCHEMA;
    expect(headings).toEqual(Object.keys(schema.properties));
    expect(meta.schema).toEqual([schema]);
  });

  it('says when not to use it', () => {
    expect(text).toMatch(/^## When not to use it\n\n\S/m);
  });

  it('shows both what is reported and what is not', () => {
    expect(new Set(examples.map(({ verdict }) => verdict))).toEqual(new Set(['incorrect', 'correct']));
    expect(text.match(/^```\w+ (in)?correct/gm)).toHaveLength(examples.length);
  });

  it.each(examples)('line $line: the rule reports what is $verdict', (example) => {
    const reported = reportedRules(name, example);
    if (example.verdict === 'incorrect') expect(reported).toContain(name);
    else expect(reported).toEqual([]);
  });
});
