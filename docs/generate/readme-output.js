// README's two blocks of real output, from the app in fixtures/apps/orders-rest/blocking. The finding is checked with the
// other generated documents; the stall has durations, so it is a sample: `node docs/generate/readme-output.js` takes a new one.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { runApp } from '../../fixtures/apps/drive/app-run.js';
import { isBuilt } from './built.js';
import { between } from './markdown.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const readmeFile = new URL('../../README.md', import.meta.url);
const folder = 'fixtures/apps/orders-rest/blocking/';
/** The call that both blocks show. */
const frontier = 'routes/orders.js:35:';
const route = 'GET /orders/:id (';
/** On a busy machine a stall may be for want of a CPU: then the app is run again. */
const TRIES = 10;

/** Renders README.md: its own text, with the finding of one line between its markers. */
export async function renderReadmeFinding(readme) {
  return between(readme, 'finding', textBlock(await finding()));
}

function textBlock(text) {
  return ['```text', text.trimEnd(), '```'].join('\n');
}

/** One finding, as `npx unblocked lint` prints it in the app's own repository. */
async function finding() {
  if (!isBuilt('cli/main.js')) throw new Error('dist/cli/main.js is missing: run `npm run build` first.');
  const output = (await lint()).replaceAll(folder, '');
  const found = output.split(/\n(?=\S+:\d+:\d+ {2})/).find((text) => text.startsWith(frontier));
  if (found === undefined) throw new Error(`README.md shows a finding at ${frontier}, and there is none:\n${output}`);
  return found;
}

function lint() {
  // No log: what this machine has observed belongs in no document.
  const args = ['dist/cli/main.js', 'lint', '--stall-log', 'no-log', folder];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: root }, (error, stdout, stderr) => {
      if (error?.code === 1) resolve(stdout);
      else reject(new Error(`unblocked lint should find something, and ended with ${error?.code ?? 0}. ${stderr}`));
    });
  });
}

/** A stall that has ended, is blamed on the catalogued call alone, and names no folder of this machine. */
function isShown(text) {
  return [route, 'was stalled', '(no-blocking-'].every((part) => text.includes(part)) && !text.includes(root);
}

/** One stall, as a terminal shows it. */
async function stall() {
  for (let run = 0; run < TRIES; run += 1) {
    const { stderr } = await runApp('orders-rest', 'blocking', { rounds: 1, format: 'pretty' });
    const found = stderr.split(/^(?=\[unblocked\])/m).find(isShown);
    if (found !== undefined) return found.replaceAll(/ +$/gm, '');
  }
  throw new Error(`No stall in ${route} was blamed on a catalogued call in ${TRIES} runs.`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const readme = await renderReadmeFinding(await readFile(readmeFile, 'utf8'));
  await writeFile(readmeFile, between(readme, 'stall', textBlock(await stall())));
}
