// What both halves really say of one call of fixtures/apps/orders-rest/blocking, as in a repository of the app's own.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { runApp } from '../../fixtures/apps/drive/app-run.js';
import { plainText, withoutLinks } from './ansi.js';
import { isBuilt } from './built.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = 'fixtures/apps/orders-rest/blocking/';
/** The call that both halves show. */
const file = 'auth/require-api-key.js';
const frontier = `${file}:7:`;
const route = 'POST /orders (';
/** On a busy machine a stall may be for want of a CPU: then the app is run again. */
const TRIES = 10;

/** The finding of one line as data, as text, and the file that it stands in. */
export async function finding() {
  const [text, json] = await Promise.all([lint('stylish'), lint('json')]);
  const shown = text.split(/\n(?=\S+:\d+:\d+ {2})/).find((each) => each.startsWith(frontier));
  const message = JSON.parse(json)
    .find(({ filePath }) => filePath.endsWith(file))
    ?.messages.find(({ line, column }) => `${file}:${line}:${column}`.startsWith(frontier));
  if (!shown || !message) throw new Error(`README.md shows a finding at ${frontier}, and there is none:\n${text}`);
  const source = await readFile(new URL(`../../${folder}${file}`, import.meta.url), 'utf8');
  return { file, source, message, text: shown };
}

function lint(format) {
  if (!isBuilt('cli/main.js')) throw new Error('dist/cli/main.js is missing: run `npm run build` first.');
  // No log: what this machine has observed belongs in no document.
  const args = ['dist/cli/main.js', 'lint', '--stall-log', 'no-log', '--format', format, folder];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: root }, (error, stdout, stderr) => {
      if (error?.code === 1) resolve(stdout.replaceAll(folder, ''));
      else reject(new Error(`unblocked lint should find something, and ended with ${error?.code ?? 0}. ${stderr}`));
    });
  });
}

/** Stalls of the call, as a terminal with colours shows them: one of each run, until `isWanted` takes one. */
export async function stall(isWanted = () => true) {
  const env = { FORCE_COLOR: '1', FORCE_HYPERLINK: '1' };
  let last;
  for (let run = 0; run < TRIES; run += 1) {
    const { stderr } = await runApp('orders-rest', 'blocking', { rounds: 1, format: 'pretty', env });
    const found = withoutLinks(stderr)
      .split(/^(?=\S*\[unblocked\])/m)
      .find(isShown);
    last = found?.trimEnd() ?? last;
    if (found !== undefined && isWanted(last)) return last;
  }
  throw new Error(`In ${TRIES} runs no stall in ${route} was as wanted. The last one:\n${last ?? 'none'}`);
}

/** A stall that has ended, is blamed on the catalogued call, and names no folder of this machine. */
function isShown(output) {
  const text = plainText(output);
  const parts = [route, 'was stalled', '`crypto.scryptSync()`', `(${frontier}`];
  return parts.every((part) => text.includes(part)) && !text.includes(root);
}
