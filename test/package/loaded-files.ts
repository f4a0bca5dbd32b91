import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The checkout, in which the package can be loaded by its own name. */
export const packageRoot = path.resolve(import.meta.dirname, '../..');

/** Runs a text as an ES module in a process of its own, which begins in `cwd`; gives what it prints. */
export async function runModule(text: string, cwd = packageRoot, env: NodeJS.ProcessEnv = {}): Promise<string> {
  const args = ['--no-warnings', '--input-type=module', '--eval', text];
  const { stdout } = await run(process.execPath, args, { cwd, env: { ...process.env, NODE_OPTIONS: '', ...env } });
  return stdout;
}

// `registerHooks` sees `require` as well, and is there from Node 22.15 on; before, `require.cache` has what was required.
const LISTING = `
import module, { createRequire } from 'node:module';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';

const loaded = new Set();
const { port1, port2 } = new MessageChannel();
if (module.registerHooks) {
  module.registerHooks({
    load(url, context, next) {
      loaded.add(url);
      return next(url, context);
    },
  });
} else {
  const hooks = \`
    let port;
    export const initialize = (data) => { port = data; };
    export const load = (url, context, next) => { port.postMessage(url); return next(url, context); };\`;
  module.register('data:text/javascript,' + encodeURIComponent(hooks), { data: port2, transferList: [port2] });
}
await import(process.env.DOOR);
for (let each = receiveMessageOnPort(port1); each; each = receiveMessageOnPort(port1)) loaded.add(each.message);
for (const file of Object.keys(createRequire(import.meta.url).cache)) loaded.add(file);
process.stdout.write(JSON.stringify([...loaded]), () => process.exit());
`;

/** What importing one of the package's doors loads, builtins apart: files of the package, and names of others. */
export async function loadedBy(door: string): Promise<string[]> {
  const urls = JSON.parse(await runModule(LISTING, packageRoot, { DOOR: door })) as string[];
  const files = urls
    .filter((url) => !url.startsWith('node:') && !url.startsWith('data:'))
    .map((url) => path.relative(packageRoot, url.startsWith('file:') ? new URL(url).pathname : url));
  return [...new Set(files)].sort();
}
