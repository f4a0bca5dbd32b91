import type { FunctionNode } from '../links/function-node.ts';
import type { CallSite, TermId } from '../summaries/summary.ts';
import type { Evaluator } from '../values/evaluate.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import type { Value } from '../values/values.ts';
import { Found, type HandlerArguments } from './handler-arguments.ts';
import { chainedArguments, literalText, memberName, receiverName } from './handler-labels.ts';
import { hasHandlerNames, isClientCallback } from './handler-shapes.ts';

/** What a router of unknown origin is asked to do, with a path and a function. */
const ROUTE_METHODS = new Set(['get', 'post', 'put', 'patch', 'delete', 'del', 'all', 'use', 'head', 'options']);
const VERB = /^(get|post|put|patch|pst|delete|del|head|options|all|any|\*)$/i;
const PATH = /^[/*]/;
/** A path that does not begin with a slash: enough where a router takes it. */
const STEPS = /^[^\s?]*[/:][^\s?]*$/;
/** Names of things that have routes, where a path that cannot be read is enough. */
const ROUTER = /(^|_)(app|router|routes?|server|fastify|koa|express|httpAdmin|httpNode)$|(Router|App|Server|Routes?)$/;
/** Names of things that take a path and a function and are no router. */
const CLIENT = new RegExp(
  '^(cy|\\$?http|https|api|got|ky|nock|page|i18n|t|_)$|' +
    'agent|axios|cache|client|config|fetch|interceptor|mock|prefs|request|session|settings|store|storage|superagent|translat',
  'i',
);
/** Modules whose `get('/path', fn)` asks a server, or plays one in a test. */
const CLIENT_MODULES =
  /^(axios|axios-mock-adapter|cypress|fetch-mock|got|jquery|ky|lodash|lodash-es|msw|needle|nock|pactum|request|restify-clients|superagent|supertest|undici)(\/|$)/;

/** Routes that no framework's data knows, with what the label says of them. */
export interface Route {
  label: string;
  found: Found;
}

/** Recognises routes by what they look like: a path and a function, whoever takes them. */
export class HandlerRoutes {
  readonly #evaluator: Evaluator;
  readonly #arguments: HandlerArguments;

  constructor(evaluator: Evaluator, args: HandlerArguments) {
    this.#evaluator = evaluator;
    this.#arguments = args;
  }

  /** What a call registers on something of unknown origin, or on a wrapper that the project wrote around a router. */
  ofCall(file: LoadedFile, site: CallSite, callees: readonly Value[]): Route | undefined {
    if (site.args.length === 0 || site.isNew || !this.#couldRoute(callees)) return undefined;
    return (
      this.#byMember(file, site) ?? this.#chained(file, site) ?? this.#byWords(file, site) ?? this.#byVerbs(file, site)
    );
  }

  #couldRoute(callees: readonly Value[]): boolean {
    return callees.every((callee) => {
      if (callee.k !== 'external') return callee.k === 'function';
      if (callee.module === 'global' || CLIENT_MODULES.test(callee.module)) return false;
      return callee.module.startsWith('.') || !this.#evaluator.externals.knows(callee.module);
    });
  }

  /** `router.get('/path', handler)`, `router[method](path, handler)`, `app.use((req, res, next) => ...)`. */
  #byMember(file: LoadedFile, site: CallSite): Route | undefined {
    const callee = file.summary.terms[site.callee];
    if (callee?.k !== 'member' || (callee.name !== null && !ROUTE_METHODS.has(callee.name))) return undefined;
    const receiver = receiverName(file, site);
    if (CLIENT.test(receiver) && !ROUTER.test(receiver)) return undefined;
    const path = literalText(this.#evaluator, file, site.args[0] ?? 0);
    const isPath = path !== undefined && PATH.test(path);
    const isRoute = isPath || (ROUTER.test(receiver) && (path === undefined || STEPS.test(path)));
    const isBare = callee.name === 'use' && !isPath;
    if (!isBare && (!isRoute || site.args.length < 2)) return undefined;
    const found = this.#functions(file, isBare ? site.args : site.args.slice(1), isBare);
    return route(found, (callee.name ?? '').toUpperCase(), path);
  }

  /** `router.route('/path').get(handler).post(handler)`. */
  #chained(file: LoadedFile, site: CallSite): Route | undefined {
    const member = memberName(file, site);
    if (!ROUTE_METHODS.has(member)) return undefined;
    const [first] = chainedArguments(file, site.callee, 'route') ?? [];
    const path = literalText(this.#evaluator, file, first ?? 0);
    if (path === undefined || !PATH.test(path)) return undefined;
    return route(this.#functions(file, site.args, false), member.toUpperCase(), path);
  }

  /** `this.route('GET', '/path', handler)`: a verb and a path, wherever they stand. */
  #byWords(file: LoadedFile, site: CallSite): Route | undefined {
    if (site.args.length < 2 || !site.args.some((id) => isWord(file, id))) return undefined;
    const texts = site.args.slice(0, 3).map((id) => literalText(this.#evaluator, file, id));
    const verb = texts.find((text) => text !== undefined && VERB.test(text));
    const path = texts.find((text) => text !== undefined && PATH.test(text) && text !== verb);
    // `this.route('GET', `${prefix}/x`, handler)`: what it is called says that the second argument is a path.
    const isPath = path !== undefined || /route$/i.test(site.text);
    if (verb === undefined || !isPath || CLIENT.test(receiverName(file, site))) return undefined;
    return route(this.#functions(file, site.args, false), verb.toUpperCase(), path);
  }

  /** `api.addRoute('orders.list', { get() { ... } })`: a path, and functions under verbs. */
  #byVerbs(file: LoadedFile, site: CallSite): Route | undefined {
    const last = site.args.at(-1) ?? 0;
    if (!/route$/i.test(memberName(file, site))) return undefined;
    const keys = this.#evaluator
      .evaluate(file, last)
      .flatMap((value) => (value.k === 'object' ? (value.file.summary.objects[value.object]?.props ?? []) : []))
      .map(([key]) => key);
    if (keys.length === 0 || !keys.every((key) => VERB.test(key))) return undefined;
    const found = new Found();
    for (const path of keys.flatMap((key) => [[key], [key, 'action']]))
      this.#arguments.collectKeys([{ file, id: last }], path, found);
    return route(found, '', literalText(this.#evaluator, file, site.args[0] ?? 0));
  }

  #functions(file: LoadedFile, ids: readonly number[], isStrict: boolean): Found {
    const found = new Found();
    for (const id of ids) this.#arguments.collect({ file, id }, found);
    for (const [node] of found) if (isStrict ? !takesRequest(node) : isClientCallback(node)) found.delete(node);
    return found;
  }

  /** `{ method: 'GET', path: '/orders', handler }`, in a list of routes or as an argument. */
  ofObject(file: LoadedFile, index: number): Route | undefined {
    const props = new Map(file.summary.objects[index]?.props ?? []);
    const places = ['path', 'url', 'route'].filter((key) => props.has(key));
    const handlers = ['handler', 'handlers'].filter((key) => props.has(key));
    const options = ['options', 'config'].filter((key) => props.has(key));
    if (!props.has('method') || places.length === 0 || handlers.length + options.length === 0) return undefined;
    const text = (key: string) => {
      for (const id of props.get(key) ?? []) {
        const found = literalText(this.#evaluator, file, id);
        if (found !== undefined) return found;
      }
      return undefined;
    };
    const verb = text('method');
    if (verb === undefined || !VERB.test(verb)) return undefined;
    const found = new Found();
    for (const key of [...handlers, 'middleware', 'preHandler', 'onRequest', 'preValidation'])
      for (const id of props.get(key) ?? []) this.#arguments.collect({ file, id }, found);
    for (const key of options)
      this.#arguments.collectKeys(
        (props.get(key) ?? []).map((id) => ({ file, id })),
        ['handler'],
        found,
      );
    return route(found, verb.toUpperCase(), text(places[0] ?? ''));
  }
}

/** A verb or a path, as it stands in the source. */
function isWord({ summary }: LoadedFile, id: TermId): boolean {
  const term = summary.terms[id];
  return term?.k === 'literal' && typeof term.value === 'string' && (PATH.test(term.value) || VERB.test(term.value));
}

function takesRequest({ summary }: FunctionNode): boolean {
  return hasHandlerNames(summary.params.map(({ name }) => name));
}

function route(found: Found, verb: string, path: string | undefined): Route | undefined {
  if (found.size === 0) return undefined;
  return { label: [verb, path].filter((part) => part !== undefined && part !== '').join(' '), found };
}
