import type { Evaluator } from './evaluate.ts';
import type { LoadedFile } from './loaded-file.ts';
import type { Term, TermId } from './summary.ts';

/** Calls that give a whole file's or body's content. */
const WHOLE_READS = new Map<string, RegExp>([
  ['node:fs', /^(promises\.)?readFile(Sync)?$/],
  ['node:fs/promises', /^readFile$/],
  ['fs-extra', /^readFile(Sync)?$/],
  ['graceful-fs', /^readFile(Sync)?$/],
]);
/** Methods whose result is the receiver in another form. */
const SAME_DATA = new Set([
  'toString',
  'trim',
  'slice',
  'replace',
  'concat',
  'normalize',
  'toLowerCase',
  'toUpperCase',
  'substring',
]);
const REQUEST_NAME = /^_?(req|request|ctx|context|c)$/;
const BODY = new Set(['body', 'rawBody']);
/** What a client can fill with long text of any kind; a header or a path is short and holds no line break. */
const CLIENT_DATA = new Set([...BODY, 'query', 'params', 'cookies', 'querystring']);
const URL_PARTS = new Set(['query', 'params', 'querystring', 'url', 'originalUrl', 'path', 'headers', 'cookies']);
const MAX_DEPTH = 8;

/** Files that people write by hand, a few kilobytes at most. */
const SMALL_FILE =
  /(?:^|[\\/])(?:(?:package|composer|bower|lerna|nx|turbo|deno|tsconfig|jsconfig)(?:\.[\w-]+)?\.json|\.\w+rc(?:\.json)?)$/;

/** Where a lot of data comes from: a whole file, one that is small by its kind, or a request's raw body, which servers limit. */
export type LargeOrigin = 'file' | 'small file' | 'body';

/** Whether a value is large because of where it comes from, and from where. */
export function largeOrigin(evaluator: Evaluator, file: LoadedFile, id: TermId): LargeOrigin | undefined {
  const isFile = (term: Term) =>
    term.k === 'call' &&
    evaluator
      .evaluate(file, term.callee)
      .some((value) => value.k === 'external' && WHOLE_READS.get(value.module)?.test(value.path) === true);
  const isLarge = (term: Term) => isFile(term) && !(term.k === 'call' && isSmallFile(file, term.args[0] ?? 0));
  if (comesFrom(file, id, isLarge, { throughMembers: false })) return 'file';
  if (comesFrom(file, id, isFile, { throughMembers: false })) return 'small file';
  const isBody = (term: Term) =>
    term.k === 'member' && term.name !== null && BODY.has(term.name) && isRequest(file, term.of);
  return comesFrom(file, id, isBody, { throughMembers: false }) ? 'body' : undefined;
}

/** Whether a path ends in the name of a file that is small by its kind: `path.join(folder, 'package.json')`. */
function isSmallFile(file: LoadedFile, id: TermId, depth = 0): boolean {
  const { terms, variables, functions } = file.summary;
  const term = terms[id];
  if (!term || depth > 2 * MAX_DEPTH) return false;
  const follow = (ids: readonly TermId[]) => ids.some((each) => isSmallFile(file, each, depth + 1));
  switch (term.k) {
    case 'literal':
      return typeof term.value === 'string' && SMALL_FILE.test(term.value);
    case 'text':
      return follow(term.parts.slice(-1));
    case 'or':
      return follow(term.of);
    case 'variable':
      return follow(variables[term.variable]?.values ?? []);
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

/** Whether a value is a part of a request's URL: Node limits it, with all headers, to 16 KB. */
export function isUrlPart(file: LoadedFile, id: TermId): boolean {
  const isPart = (term: Term) =>
    term.k === 'member' && term.name !== null && URL_PARTS.has(term.name) && isRequest(file, term.of);
  return comesFrom(file, id, isPart, { throughMembers: true });
}

/** Whether a value is small, however many of its kind there are. */
export function isSmall(evaluator: Evaluator, file: LoadedFile, id: TermId): boolean {
  return isUrlPart(file, id) || largeOrigin(evaluator, file, id) === 'small file';
}

/** Whether a value is a part of a request that the client chooses. */
export function isClientData(file: LoadedFile, id: TermId): boolean {
  const isPart = (term: Term) =>
    term.k === 'member' && term.name !== null && CLIENT_DATA.has(term.name) && isRequest(file, term.of);
  return comesFrom(file, id, isPart, { throughMembers: true });
}

/** Follows variables and methods that keep the data, until `test` holds. */
function comesFrom(
  file: LoadedFile,
  id: TermId,
  test: (term: Term) => boolean,
  { throughMembers }: { throughMembers: boolean },
  depth = 0,
): boolean {
  const term = file.summary.terms[id];
  if (!term || depth > MAX_DEPTH) return false;
  if (test(term)) return true;
  const follow = (next: TermId) => comesFrom(file, next, test, { throughMembers }, depth + 1);
  switch (term.k) {
    case 'variable':
      return (file.summary.variables[term.variable]?.values ?? []).some(follow);
    case 'or':
      return term.of.some(follow);
    case 'member':
    case 'element':
      return throughMembers && follow(term.of);
    case 'call': {
      const callee = file.summary.terms[term.callee];
      if (callee?.k === 'global' && callee.name === 'String') return follow(term.args[0] ?? 0);
      return callee?.k === 'member' && callee.name !== null && SAME_DATA.has(callee.name) && follow(callee.of);
    }
    default:
      return false;
  }
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
