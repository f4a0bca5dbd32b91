import type { Term, TermId } from '../summaries/summary.ts';
import type { Evaluator } from '../values/evaluate.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import { comesFrom, type IsSource } from './data-flow.ts';

const REQUEST_NAME = /^_?(req|request|ctx|context|c)$/;
/** Steps from a value to the request that it is, or is a copy of. */
const MAX_DEPTH = 4;
const BODY = new Set(['body', 'rawBody']);
/** What a client can fill with text of any kind, as long as a request's headers may be (16 KB). */
const TEXTS = new Set(['query', 'params', 'cookies', 'querystring']);
/** ... with text that holds no line break. */
const LINES = new Set(['url', 'originalUrl', 'path', 'pathname', 'search', 'headers', 'hostname']);
/** Methods of requests that give the same (Express, Hono). */
const GIVES_TEXT = new Set(['query', 'queries', 'param']);
const GIVES_LINE = new Set(['get', 'header']);
const URL_PARTS = new Set([...TEXTS, ...LINES]);

const isPartOfRequest =
  (parts: ReadonlySet<string>): IsSource =>
  (file, term) =>
    term.k === 'member' && term.name !== null && parts.has(term.name) && isRequest(file, term.of);

/** A request's raw body, which servers limit. */
export const isRequestBody = isPartOfRequest(BODY);

const FILES = new Set(['file', 'files']);

/** What an uploaded file holds: `req.file.buffer` of multer's memory storage, `req.files.avatar.data` of express-fileupload. */
export const isUpload: IsSource = (file, term) =>
  term.k === 'member' &&
  (term.name === 'buffer' || term.name === 'data') &&
  comesFrom(file, term.of, isPartOfRequest(FILES), { throughMembers: true });

/** Whether a value is a part of a request's URL: Node limits it, with all headers, to 16 KB. */
export function isUrlPart(file: LoadedFile, id: TermId): boolean {
  return comesFrom(file, id, isPartOfRequest(URL_PARTS), { throughMembers: true });
}

/**
 * Text that a client chooses: `long`, as a request's body may be; `short`, as its headers may be; `line`: short, and without a
 * line break.
 */
export type ClientText = 'long' | 'short' | 'line';

const SOURCES: Record<ClientText, IsSource> = {
  long: isRequestBody,
  short: (file, term) => isPartOfRequest(TEXTS)(file, term) || isGivenBy(GIVES_TEXT, file, term),
  line: (file, term) => isPartOfRequest(LINES)(file, term) || isGivenBy(GIVES_LINE, file, term),
};

/** Whether a value is text of this kind that the client chooses. */
export function isClientText(kind: ClientText, file: LoadedFile, id: TermId, evaluator: Evaluator): boolean {
  return comesFrom(file, id, SOURCES[kind], { throughMembers: true, throughCalls: evaluator });
}

/** Whether a value is what a request's method gives: `c.req.query('name')`. What is named `c` or `ctx` has `get()` for other things. */
function isGivenBy(names: ReadonlySet<string>, file: LoadedFile, term: Term): boolean {
  const callee = term.k === 'call' ? file.summary.terms[term.callee] : undefined;
  return callee?.k === 'member' && callee.name !== null && names.has(callee.name) && isRequestStream(file, callee.of);
}

/** Whether a value is a request itself, from which its body can be read. */
export function isRequestStream(file: LoadedFile, id: TermId): boolean {
  const term = file.summary.terms[id];
  const name = term?.k === 'variable' ? file.summary.variables[term.variable]?.name : undefined;
  // What is named `ctx` or `c` has the request, and is none.
  return (term?.k !== 'variable' || /^_?req(?:uest)?$/.test(name ?? '')) && isRequest(file, id);
}

/** What has a request: Koa's context has `request` and `req`, Hono's request has `raw`, of the Fetch standard. */
const REQUESTS = new Set(['request', 'req', 'raw']);

/** A parameter that is named as frameworks name their request, or its `req` or `request`, or a copy of that. */
function isRequest(file: LoadedFile, id: TermId, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  const { terms, variables } = file.summary;
  const term = terms[id];
  const asRequest = (of: TermId) => isRequest(file, of, depth + 1);
  switch (term?.k) {
    case 'member':
      return term.name !== null && REQUESTS.has(term.name) && asRequest(term.of);
    case 'call': {
      const callee = terms[term.callee];
      return callee?.k === 'member' && callee.name === 'clone' && asRequest(callee.of);
    }
    case 'variable': {
      const { name = '', values = [] } = variables[term.variable] ?? {};
      const isNamed = REQUEST_NAME.test(name);
      return values.some((value) => (terms[value]?.k === 'parameter' ? isNamed : asRequest(value)));
    }
    default:
      return false;
  }
}
