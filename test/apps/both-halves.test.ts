import { beforeAll, describe, expect, test } from 'vitest';
import { agree, blamed, drive, lint, type AppRun, type RuntimeVerdict, type StaticVerdict } from './app-verdicts.ts';

/** Other clients wait at least this many times longer beside blocking calls: an effect to be seen, not a benchmark. */
const LEAST_RATIO = 3;

/** A machine without a CPU to spare hides a stall behind its own: the app is then driven again, at most so often. */
const MOST_RUNS = 3;

const apps = ['orders-rest', 'driver-tracking-websocket', 'payment-webhook', 'field-data-graphql'];

let verdicts: StaticVerdict[];

const findingsIn = (folder: string): StaticVerdict[] =>
  verdicts.filter(({ frontier }) => frontier.startsWith(`fixtures/apps/${folder}/`));

const observed = (stalls: readonly RuntimeVerdict[]): string =>
  `Observed:\n${stalls.map(({ culprit, context }) => `${culprit} ${context}`).join('\n')}\n`;

beforeAll(async () => {
  verdicts = await lint('fixtures/apps');
}, 60_000);

describe.each(apps)('%s', (app) => {
  const stalls: RuntimeVerdict[] = [];
  let blocking: AppRun;
  let fixed: AppRun;

  const unobserved = (): StaticVerdict[] =>
    findingsIn(`${app}/blocking`).filter((finding) => !stalls.some((stall) => agree(finding, stall)));

  beforeAll(async () => {
    for (let runs = 0; runs < MOST_RUNS && (runs === 0 || unobserved().length > 0); runs += 1) {
      blocking = await drive(app, 'blocking');
      stalls.push(...blamed(blocking.stalls));
    }
    fixed = await drive(app, 'fixed');
  }, 180_000);

  test('a blocking call that is found in the source stalls the loop at that line, for that route', () => {
    expect(findingsIn(`${app}/blocking`).length).toBeGreaterThan(0);
    expect(unobserved(), observed(stalls)).toEqual([]);
  });

  test('a line that stalls the loop is found in the source', () => {
    expect(stalls.length).toBeGreaterThan(0);
    const findings = findingsIn(`${app}/blocking`);
    expect(stalls.filter((stall) => !findings.some((finding) => agree(finding, stall)))).toEqual([]);
  });

  test('neither half says anything of the fixed variant', () => {
    expect(findingsIn(`${app}/fixed`)).toEqual([]);
    expect(blamed(fixed.stalls)).toEqual([]);
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
