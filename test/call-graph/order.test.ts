import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CachedProject } from '../../rules/call-graph/cached-project.ts';
import { projectAt } from '../../rules/utils/projects.ts';
import { fixturesRoot } from '../rules/fixture-case.ts';

/** A fixed sequence of numbers from 0 to 1 for one seed. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  const random = randomOf(seed);
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** All fixtures as one project. */
const projectOf = (key: string) => projectAt(fixturesRoot, {}, key);

function findings(project: CachedProject, file: string): object {
  const found = project.findings(file).map(({ site, state, chain, culprits }) => ({
    at: site.at,
    state,
    chain,
    culprits: culprits.map(({ file: other, site: { at }, text, through, loop, once }) => {
      return [path.relative(project.root, other), at, text, through, loop, once];
    }),
  }));
  return { file: path.relative(project.root, file), found };
}

describe('the order in which files are asked for', () => {
  const inOrder = projectOf('in order');
  const expected = new Map(inOrder.paths.map((file) => [file, findings(inOrder, file)]));

  it.each([1, 2, 3])('does not matter to what is found (seed %i)', (seed) => {
    const project = projectOf(`shuffled ${seed}`);
    for (const file of shuffled(project.paths, seed)) expect(findings(project, file)).toEqual(expected.get(file));
  });

  it('does not matter when only one file is asked for', () => {
    for (const file of shuffled(inOrder.paths, 4).slice(0, 10))
      expect(findings(projectOf(`only ${file}`), file)).toEqual(expected.get(file));
  });
});
