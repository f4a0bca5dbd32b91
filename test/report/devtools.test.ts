import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SampleTree } from '../../runtime/stall-record.ts';
import { chromiumPath, hasChromium, launch } from './chromium.ts';
import { ReportFolder } from './report-run.ts';
import { stallRecord } from './stall-records.ts';

const DEVTOOLS = 'devtools://devtools/bundled/js_app.html';

/** Functions that take turns, so that each is drawn several times. */
const SAMPLES: SampleTree = {
  files: ['/srv/shop/app.js', 'node:fs'],
  frames: [
    ['listOrders', 0, 12, 3, 0],
    ['totals', 0, 8, 3, 0],
    ['taxes', 0, 20, 3, 0],
    ['readFileSync', 1, 440, 5, 0],
  ],
  nodes: [
    [-1, 0],
    [0, 1],
    [0, 2],
    [1, 3],
  ],
  samples: [
    [1, 40_251],
    [2, 109_424],
    [1, 25_175],
    [3, 137_122],
    [2, 17_932],
    [1, 106_132],
    [2, 27_971],
  ],
};

/** The rows of the Bottom-up tab: each function's name, and the milliseconds of its own. */
async function bottomUp(page: Page): Promise<Record<string, number>> {
  const rows = await page.locator('tr.data-grid-data-grid-node').allInnerTexts();
  const times = rows.map((row): [string, number] => {
    const [, self, name = ''] = /^([\d.,]+)\sms[^]*ms[^]*?%\s+(\S+)/.exec(row) ?? [];
    return [name, Number(self?.replace(',', ''))];
  });
  return Object.fromEntries(times.filter(([, self]) => self !== 0));
}

const title = hasChromium ? "in Chromium's DevTools" : `in Chromium's DevTools (skipped: there is no ${chromiumPath})`;

describe.runIf(hasChromium)(title, () => {
  let browser: Browser;
  let folder: ReportFolder;
  beforeAll(async () => {
    browser = await launch();
    folder = await ReportFolder.make([stallRecord({ durationMs: 464, samples: 7, sampleTree: SAMPLES })]);
  });
  afterAll(async () => {
    await browser.close();
    await folder.remove();
  });

  it('the profile of a stall has the functions, whose own times are those of the samples', async ({ skip }) => {
    await folder.report('--cpuprofile', 'worst', '-o', 'stall.cpuprofile');
    const page = await browser.newPage({ viewport: { width: 1400, height: 1200 } });
    await page.goto(DEVTOOLS).catch(() => {
      skip('this Chromium comes without DevTools');
    });
    await page.getByRole('tab', { name: 'Performance' }).click();
    await page.locator('input[type=file]').first().setInputFiles(path.join(folder.root, 'stall.cpuprofile'));
    // What is new in this DevTools may stand before the tab: no click gets through to it.
    await page.getByRole('tab', { name: 'Bottom-up' }).dispatchEvent('mousedown', { button: 0 });
    await expect
      .poll(() => bottomUp(page), { timeout: 10_000 })
      .toEqual({ totals: 171.6, taxes: 155.3, readFileSync: 137.1 });
  });
});
