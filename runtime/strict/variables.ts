/** Names as minifiers give them: the same one stands for other variables in inner functions. */
const SHORT = /^[\w$]{1,3}$/;

const DECLARES = /(?:(?:^|[^.\w$])(?:let|var|const)\s+|,\s*)$/;

/** Behind the sign `=`: a function, a class, or another name for one. */
const MAKES_FUNCTION =
  /^\s*(?:async\b|function\b|class\b|\(|(?!null|undefined|true|false)[A-Za-z_$][\w$]*\s*(?:=>|[,;]))/;

/** What stands before a position, as far as it counts. A pattern that looks back itself would do so at every character. */
export const before = (text: string, index: number): string => text.slice(Math.max(0, index - 100), index);

/** From one brace to the other. */
interface Block {
  start: number;
  end: number;
}

/** A place where a value is given to a variable. */
interface Setting {
  /** What stands before it. */
  prefix: string;
  index: number;
  /** Behind the sign `=`. */
  end: number;
}

function settings(text: string, pattern: string): Setting[] {
  return [...text.matchAll(new RegExp(String.raw`${pattern}\s*=(?![=>])`, 'g'))]
    .map((match) => ({ prefix: before(text, match.index), index: match.index, end: match.index + match[0].length }))
    .filter(({ prefix }) => !/[.\w$]$/.test(prefix));
}

/**
 * Tells of a module's variables, by its text, whether each seems to be set later than where it is declared: whoever imports
 * it sees that.
 */
export function changesIn(text: string): (local: string) => boolean {
  let blocks: readonly Block[] | undefined;
  return (local) => {
    const name = local.replace(/\$/g, String.raw`\$`);
    if (new RegExp(String.raw`\b(?:function\b\s*\*?|class|const)\s*${name}(?![\w$])`).test(text)) return false;
    const all = settings(text, name);
    if (all.length < 2 && all.every(({ prefix }) => DECLARES.test(prefix))) return false;
    if (!SHORT.test(local)) return true;
    blocks ??= outerBlocks(text);
    return !isShadowed(text, name, all, blocks);
  };
}

/** Whether a variable is set once outside of all blocks, to a function, and in each of them means another variable. */
function isShadowed(text: string, name: string, all: readonly Setting[], blocks: readonly Block[]): boolean {
  const around = (index: number): Block | undefined => blocks.find(({ start, end }) => start < index && index < end);
  const [own, ...more] = all.filter(({ index }) => around(index) === undefined);
  if (own === undefined || more.length > 0 || !DECLARES.test(own.prefix)) return false;
  const inner = new Set(all.flatMap(({ index }) => around(index) ?? []));
  return (
    MAKES_FUNCTION.test(text.slice(own.end, own.end + 100)) && [...inner].every((block) => declares(text, block, name))
  );
}

/** Whether a function has a variable or a parameter of this name. */
function declares(text: string, { start, end }: Block, name: string): boolean {
  const parameter = new RegExp(
    String.raw`(?:(?:^|[^\w$])${name}\s*=>|\((?:[^()]*[^()\w$.])?${name}(?:[^()\w$][^()]*)?\)\s*(?:=>)?)\s*$`,
  );
  const header = before(text, start);
  if (parameter.test(header) && !/\b(?:if|for|while|switch|with)\s*\([^()]*\)\s*$/.test(header)) return true;
  const variable = String.raw`\b(?:let|var|const)\s(?:[^;]*?[\s,])?${name}\s*(?:[=,;]|(?:of|in)\b)`;
  return new RegExp(variable).test(text.slice(start, end));
}

/** Texts, comments, patterns and braces; what stands before a pattern shows that it is no division. */
const TOKEN =
  /\/\/.*|\/\*[^]*?\*\/|"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|`(?:\\[^]|[^`\\])*`|(?=\/)(?<=(?:^|[(,=:[!&|?{;+>~]|return|typeof|case)\s*)\/(?:\\.|\[(?:\\.|[^\]\n\\])*\]|[^/\n\\[])+\/|[{}]/g;

/** The outermost blocks of a text; none where it cannot be read. */
function outerBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token === '{' && depth++ === 0) start = index;
    if (token === '}' && --depth === 0) blocks.push({ start, end: index });
    if (depth < 0) return [];
  }
  return depth === 0 ? blocks : [];
}
