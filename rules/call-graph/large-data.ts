import { comesFrom, type IsSource } from './data-flow.ts';
import type { Evaluator } from './evaluate.ts';
import type { LoadedFile } from './loaded-file.ts';
import { isRequestBody, isUrlPart } from './request-data.ts';
import type { CallSite, Term, TermId } from './summary.ts';

/** Calls that give a whole file's or body's content. */
const WHOLE_READS = new Map<string, RegExp>([
  ['node:fs', /^(promises\.)?readFile(Sync)?$/],
  ['node:fs/promises', /^readFile$/],
  ['fs-extra', /^readFile(Sync)?$/],
  ['graceful-fs', /^readFile(Sync)?$/],
]);
/** Packages whose calls send a request and give its response. */
const HTTP_CLIENTS = new Set(
  (
    'got axios node-fetch cross-fetch undici ky superagent needle request request-promise request-promise-native phin ' +
    'make-fetch-happen'
  ).split(' '),
);
const RESPONSE_BODY = new Set(['body', 'data']);
const MAX_DEPTH = 8;

/** Files that people write by hand, a few kilobytes at most. */
const SMALL_FILE =
  /(?:^|[\\/])(?:(?:package|composer|bower|lerna|nx|turbo|deno|tsconfig|jsconfig)(?:\.[\w-]+)?\.json|\.\w+rc(?:\.json)?)$/;

/**
 * Where a lot of data comes from: a whole file, one that is small by its kind, a response of another server, or a request's
 * raw body, which servers limit.
 */
export type LargeOrigin = 'file' | 'small file' | 'response' | 'body';

/** Whether a value is large because of where it comes from, and from where. */
export function largeOrigin(evaluator: Evaluator, file: LoadedFile, id: TermId): LargeOrigin | undefined {
  const isFrom = (isSource: IsSource) => comesFrom(file, id, isSource, { throughCalls: evaluator });
  const isFile: IsSource = (where, term) => pathRead(evaluator, where, term) !== undefined;
  if (
    isFrom(
      (where, term) => isFile(where, term) && !isSmallFile(evaluator, where, pathRead(evaluator, where, term) ?? 0),
    )
  )
    return 'file';
  if (isFrom(isFile)) return 'small file';
  if (isFrom((where, term) => isResponseText(evaluator, where, term))) return 'response';
  return isFrom(isRequestBody) ? 'body' : undefined;
}

/** The path of the file that a term is the whole content of: of a read, or what a read hands to its callback. */
function pathRead(evaluator: Evaluator, file: LoadedFile, term: Term): TermId | undefined {
  const read = term.k === 'parameter' && term.index === 1 ? siteThatTakes(file, term.fn) : term;
  if (!read || ('k' in read && read.k !== 'call')) return undefined;
  const isRead = evaluator
    .evaluate(file, read.callee)
    .some((value) => value.k === 'external' && WHOLE_READS.get(value.module)?.test(value.path) === true);
  return isRead ? (read.args[0] ?? 0) : undefined;
}

/** The text of a response: `await (await fetch(url)).text()`, `response.data`, or what a client hands to its callback. */
function isResponseText(evaluator: Evaluator, file: LoadedFile, term: Term): boolean {
  const isOfResponse = (id: TermId) =>
    comesFrom(file, id, (where, each) => isResponse(evaluator, where, each), { throughCalls: evaluator });
  if (term.k === 'member') return term.name !== null && RESPONSE_BODY.has(term.name) && isOfResponse(term.of);
  if (term.k === 'parameter') return term.index === 2 && isOfClient(evaluator, file, siteThatTakes(file, term.fn));
  const callee = term.k === 'call' ? file.summary.terms[term.callee] : undefined;
  return callee?.k === 'member' && callee.name === 'text' && isOfResponse(callee.of);
}

function isResponse(evaluator: Evaluator, file: LoadedFile, term: Term): boolean {
  if (term.k === 'parameter') return term.index === 1 && isOfClient(evaluator, file, siteThatTakes(file, term.fn));
  return term.k === 'call' && isOfClient(evaluator, file, term);
}

function isOfClient(evaluator: Evaluator, file: LoadedFile, call: { callee: TermId } | undefined): boolean {
  return (
    call !== undefined &&
    evaluator
      .evaluate(file, call.callee)
      .some(
        (value) =>
          value.k === 'external' &&
          (HTTP_CLIENTS.has(value.module) || (value.module === 'global' && value.path === 'fetch')),
      )
  );
}

/** The call that a function which is written in place is handed to. */
function siteThatTakes({ summary }: LoadedFile, fn: number): CallSite | undefined {
  const calls = summary.functions[summary.functions[fn]?.parent ?? -1]?.calls ?? [];
  return calls.find(({ args }) =>
    args.some((id) => {
      const term = summary.terms[id];
      return term?.k === 'function' && term.fn === fn;
    }),
  );
}

/** Whether a path ends in the name of a file that is small by its kind: `path.join(folder, 'package.json')`. */
function isSmallFile(evaluator: Evaluator, file: LoadedFile, id: TermId, depth = 0): boolean {
  const { terms, variables, functions } = file.summary;
  const term = terms[id];
  if (!term || depth > 2 * MAX_DEPTH) return false;
  const follow = (ids: readonly TermId[]) => ids.some((each) => isSmallFile(evaluator, file, each, depth + 1));
  switch (term.k) {
    case 'literal':
      return typeof term.value === 'string' && SMALL_FILE.test(term.value);
    case 'text':
      return follow(term.parts.slice(-1));
    case 'or':
      return follow(term.of);
    case 'variable':
      return follow(variables[term.variable]?.values ?? []);
    case 'parameter': {
      const given = evaluator.looks.argumentsOf(file, term.fn, term.index);
      return given.length > 0 && given.every((each) => isSmallFile(evaluator, each.file, each.term, depth + 1));
    }
    case 'element':
      return follow([term.of]);
    case 'array':
      return follow(term.items);
    case 'function':
      return follow(functions[term.fn]?.returns ?? []);
    case 'new':
      return follow(term.args.slice(0, 1));
    case 'call': {
      const callee = terms[term.callee];
      const isJoin = callee?.k === 'member' && /^(?:join|resolve|normalize)$/.test(callee.name ?? '');
      return isJoin || callee?.k === 'import'
        ? follow(term.args.slice(-1))
        : follow([term.callee, ...term.args.slice(-1)]);
    }
    default:
      return false;
  }
}

/** Whether a loop over values of its kind is no worse than one: they are small, or each has to be waited for. */
export function isNoWorseInLoop(evaluator: Evaluator, file: LoadedFile, id: TermId): boolean {
  const origin = largeOrigin(evaluator, file, id);
  return isUrlPart(file, id) || origin === 'small file' || origin === 'response';
}
