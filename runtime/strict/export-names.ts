import { readFileSync } from 'node:fs';
import type { Asking } from './asking.ts';
import { before, changesIn } from './variables.ts';

/** An identifier, or the text that stands for a name: `"module.exports"`. */
const NAME = String.raw`[\w$]+|"[^"]*"|'[^']*'`;

/** Before a statement, where no text or comment speaks of one. */
const BEGINS = /(?:^|[;}\n\r]|\*\/)[ \t]*$/;

const statement = (rest: string): RegExp => new RegExp(String.raw`\bexport${rest}`, 'g');
const DECLARED = statement(String.raw`\s+(?:async\s+)?(?:function\b\s*\*?|class\b|const\b|let\b|var\b)\s*([\w$]+)`);
const DESTRUCTURED = statement(String.raw`\s*(?:const|let|var)\s*\{([^}]*)\}`);
const LISTED = statement(String.raw`\s*\{([^}]*)\}`);
const AS_ONE = statement(String.raw`\s*\*\s*as\s+(${NAME})`);
const DEFAULT = statement(String.raw`\s+(default)\b`);
const PASSED_ON = statement(String.raw`\s*\*\s*from\s*["']([^"']+)["']`);

const COMMENT = /\/\/.*|\/\*[^]*?\*\//g;
const ITEM = new RegExp(String.raw`^(${NAME})(?:\s*(?:as|:)\s*(${NAME}))?`);

/** How far `export *` is followed. */
const DEPTH = 4;

/** Where an export comes from, and its name. */
type Export = readonly [local: string, name: string];

const plain = (name: string): string => name.replace(/^["']|["']$/g, '');

function found(text: string, wanted: RegExp): string[] {
  return [...text.matchAll(wanted)].flatMap((match) =>
    BEGINS.test(before(text, match.index)) ? (match[1] ?? '') : [],
  );
}

function items(list: string): Export[] {
  return list
    .replace(COMMENT, '')
    .split(',')
    .flatMap((item) => {
      const [, local, name = local] = ITEM.exec(item.trim()) ?? [];
      return local === undefined || name === undefined ? [] : [[plain(local), plain(name)]];
    });
}

/**
 * Which of the wanted names an ES module exports, by its text: those that can be told for sure, since a name too many would
 * be an export that the module does not have; and whether it is exported once and for all. `url`: of its file. Throws what
 * reading it throws.
 */
export function* exportNames(url: string, wanted: ReadonlySet<string>, depth = DEPTH): Asking<Map<string, boolean>> {
  const text = readFileSync(new URL(url), 'utf8');
  const declared = found(text, DECLARED).map((name): Export => [name, name]);
  const listed = [...found(text, LISTED), ...found(text, DESTRUCTURED)].flatMap(items);
  const own = [...declared, ...listed].filter(([, name]) => wanted.has(name));
  const changes = changesIn(text);
  const names = new Map(own.map(([local, name]) => [name, !changes(local)]));
  for (const name of [...found(text, AS_ONE), ...found(text, DEFAULT)].map(plain))
    if (wanted.has(name)) names.set(name, true);
  for (const specifier of depth > 0 ? found(text, PASSED_ON) : []) {
    const next = yield [specifier, url];
    if (next?.format !== 'module' || !next.url.startsWith('file:')) continue;
    for (const [name, isSteady] of yield* exportNames(next.url, wanted, depth - 1))
      if (name !== 'default' && !names.has(name)) names.set(name, isSteady);
  }
  return names;
}
