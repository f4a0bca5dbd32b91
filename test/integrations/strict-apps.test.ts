import { relative } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { BlockingCall } from '../../runtime/strict/record.ts';
import { lint, type StaticVerdict, type Variant } from '../apps/app-verdicts.ts';
import { root, run } from '../runtime/scenario.ts';

const apps = ['orders-rest', 'driver-tracking-websocket', 'payment-webhook', 'field-data-graphql'];

let verdicts: StaticVerdict[];
beforeAll(async () => {
  verdicts = await lint('fixtures/apps');
}, 60_000);

async function drive(app: string, variant: Variant): Promise<BlockingCall[]> {
  const program = `${root}fixtures/integrations/strict/drive-app.mjs`;
  const { stdout } = await run(program, { preload: false, args: [app, variant] });
  const { code, calls } = JSON.parse(stdout) as { code: number; calls: BlockingCall[] };
  expect(code).toBe(0);
  return calls;
}

const places = (calls: readonly BlockingCall[]): string[] => [
  ...new Set(calls.map(({ culprit: { file, line } }) => `${relative(root, file)}:${line}`)),
];

test.for(apps)(
  '%s: strict mode meets the calls that are found in the source, and none where they are fixed',
  { timeout: 180_000 },
  async (app) => {
    const found = verdicts.filter(({ culprit }) => culprit.startsWith(`fixtures/apps/${app}/blocking/`));
    expect(places(await drive(app, 'blocking')).sort()).toEqual(
      [...new Set(found.map(({ culprit }) => culprit))].sort(),
    );
    expect(places(await drive(app, 'fixed'))).toEqual([]);
  },
);
