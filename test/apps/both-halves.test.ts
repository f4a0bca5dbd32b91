import { beforeAll, describe, expect, test } from 'vitest';
import {
  agree,
  blamed,
  drive,
  lint,
  type AppRun,
  type RuntimeVerdict,
  type StaticVerdict,
  type Variant,
} from './app-verdicts.ts';

/** Other clients wait at least this many times longer beside blocking calls: an effect to be seen, not a benchmark. */
const LEAST_RATIO = 3;

/**
 * A machine without a CPU to spare hides a stall behind its own, and makes a stall of what is none elsewhere: the app is
 * then driven again, at most so often. What blocks does so in every run.
 */
const MOST_RUNS = 3;

const apps = ['orders-rest', 'driver-tracking-websocket', 'payment-webhook', 'field-data-graphql'];

let verdicts: StaticVerdict[];

const findingsIn = (folder: string): StaticVerdict[] =>
  verdicts.filter(({ frontier }) => frontier.startsWith(`fixtures/apps/${folder}/`));

/** Drives an app again as long as a run gives cause for doubt; gives all the runs, at most `MOST_RUNS`. */
async function driveWhile(isDoubtful: (runs: readonly AppRun[]) => boolean, app: string, variant: Variant) {
  const first = await drive(app, variant);
  const runs: [AppRun, ...AppRun[]] = [first];
  while (runs.length < MOST_RUNS && isDoubtful(runs)) runs.unshift(await drive(app, variant));
  return runs;
}

/** The stalls of the last run that blame a line which every other run blamed too. */
function recurring([last, ...others]: readonly RuntimeVerdict[][]): RuntimeVerdict[] {
  const recurs = ({ culprit }: RuntimeVerdict): boolean =>
    others.every((stalls) => stalls.some((stall) => stall.culprit === culprit));
  return (last ?? []).filter(recurs);
}

const observed = (stalls: readonly RuntimeVerdict[]): string =>
  `Observed:\n${stalls.map(({ culprit, context }) => `${culprit} ${context}`).join('\n')}\n`;

beforeAll(async () => {
  verdicts = await lint('fixtures/apps');
}, 60_000);

describe.each(apps)('%s', (app) => {
  let blocking: AppRun;
  let fixed: AppRun;
  /** Of each run of a variant, the stalls that blame a line, the last run first. */
  let blockingStalls: RuntimeVerdict[][];
  let fixedStalls: RuntimeVerdict[][];

  const isFound = (stall: RuntimeVerdict): boolean =>
    findingsIn(`${app}/blocking`).some((finding) => agree(finding, stall));
  const unfound = (runs: readonly RuntimeVerdict[][]): RuntimeVerdict[] =>
    recurring(runs.map((stalls) => stalls.filter((stall) => !isFound(stall))));
  const unobserved = (runs: readonly RuntimeVerdict[][]): StaticVerdict[] =>
    findingsIn(`${app}/blocking`).filter((finding) => !runs.flat().some((stall) => agree(finding, stall)));
  const stallsOf = (runs: readonly AppRun[]): RuntimeVerdict[][] => runs.map(({ stalls }) => blamed(stalls));

  beforeAll(async () => {
    const doubts = (runs: readonly AppRun[]): boolean =>
      [...unobserved(stallsOf(runs)), ...unfound(stallsOf(runs))].length > 0;
    const blockingRuns = await driveWhile(doubts, app, 'blocking');
    const fixedRuns = await driveWhile((runs) => recurring(stallsOf(runs)).length > 0, app, 'fixed');
    [[blocking], [fixed]] = [blockingRuns, fixedRuns];
    blockingStalls = stallsOf(blockingRuns);
    fixedStalls = stallsOf(fixedRuns);
  }, 180_000);

  test('a blocking call that is found in the source stalls the loop at that line, for that route', () => {
    expect(findingsIn(`${app}/blocking`).length).toBeGreaterThan(0);
    expect(unobserved(blockingStalls), observed(blockingStalls.flat())).toEqual([]);
  });

  test('a line that stalls the loop is found in the source', () => {
    expect(blockingStalls.flat().length).toBeGreaterThan(0);
    expect(unfound(blockingStalls)).toEqual([]);
  });

  test('neither half says anything of the fixed variant', () => {
    expect(findingsIn(`${app}/fixed`)).toEqual([]);
    expect(recurring(fixedStalls)).toEqual([]);
  });

  test('other clients suffer from blocking calls, and no longer when they are fixed', () => {
    const text = ({ clients: { p50Ms, p99Ms, maxMs, requests } }: AppRun): string =>
      `p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms, at worst ${maxMs.toFixed(1)} ms of ${requests} requests`;
    console.info(`${app}: GET /health of other clients\n  blocking: ${text(blocking)}\n  fixed:    ${text(fixed)}`);
    expect(blocking.clients.p99Ms).toBeGreaterThan(LEAST_RATIO * fixed.clients.p99Ms);
  });

  test('the server ends on SIGTERM as it would without the preload', () => {
    for (const { code, signal, stderr } of [blocking, fixed]) {
      expect({ code, signal, stderr }).toEqual({ code: 0, signal: null, stderr: '' });
    }
  });

  test.runIf(app === 'driver-tracking-websocket')(
    'a rider who is told of positions costs less than one who polls',
    () => {
      const { requestsSaved = 0, socketKilobytes = Infinity, pollingKilobytes = 0 } = fixed.figures ?? {};
      console.info(
        `A ride of 20 minutes: ${requestsSaved} requests saved, ${socketKilobytes} kB instead of ${pollingKilobytes} kB`,
      );
      expect(requestsSaved).toBeGreaterThan(0);
      expect(socketKilobytes).toBeLessThan(pollingKilobytes);
    },
  );
});
