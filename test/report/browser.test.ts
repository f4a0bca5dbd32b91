import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StallRecord } from '../../runtime/stall-record.ts';
import { chromiumPath, hasChromium, launch, open } from './chromium.ts';
import { hostileRecord } from './hostile-record.ts';
import { ReportFolder } from './report-run.ts';
import { READ_FILE, stallRecord } from './stall-records.ts';

const title = hasChromium ? 'in Chromium' : `in Chromium (skipped: there is no ${chromiumPath})`;

/** With 10,000 stalls, milliseconds of the longest task: a few hundred here; a frozen page takes many seconds. */
const FROZEN_MS = 3000;

const START = Date.UTC(2026, 10, 22, 10);

/** A log of `count` stalls, 20 s apart, of a few culprits and causes. */
function logOf(count: number): StallRecord[] {
  return Array.from({ length: count }, (_, index) => {
    const isRead = index % 3 === 0;
    return stallRecord({
      time: new Date(START + index * 20_000).toISOString(),
      durationMs: 60 + ((index * 7919) % 900),
      fingerprint: isRead ? 'read' : 'loop',
      cause: isRead ? 'native' : 'code',
      context: { kind: 'request', name: isRead ? 'GET /report' : 'GET /orders/:id' },
      ...(isRead && { catalog: READ_FILE, ruleId: 'no-blocking-fs' }),
    });
  });
}

/** The part of the picture that is not background. */
function paintedPart(page: Page): Promise<number> {
  return page.evaluate(`(() => {
    const canvas = document.querySelector('canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let painted = 0;
    for (let at = 3; at < data.length; at += 4) if (data[at] > 200) painted += 1;
    return painted / (data.length / 4);
  })()`);
}

const background = (page: Page): Promise<string> => page.evaluate('getComputedStyle(document.body).backgroundColor');

describe.runIf(hasChromium)(title, () => {
  let browser: Browser;
  const folders: ReportFolder[] = [];
  beforeAll(async () => (browser = await launch()));
  afterAll(async () => {
    await browser.close();
    await Promise.all(folders.map((folder) => folder.remove()));
  });

  async function pageFile(log: StallRecord[]): Promise<string> {
    const folder = await ReportFolder.make(log);
    folders.push(folder);
    await folder.page();
    return path.join(folder.root, 'report.html');
  }

  it('the page draws its timeline offline, asks for nothing, and complains of nothing', async () => {
    const { page, requests, complaints } = await open(browser, await pageFile(logOf(60)));
    expect(await page.textContent('#timeline-shown')).toBe('60 of 60 stalls');
    expect(await paintedPart(page)).toBeGreaterThan(0.01);
    expect(await page.textContent('.u-legend')).toMatch(/JavaScript.*native call/s);
    expect(await page.textContent('article')).toMatch(/GET \/orders\/:id.*No rule reports this\./s);
    expect(await page.textContent('#culprit-2')).toMatch(/Use await fs\.promises\.readFile\(\)|no-blocking-fs/);
    expect({ requests, complaints }).toEqual({ requests: [], complaints: [] });
    await page.context().close();
  });

  it('the page of a log without a stall says so, and complains of nothing', async () => {
    const { page, complaints } = await open(browser, await pageFile([]));
    expect(await page.textContent('body')).toContain('The log holds no stall.');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('a stall is named under the cursor and leads to its culprit; a drag zooms and a double click sees all', async () => {
    const { page } = await open(browser, await pageFile(logOf(60)));
    const box = await page.locator('.u-over').boundingBox();
    if (!box) throw new Error('There is no chart.');
    const move = (part: number): Promise<void> => page.mouse.move(box.x + box.width * part, box.y + 50);
    await move(0.5);
    expect(await page.textContent('#timeline-about')).toMatch(/22\/11\/2026.*\d+ ms · GET \/\S+ · .*app\.js:5/);
    await page.mouse.down();
    await page.mouse.up();
    await page.click('#timeline-link');
    expect(new URL(page.url()).hash).toMatch(/^#culprit-[12]$/);
    await page.locator('#timeline').scrollIntoViewIfNeeded();
    const again = await page.locator('.u-over').boundingBox();
    if (!again) throw new Error('There is no chart.');
    await page.mouse.move(again.x + again.width * 0.25, again.y + 50);
    await page.mouse.down();
    await page.mouse.move(again.x + again.width * 0.5, again.y + 50, { steps: 4 });
    await page.mouse.up();
    const zoomed = Number.parseInt((await page.textContent('#timeline-shown')) ?? '', 10);
    expect(zoomed).toBeGreaterThan(5);
    expect(zoomed).toBeLessThan(30);
    await page.mouse.dblclick(again.x + again.width * 0.5, again.y + 50);
    expect(await page.textContent('#timeline-shown')).toBe('60 of 60 stalls');
    await page.context().close();
  });

  it('a single stall is as wide as it was long, and a name of any length leaves the page as wide as the window', async () => {
    const log = [stallRecord({ durationMs: 300, context: { kind: 'request', name: `GET /${'a'.repeat(5000)}` } })];
    const { page } = await open(browser, await pageFile(log));
    expect(await page.textContent('#timeline-shown')).toBe('1 of 1 stall');
    expect(await paintedPart(page)).toBeGreaterThan(0.1);
    const [inner, whole] = await page.evaluate<number[]>('[window.innerWidth, document.documentElement.scrollWidth]');
    expect(whole).toBeLessThanOrEqual(inner ?? 0);
    await page.context().close();
  });

  it('is dark where the reader prefers that, also when the preference changes', async () => {
    const { page } = await open(browser, await pageFile(logOf(60)), { dark: true });
    const dark = await background(page);
    await page.emulateMedia({ colorScheme: 'light' });
    const light = await background(page);
    const brightness = (colour: string): number => Math.max(...(colour.match(/\d+/g) ?? []).map(Number));
    expect(brightness(dark)).toBeLessThan(60);
    expect(brightness(light)).toBeGreaterThan(200);
    await page.context().close();
  });

  it('nothing in a hostile log runs, loads or becomes an element', async () => {
    const file = await pageFile([hostileRecord(), hostileRecord({ ruleId: null, durationMs: 400 })]);
    const { page, requests, complaints } = await open(browser, file);
    const box = await page.locator('.u-over').boundingBox();
    if (!box) throw new Error('There is no chart.');
    await page.mouse.click(box.x + box.width * 0.5, box.y + 50);
    expect(await page.textContent('#timeline-about')).toContain('onerror=');
    expect(await page.evaluate('window.owned')).toBeUndefined();
    expect(await page.locator('img, svg, iframe, a[href^="javascript"]').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(3);
    expect({ requests, complaints }).toEqual({ requests: [], complaints: [] });
    await page.context().close();
  });

  it('would refuse a script that came into the page all the same', async () => {
    const { page, complaints } = await open(browser, await pageFile(logOf(5)));
    await page.evaluate(`document.body.insertAdjacentHTML('beforeend', '<img src="x:y" onerror="window.owned = 1">')`);
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement('script'), { text: 'window.owned = 2' }))`,
    );
    await expect
      .poll(() => complaints.filter((text) => text.includes('Content Security Policy')).length)
      .toBeGreaterThan(1);
    expect(await page.evaluate('window.owned')).toBeUndefined();
    await page.context().close();
  });

  it('shows all but the timeline where JavaScript is off', async () => {
    const { page } = await open(browser, await pageFile(logOf(5)), { javaScript: false });
    expect(await page.locator('#timeline').isVisible()).toBe(false);
    expect(await page.locator('article').first().isVisible()).toBe(true);
    expect(await page.locator('time').first().textContent()).toMatch(/^2026-11-22 10:00:00 UTC$/);
    await page.context().close();
  });

  it('does not freeze with 10,000 stalls', async () => {
    const { page } = await open(browser, await pageFile(logOf(10_000)));
    await page.addInitScript(`
      window.longest = 0;
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
      }).observe({ type: 'longtask', buffered: true });`);
    await page.reload();
    expect(await page.textContent('#timeline-shown')).toBe('10000 of 10000 stalls');
    const box = await page.locator('.u-over').boundingBox();
    if (!box) throw new Error('There is no chart.');
    for (let step = 1; step < 20; step++) await page.mouse.move(box.x + (box.width * step) / 20, box.y + 50);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.5, box.y + 50, { steps: 4 });
    await page.mouse.up();
    expect(await page.textContent('#timeline-shown')).not.toBe('10000 of 10000 stalls');
    const longest = Number(await page.evaluate('window.longest'));
    const drawn = Number(await page.evaluate(`performance.getEntriesByName('timeline drawn')[0].startTime`));
    console.info(`10,000 stalls: drawn after ${Math.round(drawn)} ms, the longest task took ${Math.round(longest)} ms`);
    expect(longest).toBeLessThan(FROZEN_MS);
    await page.context().close();
  });
});
