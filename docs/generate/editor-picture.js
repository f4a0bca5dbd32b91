import { colouredLine } from './code-colours.js';
import { CELL, PICTURE_WIDTH, round, runsAt, windowPicture } from './picture.js';

const TOP = 12;
const CODE_X = 64;
const BOX = { columns: 68, scale: 12 / 13, padding: 14, line: 19 };

/** An editor that shows `source`, with a finding under its squiggle and its message in a hover. */
export function editorPicture({ file, source, finding }) {
  const lines = source.trimEnd().split('\n');
  const message = hover(finding);
  const boxHeight = message.length * BOX.line + 2 * BOX.padding - 6;
  const boxTop = TOP + finding.line * CELL.height + 2;
  const boxWidth = BOX.columns * CELL.width * BOX.scale + 2 * BOX.padding;
  const boxLeft = Math.min(CODE_X + (finding.column - 1) * CELL.width, PICTURE_WIDTH - boxWidth - 20);
  const rows = lines.map((line, at) => codeLine(line, at, finding));
  return windowPicture({
    height: Math.max(TOP * 2 + lines.length * CELL.height, boxTop + boxHeight + 16),
    title: file,
    description: finding.message,
    content: [
      `<rect x="1" y="${TOP + (finding.line - 1) * CELL.height}" width="${PICTURE_WIDTH - 2}" height="${CELL.height}" fill="var(--current)"/>`,
      ...rows,
      squiggle(finding),
      `<rect x="${round(boxLeft)}" y="${boxTop}" width="${round(boxWidth)}" height="${boxHeight}" rx="6" fill="var(--box)" stroke="var(--border)"/>`,
      ...message.map((runs, at) =>
        runsAt(boxLeft + BOX.padding, boxTop + BOX.padding + 9 + at * BOX.line, runs, BOX.scale),
      ),
    ].join('\n'),
  });
}

function codeLine(line, at, finding) {
  const baseline = TOP + at * CELL.height + 14;
  const number = String(at + 1).padStart(3);
  const classes = at + 1 === finding.line ? [] : ['line'];
  return [
    runsAt(CODE_X - 5 * CELL.width, baseline, [{ text: number, classes }]),
    runsAt(CODE_X, baseline, colouredLine(line)),
  ]
    .filter(Boolean)
    .join('\n');
}

/** The wavy line below the call. */
function squiggle({ line, column, endColumn }) {
  const from = CODE_X + (column - 1) * CELL.width;
  const to = CODE_X + (endColumn - 1) * CELL.width;
  const y = TOP + line * CELL.height - 2;
  const points = [];
  for (let x = from, up = false; x <= to; x += 3, up = !up) points.push(`${round(x)} ${up ? y - 3 : y}`);
  return `<path d="M${points.join(' L')}" fill="none" stroke="var(--red)" stroke-width="1.4" stroke-linejoin="round"/>`;
}

/** The message in lines, code in its own colour, and the rule below it. */
function hover({ message, ruleId }) {
  const lines = [];
  let line = '';
  for (const word of message.split(/ (?=(?:[^`]*`[^`]*`)*[^`]*$)/)) {
    if (line !== '' && line.length + 1 + word.length > BOX.columns) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  const styled = [...lines, line].map((text) =>
    text.split(/(`[^`]*`)/).map((part) => ({ text: part, classes: part.startsWith('`') ? ['call'] : [] })),
  );
  return [...styled, [{ text: ruleId, classes: ['link'] }]];
}
