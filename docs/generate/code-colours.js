const TOKENS = [
  ['comment', /\/\/.*|\/\*.*?\*\//],
  ['string', /'(?:\\.|[^'\\])*'/],
  ['keyword', /\b(?:async|await|const|export|from|function|if|import|let|new|return|typeof)\b/],
  ['number', /\b\d[\d_]*\b/],
  ['call', /\b[A-Za-z_$][\w$]*(?=\()/],
];
const ANY = new RegExp(TOKENS.map(([name, { source }]) => `(?<${name}>${source})`).join('|'), 'g');

/** One line of JavaScript as runs `{ text, classes }`: enough for the code of the example apps. */
export function colouredLine(line) {
  const runs = [];
  let end = 0;
  for (const match of line.matchAll(ANY)) {
    if (match.index > end) runs.push({ text: line.slice(end, match.index), classes: [] });
    const [name] = Object.entries(match.groups).find(([, text]) => text !== undefined);
    runs.push({ text: match[0], classes: [name] });
    end = match.index + match[0].length;
  }
  if (end < line.length) runs.push({ text: line.slice(end), classes: [] });
  return runs;
}
