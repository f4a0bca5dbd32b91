import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { expectationOf, judge } from './judge.ts';
import { noisy, run, scenario } from './scenario.ts';

/** All scenarios at all thresholds, for `npm run verify`; else a part of them at 50 ms. */
const full = process.env['UNBLOCKED_ACCURACY'] === 'full';

const PART =
  /^(?:candidates|context-of-two|express|fastify|fs-read|http-(?:await-chain|dependency|full-collection|slow-pattern|loop|many-short|microtasks|pbkdf2|reviver|sort|spawn|sqlite)|graphql-alone|hono|http2-request|json-parse|koa-route|nest|origin|profiler|none-(?:chunked|async)|socket|with-context|worker|ws-after)/;

/** A threshold and the length of the stalls that it is tried with, in milliseconds. */
const sizes = full
  ? [
      { threshold: 50, stall: 300 },
      { threshold: 200, stall: 600 },
      { threshold: 1000, stall: 2000 },
    ]
  : [{ threshold: 50, stall: 300 }];

const major = Number(process.versions.node.split('.')[0]);
const names = readdirSync(scenario('.')).filter(
  (name) => /\.[cm]?[jt]s$/.test(name) && (full || PART.test(name)) && major >= expectationOf(scenario(name)).since,
);
const cases = sizes.flatMap(({ threshold, stall }) => names.map((name) => ({ name, threshold, stall })));

test.for(cases)(
  '$name at $threshold ms is reported with its line, context, cause and duration',
  noisy,
  async ({ name, threshold, stall }) => {
    const file = scenario(name);
    const expectation = expectationOf(file);
    const env = { ...expectation.env, UNBLOCKED_THRESHOLD: String(threshold), STALL_MS: String(stall) };
    const result = await run(file, { env, node: expectation.node });
    expect(judge(file, expectation, result)).toEqual([]);
  },
);

test('there are at least 40 scenarios', () => {
  expect(readdirSync(scenario('.')).length).toBeGreaterThanOrEqual(40);
});
