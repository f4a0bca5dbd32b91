import type { Asked, RankOf } from './data-flow.ts';
import { emitterOf, siteThatGives } from './handed-to.ts';
import { rankOfOrigin } from './large-origins.ts';
import type { TermId } from './summary.ts';

/** Packages whose calls send a request and give its response. */
const CLIENTS = new Set(
  (
    'got axios node-fetch cross-fetch undici ky superagent needle request request-promise request-promise-native phin ' +
    'make-fetch-happen'
  ).split(' '),
);
/** Modules that hand a response to a callback, as a stream. */
const NODE_CLIENTS = new Set(['node:http', 'node:https', 'follow-redirects']);
const STORES = new Set(['@aws-sdk/client-s3']);
const BODY = new Set(['body', 'data']);
const RESPONSE = rankOfOrigin('response');

/** The rank of a response of another server. */
export const response: RankOf = (asked) => {
  const { file, term } = asked;
  const site = term.k === 'call' ? term : siteThatGives(file, term, 1);
  return site && isOfClient(asked, site.callee) ? RESPONSE : 0;
};

/** The rank of a response's body: `response.data`, or what a client hands to its callback. */
export const responseBody: RankOf = (asked) => {
  const { file, term, ask } = asked;
  if (term.k === 'member') return term.name !== null && BODY.has(term.name) ? ask(term.of, response) : 0;
  const site = siteThatGives(file, term, 2);
  return site && isOfClient(asked, site.callee) ? RESPONSE : 0;
};

/** The rank of a stream of a response, or of an object in a store: that is a file. */
export const responseStream: RankOf = (asked) => {
  const { file, term, ask } = asked;
  if (term.k === 'member' && term.name === 'Body') return ask(term.of, stored);
  const emitter = emitterOf(file, term, 'response');
  if (emitter !== 0) return ask(emitter, nodeRequest);
  const site = siteThatGives(file, term, 0);
  if (site && isOf(asked, site.callee, NODE_CLIENTS, /(?:^|\.)(?:get|request)$/)) return RESPONSE;
  return Math.max(response(asked), responseBody(asked));
};

const nodeRequest: RankOf = (asked) =>
  asked.term.k === 'call' && isOf(asked, asked.term.callee, NODE_CLIENTS, /(?:^|\.)(?:get|request)$/) ? RESPONSE : 0;

const stored: RankOf = (asked) =>
  asked.term.k === 'call' && isOf(asked, asked.term.callee, STORES, /\.(?:send|getObject)$/) ? rankOfOrigin('file') : 0;

function isOfClient(asked: Asked, callee: TermId): boolean {
  return isOf(asked, callee, CLIENTS, /(?:)/) || isOf(asked, callee, new Set(['global']), /^fetch$/);
}

function isOf({ evaluator, file }: Asked, callee: TermId, modules: ReadonlySet<string>, path: RegExp): boolean {
  const values = evaluator?.evaluate(file, callee) ?? [];
  return values.some((value) => value.k === 'external' && modules.has(value.module) && path.test(value.path));
}
