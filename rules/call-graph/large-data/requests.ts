import { siteThatGives } from '../summaries/handed-to.ts';
import { behind, parametersOf } from '../summaries/questions.ts';
import type { Term, TermId } from '../summaries/summary.ts';
import type { LoadedFile } from '../values/loaded-file.ts';

/** A part of a request: its raw body, its uploaded files, text of any kind that its headers limit, and such text in one line. */
export type RequestPart = 'body' | 'files' | 'text' | 'line';

const REQUEST_NAME = /^_?(req|request|ctx|context|c)$/;
/** Steps from a value to the request that it is, or is a copy of. */
const MAX_DEPTH = 4;

const named = (part: RequestPart, names: string) => names.split(' ').map((name) => [name, part] as const);

/** Members of requests. */
const MEMBERS: ReadonlyMap<string, RequestPart> = new Map([
  ...named('body', 'body rawBody'),
  ...named('files', 'file files'),
  ...named('text', 'query params cookies querystring'),
  ...named('line', 'url originalUrl path pathname search headers hostname nextUrl'),
]);

/** Methods of requests, of Express, Hono and the Fetch standard. What is named `c` or `ctx` has `get()` for other things. */
const METHODS: ReadonlyMap<string, RequestPart> = new Map([
  ...named('body', 'json valid'),
  ...named('text', 'query queries param'),
  ...named('line', 'get header'),
]);

/** What decorators of parameters ask a framework for: Nest, routing-controllers, tsoa, Type-GraphQL. */
const DECORATORS: ReadonlyMap<string, RequestPart> = new Map([
  ...named('body', 'Body RawBody BodyParam BodyProp MessageBody Payload Arg Args'),
  ...named('files', 'UploadedFile UploadedFiles'),
  ...named('text', 'Query QueryParam QueryParams Queries Param Params Path CookieParam Cookie Cookies'),
  ...named('line', 'Headers Header HeaderParam HeaderParams'),
]);

type Sent = { callee: TermId; args: readonly TermId[] };

/** The part of a request that a value is, if it is one. */
export function requestPart(file: LoadedFile, term: Term): RequestPart | undefined {
  switch (term.k) {
    case 'member':
      return term.name !== null && isRequest(file, term.of) ? MEMBERS.get(term.name) : undefined;
    case 'call': {
      const callee = file.summary.terms[term.callee];
      if (callee?.k !== 'member' || callee.name === null) return undefined;
      return isRequestStream(file, callee.of) ? METHODS.get(callee.name) : parsed(file, term);
    }
    case 'parameter':
      return decoratedPart(file, term) ?? formPart(file, term) ?? (isMessage(file, term) ? 'body' : undefined);
    default:
      return undefined;
  }
}

/** `@Body() dto`, `@Query('page') page`. */
function decoratedPart({ summary }: LoadedFile, { fn, index }: Term & { k: 'parameter' }): RequestPart | undefined {
  for (const { callee } of summary.functions[fn]?.params[index]?.decorators ?? []) {
    const term = behind(summary, callee);
    const part = term?.k === 'import' || term?.k === 'global' ? DECORATORS.get(term.name) : undefined;
    if (part !== undefined) return part;
  }
  return undefined;
}

/** `await form.parse(req)`, of Formidable and Multiparty. */
function parsed(file: LoadedFile, { callee, args: [request = 0] }: Sent): RequestPart | undefined {
  const method = file.summary.terms[callee];
  return method?.k === 'member' && method.name === 'parse' && isRequestStream(file, request) ? 'body' : undefined;
}

/** Fields of a form: `form.parse(req, (error, fields) => ...)`, `busboy.on('field', (name, value) => ...)`. */
function formPart(file: LoadedFile, term: Term): RequestPart | undefined {
  const site = siteThatGives(file, term, 1);
  const event = file.summary.terms[site?.args[0] ?? 0];
  if (event?.k === 'literal') return event.value === 'field' ? 'body' : undefined;
  return site && parsed(file, site);
}

/** The event that a parameter's function listens to, and on what. */
export function listened(file: LoadedFile, term: Term): [event: string | undefined, on: TermId] {
  const { terms } = file.summary;
  const site = siteThatGives(file, term, 0);
  const callee = terms[site?.callee ?? 0];
  if (callee?.k !== 'member' || !/^(?:on|addListener)$/.test(callee.name ?? '')) return [undefined, 0];
  const name = terms[site?.args[0] ?? 0];
  return [name?.k === 'literal' ? String(name.value) : undefined, callee.of];
}

/** Events of a connection that bring no data of its client. */
const NO_DATA = /^(?:connect|connection|disconnect|disconnecting|close|error|open|ping|pong|upgrade)$/;
const CONNECTION = /^(?:ws|web_?socket|socket|sock|conn|connection|peer)$/i;

/** What a client sends over its connection: `socket.on('message', (data) => ...)`. */
function isMessage(file: LoadedFile, term: Term): boolean {
  const [event, on] = listened(file, term);
  if (event === undefined || NO_DATA.test(event)) return false;
  return parametersOf(file.summary, on).some(
    (each) =>
      /^connect(?:ion)?$/.test(listened(file, each)[0] ?? '') ||
      (event === 'message' && CONNECTION.test(file.summary.functions[each.fn]?.params[each.index]?.name ?? '')),
  );
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
/** Methods that give a request again. */
const SAME_REQUEST = new Set(['clone', 'switchToHttp', 'getRequest']);

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
      return callee?.k === 'member' && SAME_REQUEST.has(callee.name ?? '') && asRequest(callee.of);
    }
    case 'variable': {
      const { name = '', values = [] } = variables[term.variable] ?? {};
      const isNamed = REQUEST_NAME.test(name);
      return values.some((value) => (terms[value]?.k === 'parameter' ? isNamed : asRequest(value)));
    }
    case 'parameter':
      return isTakenApart(file, term);
    default:
      return false;
  }
}

/** A request without a name, `({ body }, res) => ...`, or what has one: `({ request, params }) => ...`. */
function isTakenApart(file: LoadedFile, term: Term & { k: 'parameter' }): boolean {
  const { fn, index } = term;
  const [request, response] = file.summary.functions[fn]?.params.slice(index, index + 2) ?? [];
  if (request?.name !== '') return false;
  return (
    request.parts !== undefined || /^_?(?:res|response|reply)$/.test(response?.name ?? '') || isOfRoute(file, term)
  );
}

/** `app.post('/users', ({ body }) => ...)`. */
function isOfRoute(file: LoadedFile, term: Term): boolean {
  const { terms } = file.summary;
  const site = siteThatGives(file, term, 0);
  const callee = terms[site?.callee ?? 0];
  const path = terms[site?.args[0] ?? 0];
  const isVerb = callee?.k === 'member' && /^(?:get|post|put|patch|delete|all)$/.test(callee.name ?? '');
  return isVerb && path?.k === 'literal' && String(path.value).startsWith('/');
}
