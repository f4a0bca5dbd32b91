// README's real output, as pictures and as text. The finding is taken anew each time. The stall has durations, so it is a
// sample, kept in docs/images/stall.ansi: `npm run docs:pictures` takes a new one, and with --check says whether
// one of today differs from it in anything but durations.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { plainText } from './ansi.js';
import { editorPicture } from './editor-picture.js';
import { between } from './markdown.js';
import { finding, stall } from './real-output.js';
import { terminalPicture } from './terminal-picture.js';

const sampleFile = new URL('../images/stall.ansi', import.meta.url);
const command = 'node --import unblocked/register server.js';

/** The finding is asked for once: both its picture and README show it. */
let found;
const theFinding = () => (found ??= finding());
const sample = () => readFile(sampleFile, 'utf8');

/** Renders docs/images/finding.svg. */
export async function renderFindingPicture() {
  const { file, source, message } = await theFinding();
  return editorPicture({ file, source, finding: message });
}

/** Renders docs/images/stall.svg. */
export async function renderStallPicture() {
  return terminalPicture({ command, output: await sample() });
}

/** Renders README.md: its own text, with what the pictures show as text between its markers. */
export async function renderReadmeOutput(readme) {
  const withFinding = between(readme, 'finding', textBlock((await theFinding()).text));
  return between(withFinding, 'stall', textBlock(plainText(await sample())));
}

function textBlock(text) {
  return ['```text', text.trimEnd().replaceAll(/ +$/gm, ''), '```'].join('\n');
}

/** A stall without what differs from run to run. */
function withoutDurations(output) {
  return plainText(output)
    .replaceAll(/\d+(\.\d+)? (ms|s)\b/g, '... ms')
    .replaceAll(/± \d+/g, '± ...')
    .replaceAll(/\d+ %/g, '... %')
    .replaceAll(/request \d+/g, 'request ...')
    .trimEnd();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--check')) {
    const known = withoutDurations(await sample());
    await stall((output) => withoutDurations(output) === known);
    console.log('A stall of today says what README.md shows.');
  } else {
    await writeFile(sampleFile, `${await stall()}\n`);
    console.log('docs/images/stall.ansi written: `npm run docs` draws it.');
  }
}
