import fs from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Where Debian has it; `CHROMIUM` names another one. */
export const chromiumPath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Whether there is a browser to look at the page with. */
export const hasChromium = fs.existsSync(chromiumPath);

/** Starts Chromium, quiet and without anything that goes out to a network. */
export function launch(): Promise<Browser> {
  const args = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
  args.push('--disable-component-update', '--disable-sync', '--no-sandbox');
  return chromium.launch({ executablePath: chromiumPath, args });
}

/** A page that was opened from a file, and what it did. */
export interface OpenedPage {
  page: Page;
  /** Everything that it asked for but itself. */
  requests: string[];
  /** Messages on its console, and errors that nothing caught. */
  complaints: string[];
}

interface OpenOptions {
  dark?: boolean;
  javaScript?: boolean;
}

/** Opens a file in a browser that is offline. */
export async function open(
  browser: Browser,
  file: string,
  { dark, javaScript }: OpenOptions = {},
): Promise<OpenedPage> {
  const context = await browser.newContext({
    offline: true,
    colorScheme: dark === true ? 'dark' : 'light',
    javaScriptEnabled: javaScript ?? true,
    viewport: { width: 1200, height: 900 },
    timezoneId: 'UTC',
    locale: 'en-GB',
  });
  const page = await context.newPage();
  const [requests, complaints]: [string[], string[]] = [[], []];
  const url = pathToFileURL(file).href;
  page.on('request', (request) => {
    if (request.url() !== url) requests.push(request.url());
  });
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    complaints.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(url);
  return { page, requests, complaints };
}
