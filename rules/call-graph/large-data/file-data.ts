import { siteThatGives } from '../summaries/handed-to.ts';
import type { TermId } from '../summaries/summary.ts';
import type { Asked, RankOf } from './data-flow.ts';
import { rankOfOrigin } from './large-origins.ts';
import { isCallOf, type OutsideCalls } from './outside-calls.ts';
import { isSmallFile } from './small-files.ts';

/** What calls give, by module and member: a whole file's content, a stream of it, a handle of it. */
const CALLS: Record<'content' | 'stream' | 'handle', OutsideCalls> = {
  content: new Map([
    ['node:fs', /^(?:promises\.)?readFile(?:Sync)?$/],
    ['node:fs/promises', /^readFile$/],
    ['fs-extra', /^readFile(?:Sync)?$/],
    ['graceful-fs', /^readFile(?:Sync)?$/],
    ['adm-zip', /^(?:AdmZip\.prototype\.(?:readFile|readAsText)|ZipEntry\.prototype\.getData)$/],
  ]),
  stream: new Map([
    ['node:fs', /^createReadStream$/],
    ['fs-extra', /^createReadStream$/],
    ['graceful-fs', /^createReadStream$/],
  ]),
  handle: new Map([
    ['node:fs', /^promises\.open$/],
    ['node:fs/promises', /^open$/],
  ]),
};
const PROMISIFY = new Map([['node:util', /^promisify$/]]);
/** The same of a handle. */
const OF_HANDLE = { content: /^readFile$/, stream: /^(?:createReadStream|readableWebStream)$/ };

/** The rank of a whole file's content: of a read, or what a read hands to its callback. */
export const fileContent: RankOf = (asked) => {
  const { file, term } = asked;
  const site = siteThatGives(file, term, 1);
  return site ? rankOfCall(asked, 'content', site) : fromFile(asked, 'content');
};

/** The rank of a stream of a file's content. */
export const fileStream: RankOf = (asked) => fromFile(asked, 'stream');

function fromFile(asked: Asked, what: 'content' | 'stream'): number {
  const { file, term, ask } = asked;
  if (term.k !== 'call') return 0;
  const callee = file.summary.terms[term.callee];
  if (callee?.k === 'member' && OF_HANDLE[what].test(callee.name ?? '')) {
    const rank = ask(callee.of, handle);
    if (rank > 0) return rank;
  }
  return rankOfCall(asked, what, term);
}

const handle: RankOf = (asked) => (asked.term.k === 'call' ? rankOfCall(asked, 'handle', asked.term) : 0);

function rankOfCall(
  asked: Asked,
  what: keyof typeof CALLS,
  { callee, args }: { callee: TermId; args: readonly TermId[] },
): number {
  const { file, evaluator, ask } = asked;
  const isCall = isCallOf(asked, callee, CALLS[what]) || (what === 'content' && ask(callee, promisifiedRead) > 0);
  if (!evaluator || !isCall) return 0;
  return rankOfOrigin(isSmallFile(evaluator, file, args[0] ?? 0) ? 'small file' : 'file');
}

/** `const readFile = promisify(fs.readFile)`. */
const promisifiedRead: RankOf = (asked) => {
  const { term } = asked;
  const isPromisified = term.k === 'call' && isCallOf(asked, term.callee, PROMISIFY);
  return isPromisified && isCallOf(asked, term.args[0] ?? 0, CALLS.content) ? 1 : 0;
};
