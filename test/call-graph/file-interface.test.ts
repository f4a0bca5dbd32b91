import { describe, expect, it } from 'vitest';
import { aligned } from '../../rules/call-graph/edits/aligned.ts';
import { exportsThatDiffer } from '../../rules/call-graph/edits/file-interface.ts';
import { summarise } from '../../rules/call-graph/summaries/summarise.ts';
import type { FileSummary } from '../../rules/call-graph/summaries/summary.ts';

const TEXT = `import fs from 'node:fs';
import { helper } from './helper.js';
export class Store {
  constructor(folder) { this.folder = folder; }
  read(name) { return fs.readFileSync(name); }
}
export const list = () => helper(fs.readdirSync('a'));
export default { list };
`;

function summaryOf(text: string): FileSummary {
  const summary = summarise('/project/store.js', text);
  if ('message' in summary) throw new SyntaxError(summary.message);
  return summary;
}

describe('what other files can tell of a file', () => {
  const before = summaryOf(TEXT);
  const differing = (text: string) => exportsThatDiffer(before, aligned(summaryOf(text), before));

  it.each([
    ['a comment', `// about stores\n${TEXT}`],
    ['white space', TEXT.replaceAll('  ', '    ')],
    [
      'a call in a body',
      TEXT.replace('return fs.readFileSync(name);', 'console.log(name); return fs.readFileSync(name);'),
    ],
    [
      'a condition in a body',
      TEXT.replace('this.folder = folder;', 'if (folder) console.log(1); this.folder = folder;'),
    ],
    ['a new function before the others', TEXT.replace('export class', 'function first() {}\nexport class')],
    ['a new list before the others', TEXT.replace('export class', 'const all = [[], {}];\nexport class')],
    ['a new class before the others', TEXT.replace('export class', 'class First { read() {} }\nexport class')],
    ['one more import', `import net from 'node:net';\n${TEXT}net.connect(1);\n`],
  ])('stays the same for %s', (_, text) => {
    expect(text).not.toBe(TEXT);
    expect(differing(text)).toEqual(new Set());
  });

  it('differs in one more export', () => {
    expect(differing(`${TEXT}export const more = 1;\n`)).toEqual(new Set(['more']));
  });

  it.each([
    ['another export name', TEXT.replace('const list', 'const all').replace('{ list }', '{ all }')],
    ['an async function', TEXT.replace('= () =>', '= async () =>')],
    ['another module', TEXT.replace('./helper.js', './other.js')],
    ['another method', TEXT.replace('read(name)', 'load(name)')],
    ['a static method', TEXT.replace('read(name)', 'static read(name)')],
    ['another superclass', TEXT.replace('class Store', 'class Store extends helper')],
    ['another field', TEXT.replace('this.folder =', 'this.place =')],
    ['another result', TEXT.replace("helper(fs.readdirSync('a'))", "fs.readdirSync('a')")],
    ['an annotation', TEXT.replace('export const list', '/** @blocking */\nexport const list')],
  ])('differs for %s', (_, text) => {
    expect(text).not.toBe(TEXT);
    expect(differing(text)).toBeUndefined();
  });
});
