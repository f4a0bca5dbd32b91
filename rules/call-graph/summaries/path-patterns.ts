import { behind } from './questions.ts';
import type { FileSummary, TermId } from './summary.ts';

/** What a path is read from: a summary, or one that is being made. */
type Source = Pick<FileSummary, 'terms' | 'variables'>;

/** A path as far as it can be read from the source. */
interface Head {
  text: string;
  isWhole: boolean;
}

const MAX_DEPTH = 8;
const JOIN = new Set(['join', 'resolve']);
/** Calls that give the path that they are given, in another form. */
const SAME_PATH = new Set(['fileURLToPath', 'pathToFileURL', 'normalize', 'toString', 'String', 'realpathSync']);
const REST = { text: '', isWhole: false };

/**
 * The relative path that a term stands for; it ends with `*` where the rest of it cannot be read. Undefined where not even
 * the folder can.
 */
export function pathPattern(source: Source, id: TermId): string | undefined {
  const head = headOf(source, id, 0);
  if (!/^\.\.?(\/|$)/.test(head.text)) return undefined;
  if (head.isWhole) return head.text;
  return head.text === './' || (/\/./.test(head.text) && head.text !== '../') ? `${head.text}*` : undefined;
}

/** The end of a path whose beginning cannot be read: `models` of `path.join(root, 'models')`. */
export function pathTail(source: Source, id: TermId): string | undefined {
  const term = behind(source, id);
  const isJoin = term?.k === 'call' && JOIN.has(calledName(source, term.callee));
  const parts = isJoin ? term.args : term?.k === 'text' ? term.parts : [];
  const { text, isWhole } = together(
    parts.slice(1).map((each) => headOf(source, each, 0)),
    isJoin ? '/' : '',
  );
  return isWhole && /^\/?\w/.test(text) ? text.replace(/^\/|\/$/g, '') : undefined;
}

/** A path that begins with what a parameter is given, and goes on with what can be read of the rest. */
export interface GivenPath {
  fn: number;
  index: number;
  rest: Head;
}

/** `path.join(folder, file)`, where a parameter is the folder. */
export function givenPath(source: Source, id: TermId, depth = 0): GivenPath | undefined {
  const term = behind(source, id);
  if (!term || depth > MAX_DEPTH) return undefined;
  const goesOn = ([first = 0, ...others]: readonly TermId[], separator: string) => {
    const given = givenPath(source, first, depth + 1);
    const heads = others.map((each) => headOf(source, each, depth + 1));
    return given && { ...given, rest: together([given.rest, ...heads], separator) };
  };
  if (term.k === 'parameter') return { fn: term.fn, index: term.index, rest: { text: '', isWhole: true } };
  if (term.k === 'text') return goesOn(term.parts, '');
  if (term.k !== 'call') return undefined;
  const name = calledName(source, term.callee);
  if (JOIN.has(name)) return goesOn(term.args, '/');
  return SAME_PATH.has(name) ? givenPath(source, term.args[0] ?? 0, depth + 1) : undefined;
}

function headOf(source: Source, id: TermId, depth: number): Head {
  const term = source.terms[id];
  if (!term || depth > MAX_DEPTH) return REST;
  const inner = (next: TermId) => headOf(source, next, depth + 1);
  switch (term.k) {
    case 'literal':
      return typeof term.value === 'string' ? { text: term.value, isWhole: true } : REST;
    case 'global':
      return term.name === '__dirname' ? { text: '.', isWhole: true } : REST;
    case 'variable': {
      const [only, ...others] = source.variables[term.variable]?.values ?? [];
      return only !== undefined && others.length === 0 ? inner(only) : REST;
    }
    case 'text':
      return together(term.parts.map(inner), '');
    case 'member':
      if (isGlobal(source, term.of, 'import.meta')) return metaHead(term.name);
      return term.name === 'href' || term.name === 'pathname' ? inner(term.of) : REST;
    case 'new':
      return isGlobal(source, term.callee, 'URL') ? inner(term.args[0] ?? 0) : REST;
    case 'call':
      return callHead(source, term.callee, term.args, inner);
    default:
      return REST;
  }
}

function metaHead(name: string | null): Head {
  if (name === 'dirname') return { text: '.', isWhole: true };
  return name === 'url' || name === 'filename' ? { text: './.', isWhole: true } : REST;
}

function callHead(source: Source, callee: TermId, args: readonly TermId[], inner: (id: TermId) => Head): Head {
  const name = calledName(source, callee);
  const [first = 0] = args;
  if (JOIN.has(name)) return together(args.map(inner), '/');
  if (name === 'dirname') return parentOf(inner(first));
  if (name === 'toString') {
    const term = source.terms[callee];
    return term?.k === 'member' ? inner(term.of) : REST;
  }
  return SAME_PATH.has(name) ? inner(first) : REST;
}

function isGlobal({ terms }: Source, id: TermId, name: string): boolean {
  const term = terms[id];
  return term?.k === 'global' && term.name === name;
}

function calledName(source: Source, callee: TermId): string {
  const term = source.terms[callee];
  if (term?.k === 'member') return term.name ?? '';
  if (term?.k === 'global') return term.name;
  if (term?.k !== 'variable') return '';
  const imported = behind(source, callee);
  return imported?.k === 'import' || imported?.k === 'member' ? (imported.name ?? '') : '';
}

function parentOf({ text, isWhole }: Head): Head {
  const parent = text.replace(/\/?[^/]*$/, '');
  return isWhole && text !== '' ? { text: parent === '' ? '.' : parent, isWhole } : REST;
}

/** The parts one after the other, up to the first that is not whole. */
function together(heads: readonly Head[], separator: string): Head {
  let text = '';
  for (const [at, head] of heads.entries()) {
    const between = at === 0 || text.endsWith('/') || head.text.startsWith('/') ? '' : separator;
    const own = separator === '' || at === 0 ? head.text : head.text.replace(/^\.\/?(?!\.)/, '');
    text += own === '' && head.isWhole ? '' : between + own;
    if (!head.isWhole) return { text, isWhole: false };
  }
  return { text, isWhole: true };
}
