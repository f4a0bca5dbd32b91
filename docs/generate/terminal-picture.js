import { plainText, styledLines } from './ansi.js';
import { CELL, runsAt, windowPicture } from './picture.js';

const MARGIN = 20;

/** A terminal in which `command` has printed `output`. */
export function terminalPicture({ command, output }) {
  const prompt = [
    { text: '$ ', classes: ['dim'] },
    { text: command, classes: [] },
  ];
  const lines = [prompt, [], ...styledLines(output.trimEnd())];
  return windowPicture({
    height: lines.length * CELL.height + 2 * MARGIN - 4,
    title: 'Terminal',
    description: plainText(output),
    content: lines
      .map((runs, at) => runsAt(MARGIN, MARGIN + 11 + at * CELL.height, runs))
      .filter(Boolean)
      .join('\n'),
  });
}
