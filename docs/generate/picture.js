// What both pictures are made of: a window with a title, and text on a grid. They hold no script, no font and no link,
// and follow the reader's light or dark scheme.

/** Width of a character and height of a line, in pixels. */
export const CELL = { width: 7.8, height: 20 };
/** Width of a picture: a README's column shows it in its own size, or nearly. */
export const PICTURE_WIDTH = 860;
const FONT_SIZE = 13;
const BAR = 36;

const LIGHT = {
  page: '#ffffff',
  bar: '#f0f2f5',
  border: '#d0d7de',
  text: '#1f2328',
  faint: '#6e7781',
  keyword: '#cf222e',
  string: '#0a3069',
  number: '#0550ae',
  call: '#8250df',
  red: '#cf222e',
  yellow: '#9a6700',
  link: '#0969da',
  box: '#f6f8fa',
  current: '#f6f8fa',
};
const DARK = {
  page: '#0d1117',
  bar: '#1b212a',
  border: '#3d444d',
  text: '#e6edf3',
  faint: '#8b949e',
  keyword: '#ff7b72',
  string: '#a5d6ff',
  number: '#79c0ff',
  call: '#d2a8ff',
  red: '#ff6b63',
  yellow: '#e3b341',
  link: '#58a6ff',
  box: '#1c2129',
  current: '#161b22',
};

const variables = (colours) => Object.entries(colours).map(([name, value]) => `--${name}:${value}`);

const STYLE = `
  svg { ${variables(LIGHT).join(';')} }
  @media (prefers-color-scheme: dark) { svg { ${variables(DARK).join(';')} } }
  text { font: ${FONT_SIZE}px ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', 'DejaVu Sans Mono', monospace; fill: var(--text); white-space: pre; }
  .keyword { fill: var(--keyword) } .string { fill: var(--string) } .number { fill: var(--number) } .call { fill: var(--call) }
  .red { fill: var(--red) } .yellow { fill: var(--yellow) } .link { fill: var(--link) }
  .dim, .comment, .line { fill: var(--faint) } .bold { font-weight: 600 }
`;

/** A whole picture: a window with a title around `content`, which begins below its bar. */
export function windowPicture({ height, title, description, content }) {
  const dots = ['#ff5f57', '#febc2e', '#28c840'].map(
    (colour, at) => `<circle cx="${20 + at * 20}" cy="${BAR / 2}" r="6" fill="${colour}"/>`,
  );
  const width = PICTURE_WIDTH;
  const all = BAR + height;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${all}" viewBox="0 0 ${width} ${all}" role="img" aria-label="${escaped(description)}">
<style>${STYLE}</style>
<rect x="0.5" y="0.5" width="${width - 1}" height="${all - 1}" rx="10" fill="var(--page)" stroke="var(--border)"/>
<path d="M1 ${BAR} V10.5 A9.5 9.5 0 0 1 10.5 1 H${width - 10.5} A9.5 9.5 0 0 1 ${width - 1} 10.5 V${BAR} Z" fill="var(--bar)"/>
<path d="M1 ${BAR} H${width - 1}" stroke="var(--border)"/>
${dots.join('')}
<text x="${width / 2}" y="${BAR / 2 + 4.5}" text-anchor="middle" class="dim">${escaped(title)}</text>
<g transform="translate(0 ${BAR})">
${content}
</g>
</svg>
`;
}

/**
 * Runs of text from a place on. Each word has its place and length, so that every font of one width gives the same
 * picture; `scale` is for smaller text.
 */
export function runsAt(x, baseline, runs, scale = 1) {
  const width = CELL.width * scale;
  const size = scale === 1 ? '' : ` style="font-size:${FONT_SIZE * scale}px"`;
  const words = [];
  let column = 0;
  for (const { text, classes } of runs) {
    for (const { 0: word, index } of text.matchAll(/\S+(?: \S+)*/g)) {
      const at = `x="${round(x + (column + index) * width)}" y="${round(baseline)}"`;
      const length =
        word.length > 1 ? ` textLength="${round(word.length * width)}" lengthAdjust="spacingAndGlyphs"` : '';
      const style = classes.length > 0 ? ` class="${classes.join(' ')}"` : '';
      words.push(`<text ${at}${length}${style}${size}>${escaped(word)}</text>`);
    }
    column += text.length;
  }
  return words.join('\n');
}

export const round = (value) => Math.round(value * 10) / 10;

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
