import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { expectationOf, judge, wasDisturbed } from './judge.ts';
import { run, scenario } from './scenario.ts';

/** All scenarios at all thresholds, for `npm run verify`; else a part of them at 50 ms. */
const full = process.env['UNBLOCKED_ACCURACY'] === 'full';

const PART =
  /^(?:candidates|context-of-two|handler-of|express|fastify|fs-read|http-(?:await-chain|dependency|full-collection|slow-pattern|loop|many-short|microtasks|pbkdf2|reviver|sort|spawn|sqlite)|graphql-alone|hono|http2-request|json-parse|koa-route|nest|origin|profiler|none-(?:chunked|async)|socket|with-context|worker|ws-after)/;

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

interface Case {
  name: string;
  threshold: number;
  stall: number;
}

const cases: Case[] = sizes.flatMap(({ threshold, stall }) => names.map((name) => ({ name, threshold, stall })));

/** V8 collects with as many threads as there are cores: beside another scenario each takes the CPU from the other. */
const isGreedy = ({ name }: Case): boolean => /full-collection|clone|stringify/.test(name);

/** Runs that are repeated at most, each only where the machine had taken the CPU from the one before. */
const REPEATS = 4;
let repeated = 0;

async function problemsOf({ name, threshold, stall }: Case): Promise<string[]> {
  const file = scenario(name);
  const expectation = expectationOf(file);
  const env = { ...expectation.env, UNBLOCKED_THRESHOLD: String(threshold), STALL_MS: String(stall) };
  for (let left = REPEATS; ; left -= 1) {
    const result = await run(file, { env, node: expectation.node });
    const problems = judge(file, expectation, result);
    if (problems.length === 0 || left === 0 || !wasDisturbed(result)) return problems;
    repeated += 1;
  }
}

const TITLE = '$name at $threshold ms is reported with its line, context, cause and duration';
const OPTIONS = { timeout: 120_000 };

async function isRight(each: Case): Promise<void> {
  expect(await problemsOf(each)).toEqual([]);
}

// Two at a time: one core stalls, and the other one watches.
(full ? test.concurrent : test).for(cases.filter((each) => !isGreedy(each)))(TITLE, OPTIONS, isRight);

test.for(cases.filter(isGreedy))(TITLE, OPTIONS, isRight);

test('there are at least 40 scenarios', ({ task }) => {
  task.meta.figure = `${cases.length} runs, ${repeated} more as the machine was busy`;
  expect(names.length).toBeGreaterThanOrEqual(full ? 40 : 20);
  expect(readdirSync(scenario('.')).length).toBeGreaterThanOrEqual(40);
});
