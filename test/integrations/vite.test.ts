import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import unblocked from '../../runtime/integrations/vite.ts';
import { hasChromium, launch } from '../report/chromium.ts';
import { childEnvironment, markedLines, noisy, recordsIn, root, run } from '../runtime/scenario.ts';

const project = `${root}fixtures/integrations/vite`;
const plugin = `${project}/slow-plugin.js`;

/** A Vite dev server in a process of its own. */
class DevServer {
  readonly #child: ChildProcessWithoutNullStreams;
  #stderr = '';
  readonly url: Promise<string>;

  constructor(env: Record<string, string>) {
    this.#child = spawn(process.execPath, [`${project}/serve.js`], {
      env: childEnvironment(env),
      cwd: project,
    });
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#stderr += text));
    this.url = once(this.#child.stdout.setEncoding('utf8'), 'data').then(([text]) => (text as string).trim());
  }

  /** Resolves when a stall in the plugin's hook, its middleware, or another context was reported. */
  async stall(kind = 'transform of') {
    for (;;) {
      const found = recordsIn(this.#stderr).find(({ context }) => context.name.startsWith(kind));
      if (found) return found;
      await once(this.#child.stderr, 'data');
    }
  }

  async close(): Promise<void> {
    const closed = once(this.#child, 'close');
    this.#child.kill();
    await closed;
  }
}

let cache: string;
let server: DevServer | undefined;

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'unblocked-vite-'));
});

afterEach(async () => {
  await server?.close();
  server = undefined;
  rmSync(cache, { recursive: true });
});

function serve(env: Record<string, string> = {}): DevServer {
  server = new DevServer({ VITE_CACHE: cache, ...env });
  return server;
}

test.for([
  ['that a program starts', {}],
  ['whose plugins Vite bundles with its config file', { VITE_CONFIG: `${project}/vite.config.js` }],
])('a stall of a dev server %s names the plugin, its hook, the file and the line', noisy, async ([, env]) => {
  const dev = serve(env as Record<string, string>);
  const answer = await fetch(`${await dev.url}src/main.js`);
  expect(answer.status).toBe(200);
  expect(await dev.stall()).toMatchObject({
    cause: 'code',
    context: { name: 'transform of vite-plugin-slow on src/main.js' },
    culprit: { file: plugin, line: markedLines(plugin, 'culprit')[0], origin: 'app' },
  });
});

test.for([
  ['orders', '/orders/7'],
  ['late', '/late'],
])('a stall in middleware that a plugin adds names the plugin and the request (%s)', noisy, async ([text, path]) => {
  const dev = serve();
  const answer = await fetch(new URL(`${path}?q=secret`, await dev.url));
  expect(await answer.text()).toBe(text);
  expect(await dev.stall('middleware of')).toMatchObject({
    cause: 'code',
    context: { name: `middleware of vite-plugin-slow on GET ${path}` },
    culprit: { file: plugin, line: markedLines(plugin, "middleware's")[0], function: 'hold' },
  });
});

test('what comes after the middleware of a plugin is not its doing', noisy, async () => {
  const dev = serve();
  const answer = await fetch(new URL('/raw', await dev.url));
  expect(await answer.text()).toBe('raw');
  expect((await dev.stall('GET /raw')).context.name).toBe('GET /raw');
});

test('a stall in what the server renders names the line as it was written', noisy, async () => {
  const { records, otherErrors } = await run(`${project}/render.js`, { cwd: project, env: { VITE_CACHE: cache } });
  expect(otherErrors).toBe('');
  const entry = `${project}/src/entry-server.js`;
  expect(records.find(({ culprit }) => culprit?.file === entry)?.culprit).toMatchObject({
    line: markedLines(entry, 'rendering culprit')[0],
    function: 'render',
  });
});

const browserTest = `the browser shows it, and lets it be dismissed${hasChromium ? '' : ' (skipped: no Chromium)'}`;
test.runIf(hasChromium)(browserTest, noisy, async () => {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(await serve().url);
    const item = page.locator('unblocked-stalls li', { hasText: 'transform of vite-plugin-slow' });
    await item.waitFor();
    const text = await item.innerText();
    expect(text).toMatch(/The dev server stalled for \d+ ms: transform of vite-plugin-slow on src\/main\.js/);
    expect(text).toContain(`slow-plugin.js:${markedLines(plugin, 'culprit')[0]}`);
    if (process.env['SCREENSHOTS'] !== undefined)
      await page.screenshot({ path: join(process.env['SCREENSHOTS'], 'vite.png') });
    const requests = page.locator('unblocked-stalls li', { hasText: 'middleware' });
    for (let count = 0; count < 2; count += 1) await page.evaluate(() => fetch('/orders/7').then(String));
    await requests
      .filter({ hasText: /stalled 2 times, at worst for \d+ ms: middleware of .* on GET \/orders\/7/ })
      .waitFor();
    expect(await requests.count()).toBe(1);
    await requests.getByRole('button', { name: 'Dismiss' }).click();
    await requests.waitFor({ state: 'detached' });
    await page.evaluate(() => fetch('/orders/7').then(String));
    await requests.filter({ hasText: /stalled for \d+ ms/ }).waitFor();
    await item.getByRole('button', { name: 'Dismiss' }).click();
    await item.waitFor({ state: 'detached' });
    expect(await page.locator('#app').innerText()).toBe('ready');
  } finally {
    await browser.close();
  }
});

test('a wrong option says what is accepted', () => {
  expect(() => unblocked({ overlay: 'yes' as unknown as boolean })).toThrow(
    expect.objectContaining({
      code: 'UNBLOCKED_BAD_OPTION',
      message: "unblocked: option overlay is 'yes'; accepted: true or false.",
    }),
  );
});

test("a name that is no option says which there are, this plugin's own among them", () => {
  expect(() => unblocked({ treshold: 5 } as object)).toThrow(
    "the name of an option is 'treshold'; accepted: overlay, threshold,",
  );
});
