/** Text that may stand in a table's cell. */
export function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** A Markdown table. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A hand-written text with another generated part between its lines `<!-- begin: name -->` and `<!-- end: name -->`. */
export function between(text, name, part) {
  const begin = `<!-- begin: ${name} -->`;
  const from = text.indexOf(begin);
  const to = text.indexOf(`<!-- end: ${name} -->`);
  if (from === -1 || to < from) throw new Error(`The text needs a line \`${begin}\` and, after it, its end.`);
  return `${text.slice(0, from)}${begin}\n\n${part}\n\n${text.slice(to)}`;
}
