import { expect, test } from 'vitest';
import type { ReadSample } from '../../runtime/records/culprit.ts';
import { contextOf } from '../../runtime/records/stall-context.ts';

/** A sample in a resolver of this name. */
function inResolver(name: string): ReadSample[] {
  const frame = (fn: string, file: string, origin: 'app' | 'dependency') => ({
    function: fn,
    file,
    line: 1,
    column: 1,
    async: false,
    origin,
  });
  const frames = [
    frame(name, '/app/schema.js', 'app'),
    frame('executeField', '/app/node_modules/graphql/execution/execute.js', 'dependency'),
  ];
  return [{ frames, weight: 1, sample: { context: null, inFlight: [] } } as unknown as ReadSample];
}

test.for([
  ['readings', 'GraphQL resolver of readings'],
  ['Object.season', 'GraphQL resolver of season'],
  ['resolve', 'GraphQL resolver'],
  ['Object.resolve', 'GraphQL resolver'],
  ['', 'GraphQL resolver'],
] as const)('a resolver called "%s" is named "%s"', ([name, expected]) => {
  expect(contextOf(inResolver(name), undefined).context.name).toBe(expected);
});
