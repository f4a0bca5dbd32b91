import { afterEach, describe, expect, it } from 'vitest';
import { TemporaryProject } from './temporary-project.ts';

const HEAD = `import express from 'express';
import fs from 'node:fs';
const app = express();
`;

let project: TemporaryProject;
afterEach(() => {
  project.remove();
});

/** The lines of blocking calls that are found beside what does not parse. */
function linesFound(text: string): number[] {
  project = new TemporaryProject({ 'app.js': HEAD + text });
  const lines = project.findings('app.js').map((found) => Number(/^\d+/.exec(found)?.[0]) - 3);
  expect(project.project.problem(project.path('app.js'))?.isPartial).toBe(true);
  return lines;
}

describe('what a file holds beside a part that does not parse is still read', () => {
  it.each([
    [
      'a positional function type',
      "class A {\n  static f: (boolean, any[]) => void;\n}\napp.get('/', () => fs.readFileSync('a'));",
      [4],
    ],
    ['a cast', "app.get('/', () => use((fs.readFileSync('a'): any)));", [1]],
    [
      'a maybe type of any promise',
      "async function load(id: ?string): ?Promise<*> {\n  return fs.readFileSync('a');\n}\napp.get('/', load);",
      [2],
    ],
    [
      'an arrow that gives such a type',
      "app.get('/', async (req: *, res: *): Promise<*> => {\n  fs.readFileSync('a');\n});",
      [2],
    ],
    [
      'a field that holds an arrow',
      "class A {\n  load = (id: Array<*>): Promise<*> => fs.readFileSync('a');\n}\napp.get('/', new A().load);",
      [2],
    ],
    [
      'an exact object type',
      "export type Options = {|\n  +name: string,\n|};\napp.get('/', () => fs.readFileSync('a'));",
      [4],
    ],
    [
      'a method',
      "class A {\n  a() {\n    wrong(;\n  }\n  b() {\n    fs.readFileSync('a');\n  }\n}\napp.get('/', () => new A().b());",
      [9],
    ],
    [
      'a statement',
      "app.get('/a', () => {\n  fs.readFileSync('a') wrong;\n});\napp.get('/b', () => fs.readFileSync('b'));",
      [4],
    ],
  ])('%s', (_, text, lines) => {
    expect(linesFound(text)).toEqual(lines);
  });
});

describe('the problem of a file that does not parse', () => {
  it('is the one of the language that gets furthest', () => {
    project = new TemporaryProject({ 'app.js': "import type { A } from './a';\nconst a = 1 wrong;\n" });
    expect(project.project.problem(project.path('app.js'))?.offset).toBe(41);
  });

  it('is said where nothing can be left out, after a bounded number of tries', () => {
    const lines = Array.from({ length: 100 }, (_, at) => `const a${at} = wrong wrong;\n`).join('');
    project = new TemporaryProject({ 'app.js': lines });
    const problem = project.project.problem(project.path('app.js'));
    expect(problem?.offset).toBe(16);
    expect(problem?.isPartial).toBeUndefined();
  });
});
