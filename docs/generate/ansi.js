// Terminal output: its links and styles.
const LINK = /\u001b\]8;[^\u001b]*\u001b\\/g;
const STYLE = /\u001b\[([\d;]*)m/;
/** What a code switches on, by group; a code that is not known here is an error, so that no style is lost. */
const CODES = {
  1: ['weight', 'bold'],
  2: ['weight', 'dim'],
  22: ['weight', undefined],
  31: ['colour', 'red'],
  33: ['colour', 'yellow'],
  39: ['colour', undefined],
};

/** The text without what makes parts of it links: they name folders of this machine. */
export function withoutLinks(text) {
  return text.replaceAll(LINK, '');
}

/** The text alone. */
export function plainText(text) {
  return text.replaceAll(new RegExp(STYLE, 'g'), '');
}

/** The lines of a styled text, each as runs `{ text, classes }`. */
export function styledLines(text) {
  const on = {};
  return text.split('\n').map((line) => {
    const runs = [];
    line.split(STYLE).forEach((part, at) => {
      if (at % 2 === 1) switchStyle(on, part);
      else if (part !== '') runs.push({ text: part, classes: Object.values(on).filter(Boolean) });
    });
    return runs;
  });
}

function switchStyle(on, code) {
  const known = CODES[code];
  if (!known) throw new Error(`The picture has no style for the terminal code ${code}.`);
  on[known[0]] = known[1];
}
