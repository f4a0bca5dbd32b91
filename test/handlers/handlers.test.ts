import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../rules/call-graph/search/findings.ts';
import { DEFAULT_OPTIONS } from '../../rules/utils/options.ts';
import { LineIndex } from '../../rules/utils/line-index.ts';
import { projectAt } from '../../rules/utils/projects.ts';
import { select } from '../../rules/utils/select.ts';

const root = fileURLToPath(new URL('../../fixtures/handlers', import.meta.url));
const MARK = /\/\/ error: (.+)$/;

/** `orders.ts:12 GET /orders`: a place and the handler that it is reported for. */
type Mark = string;

function marked(directory: string): Mark[] {
  return filesBelow(directory).flatMap((file) =>
    fs
      .readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, index) => {
        const label = MARK.exec(line)?.[1];
        return label === undefined ? [] : [`${path.relative(directory, file)}:${index + 1} ${label.trim()}`];
      }),
  );
}

function filesBelow(directory: string): string[] {
  return fs
    .readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function found(directory: string): Mark[] {
  const project = projectAt(directory);
  return project.paths.flatMap((file) => {
    const index = new LineIndex(fs.readFileSync(file, 'utf8'));
    return project
      .findings(file)
      .filter((finding) => isRecommended(finding, directory))
      .map(
        ({ site, handler }) =>
          `${path.relative(directory, file)}:${index.position(site.at).line} ${handler?.label ?? '(no handler)'}`,
      );
  });
}

function isRecommended(finding: Finding, directory: string): boolean {
  const kinds = new Set(finding.culprits.map(({ entry }) => entry.kind));
  return [...kinds].some((kind) => select([finding], kind, DEFAULT_OPTIONS, directory).length > 0);
}

describe('what a framework calls is a handler, and nothing else is', () => {
  const cases = fs.readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  test.each(cases.map(({ name }) => name))('%s', (name) => {
    const directory = path.join(root, name);
    const expected = marked(directory);
    expect(expected.length).toBeGreaterThan(0);
    expect([...new Set(found(directory))].sort()).toEqual([...new Set(expected)].sort());
  });
});
