import type { SummaryBuilder } from './summary-builder.ts';
import type { TermId } from './summary.ts';

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
export function pathPattern(b: SummaryBuilder, id: TermId): string | undefined {
  const head = headOf(b, id, 0);
  if (!/^\.\.?(\/|$)/.test(head.text)) return undefined;
  if (head.isWhole) return head.text;
  return head.text === './' || (/\/./.test(head.text) && head.text !== '../') ? `${head.text}*` : undefined;
}

function headOf(b: SummaryBuilder, id: TermId, depth: number): Head {
  const term = b.get(id);
  if (depth > MAX_DEPTH) return REST;
  const inner = (next: TermId) => headOf(b, next, depth + 1);
  switch (term.k) {
    case 'literal':
      return typeof term.value === 'string' ? { text: term.value, isWhole: true } : REST;
    case 'global':
      return term.name === '__dirname' ? { text: '.', isWhole: true } : REST;
    case 'variable': {
      const [only, ...others] = b.summary.variables[term.variable]?.values ?? [];
      return only !== undefined && others.length === 0 ? inner(only) : REST;
    }
    case 'text':
      return together(term.parts.map(inner), '');
    case 'member':
      if (b.isGlobal(term.of, 'import.meta')) return metaHead(term.name);
      return term.name === 'href' || term.name === 'pathname' ? inner(term.of) : REST;
    case 'new':
      return b.isGlobal(term.callee, 'URL') ? inner(term.args[0] ?? 0) : REST;
    case 'call':
      return callHead(b, term.callee, term.args, inner);
    default:
      return REST;
  }
}

function metaHead(name: string | null): Head {
  if (name === 'dirname') return { text: '.', isWhole: true };
  return name === 'url' || name === 'filename' ? { text: './.', isWhole: true } : REST;
}

function callHead(b: SummaryBuilder, callee: TermId, args: readonly TermId[], inner: (id: TermId) => Head): Head {
  const name = calledName(b, callee);
  const [first = 0] = args;
  if (JOIN.has(name)) return together(args.map(inner), '/');
  if (name === 'dirname') return parentOf(inner(first));
  if (name === 'toString') {
    const term = b.get(callee);
    return term.k === 'member' ? inner(term.of) : REST;
  }
  return SAME_PATH.has(name) ? inner(first) : REST;
}

function calledName(b: SummaryBuilder, callee: TermId): string {
  const term = b.get(callee);
  if (term.k === 'member') return term.name ?? '';
  if (term.k === 'global') return term.name;
  if (term.k !== 'variable') return '';
  const imported = b.valueOf(callee);
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
