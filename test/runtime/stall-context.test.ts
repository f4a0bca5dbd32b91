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

/** Samples of these weights and requests; null where none is known, but one is in flight beside it. */
function ofRequests(...samples: [number, string | null][]): ReadSample[] {
  const request = (name: string) => ({ kind: 'request', name, id: 1 });
  const inFlight = ['GET /one', 'GET /other'].map(request);
  return samples.map(
    ([weight, name]) =>
      ({
        frames: [],
        weight,
        sample: name === null ? { context: null, inFlight } : { context: request(name), inFlight: [] },
      }) as unknown as ReadSample,
  );
}

test('the request of most of the stall is named, unless more of it is of nobody that is known', () => {
  const named = contextOf(ofRequests([1, 'GET /one'], [3, 'GET /other'], [2, null]), undefined);
  expect([named.context.name, named.candidates.length]).toEqual(['GET /other', 0]);
  const unknown = contextOf(ofRequests([1, 'GET /one'], [3, null]), undefined);
  expect([unknown.context.kind, unknown.candidates.map(({ name }) => name)]).toEqual([
    'unknown',
    ['GET /one', 'GET /other'],
  ]);
});
