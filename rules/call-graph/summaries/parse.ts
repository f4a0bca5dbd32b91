import { type Comment, type ParseResult, parseSync, type Program, rawTransferSupported } from 'oxc-parser';
import { mended } from './mended.ts';
import type { ParseProblem } from './summary.ts';

export interface ParsedFile {
  program: Program;
  comments: Comment[];
  /** What does not parse and was left out. */
  problem?: ParseProblem;
}

/** From Node 22, the tree is read from the parser's own memory instead of from JSON: twice as fast. */
const TRANSFER = rawTransferSupported() ? { experimentalRawTransfer: true } : {};

type Language = 'js' | 'jsx' | 'ts' | 'tsx';

/** Languages to try in turn: plain `.js` may hold JSX or Flow, which the TypeScript grammar mostly reads. */
function languagesOf(file: string): Language[] {
  if (/\.[mc]?ts$/.test(file)) return ['ts'];
  if (file.endsWith('.tsx')) return ['tsx'];
  return ['jsx', 'tsx', 'ts'];
}

/** Parses one file, or says where it does not parse. `text` must not begin with a byte order mark. */
export function parse(file: string, source: string): ParsedFile | ParseProblem {
  // The parser refuses a file that says it is Flow, though most of Flow reads as TypeScript.
  const text = source.replace(/@flow\b/, '@----');
  let furthest: (ParseProblem & { lang: Language }) | undefined;
  for (const lang of languagesOf(file)) {
    const parsed = parseAs(lang, file, text);
    if (!('message' in parsed)) return parsed;
    if (!furthest || parsed.offset > furthest.offset) furthest = { ...parsed, lang };
  }
  // The language that gets furthest is the one that the file is written in.
  const { lang, ...problem } = furthest ?? { lang: 'js' as const, message: 'unknown syntax error', offset: 0 };
  const tree = mended(text, problem.offset, (attempted) => {
    const parsed = parseAs(lang, file, attempted);
    if ('message' in parsed) return parsed;
    return parsed.program.body.length > 0 ? { tree: parsed } : { offset: 0 };
  });
  return tree ? { ...tree, problem: { ...problem, isPartial: true } } : problem;
}

function parseAs(lang: Language, file: string, text: string): ParsedFile | ParseProblem {
  const { program, comments, errors } = treeOf(file, text, lang);
  // The parser recovers from semantic errors (a duplicate export, a stray `return`) with a whole tree: that is enough.
  if (program.body.length > 0 || errors.length === 0) return { program, comments };
  const [error] = errors;
  return { message: error?.message ?? 'unknown syntax error', offset: error?.labels[0]?.start ?? 0 };
}

/** Reading the parser's memory takes the more of the stack the deeper the tree is, and reading JSON does not. */
function treeOf(file: string, text: string, lang: Language): Pick<ParseResult, 'program' | 'comments' | 'errors'> {
  const options = { lang, sourceType: sourceTypeOf(file), astType: 'ts' } as const;
  try {
    const { program, comments, errors } = parseSync(file, text, { ...TRANSFER, ...options });
    return { program, comments, errors };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return parseSync(file, text, options);
  }
}

/** Where a file does not parse, without building its tree. */
export function syntaxProblem(file: string, text: string): ParseProblem | undefined {
  const [lang] = languagesOf(file);
  const { errors } = parseSync(file, text, { ...TRANSFER, ...(lang && { lang }), sourceType: sourceTypeOf(file) });
  if (errors.length === 0) return undefined;
  const parsed = parse(file, text);
  return 'message' in parsed ? parsed : parsed.problem;
}

function sourceTypeOf(file: string): 'module' | 'commonjs' | 'unambiguous' {
  if (/\.m[jt]s$/.test(file)) return 'module';
  if (/\.c[jt]s$/.test(file)) return 'commonjs';
  return 'unambiguous';
}
