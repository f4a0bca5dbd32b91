import type { TermId } from '../summaries/summary.ts';
import type { Evaluator } from '../values/evaluate.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import { comesFrom, type IsSource } from './data-flow.ts';

const REQUEST_NAME = /^_?(req|request|ctx|context|c)$/;
const BODY = new Set(['body', 'rawBody']);
/** What a client can fill with long text of any kind; a header or a path is short and holds no line break. */
const CLIENT_DATA = new Set([...BODY, 'query', 'params', 'cookies', 'querystring']);
const URL_PARTS = new Set(['query', 'params', 'querystring', 'url', 'originalUrl', 'path', 'headers', 'cookies']);

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

/** Whether a value is a part of a request that the client chooses. */
export function isClientData(file: LoadedFile, id: TermId, evaluator: Evaluator): boolean {
  return comesFrom(file, id, isPartOfRequest(CLIENT_DATA), { throughMembers: true, throughCalls: evaluator });
}

/** Whether a value is a part of a request's body, which may be long. */
export function isPartOfBody(file: LoadedFile, id: TermId, evaluator: Evaluator): boolean {
  return comesFrom(file, id, isRequestBody, { throughMembers: true, throughCalls: evaluator });
}

/** Whether a value is a request itself, from which its body can be read. */
export function isRequestStream(file: LoadedFile, id: TermId): boolean {
  const term = file.summary.terms[id];
  const name = term?.k === 'variable' ? file.summary.variables[term.variable]?.name : undefined;
  // What is named `ctx` or `c` has the request, and is none.
  return (term?.k === 'member' || /^_?req(?:uest)?$/.test(name ?? '')) && isRequest(file, id);
}

/** A parameter that is named as frameworks name their request, or its `req` or `request`. */
function isRequest(file: LoadedFile, id: TermId, depth = 0): boolean {
  const term = file.summary.terms[id];
  if (term?.k === 'member')
    return depth < 2 && (term.name === 'request' || term.name === 'req') && isRequest(file, term.of, depth + 1);
  if (term?.k !== 'variable') return false;
  const variable = file.summary.variables[term.variable];
  return (
    variable !== undefined &&
    REQUEST_NAME.test(variable.name) &&
    variable.values.some((value) => file.summary.terms[value]?.k === 'parameter')
  );
}
