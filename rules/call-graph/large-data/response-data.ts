import { emitterOf, siteThatGives } from '../summaries/handed-to.ts';
import type { TermId } from '../summaries/summary.ts';
import type { Asked, RankOf } from './data-flow.ts';
import { rankOfOrigin } from './large-origins.ts';
import { isCallOf, type OutsideCalls } from './outside-calls.ts';

const ANY = /(?:)/;
/** Calls that send a request and give its response. */
const CLIENTS: OutsideCalls = new Map([
  ...(
    'got axios node-fetch cross-fetch undici ky superagent needle request request-promise request-promise-native phin ' +
    'make-fetch-happen'
  )
    .split(' ')
    .map((name) => [name, ANY] as const),
  ['global', /^fetch$/],
]);
/** Calls that hand a response to a callback, as a stream. */
const NODE_CLIENTS: OutsideCalls = new Map(
  ['node:http', 'node:https', 'follow-redirects'].map((name) => [name, /(?:^|\.)(?:get|request)$/]),
);
const STORES: OutsideCalls = new Map([['@aws-sdk/client-s3', /\.(?:send|getObject)$/]]);
const BODY = new Set(['body', 'data']);
const RESPONSE = rankOfOrigin('response');

const answered = (asked: Asked): { callee: TermId; args: readonly TermId[] } | undefined => {
  const { file, term } = asked;
  const site = term.k === 'call' ? term : siteThatGives(file, term, 1);
  return site && isCallOf(asked, site.callee, CLIENTS) ? site : undefined;
};

/** The rank of a response of another server, whose body is there as a whole. */
export const response: RankOf = (asked) => {
  const site = answered(asked);
  return site && !asksForStream(asked, site.args) ? RESPONSE : 0;
};

/** The same, whatever its body is. */
const anyResponse: RankOf = (asked) => (answered(asked) ? RESPONSE : 0);

/** `axios.get(url, { responseType: 'stream' })`. */
function asksForStream({ file, evaluator }: Asked, args: readonly TermId[]): boolean {
  const types = args.flatMap((id) =>
    (evaluator?.evaluate(file, id) ?? []).flatMap((value) => evaluator?.members.get(value, 'responseType') ?? []),
  );
  return types.some((type) => type.k === 'literal' && type.value === 'stream');
}

/** The rank of the body of such a response: `response.data`, or what a client hands to its callback. */
const bodyOf =
  (rankOf: RankOf): RankOf =>
  (asked) => {
    const { file, term, ask } = asked;
    if (term.k === 'member') return term.name !== null && BODY.has(term.name) ? ask(term.of, rankOf) : 0;
    const site = siteThatGives(file, term, 2);
    return site && isCallOf(asked, site.callee, CLIENTS) ? RESPONSE : 0;
  };

export const responseBody = bodyOf(response);
const streamedBody = bodyOf(anyResponse);

/** The rank of a stream of a response, or of an object in a store: that is a file. */
export const responseStream: RankOf = (asked) => {
  const { file, term, ask } = asked;
  if (term.k === 'member' && term.name === 'Body') return ask(term.of, stored);
  const emitter = emitterOf(file, term, 'response');
  if (emitter !== 0) return ask(emitter, nodeRequest);
  const site = siteThatGives(file, term, 0);
  if (site && isCallOf(asked, site.callee, NODE_CLIENTS)) return RESPONSE;
  return Math.max(anyResponse(asked), streamedBody(asked));
};

const nodeRequest: RankOf = (asked) =>
  asked.term.k === 'call' && isCallOf(asked, asked.term.callee, NODE_CLIENTS) ? RESPONSE : 0;

const stored: RankOf = (asked) =>
  asked.term.k === 'call' && isCallOf(asked, asked.term.callee, STORES) ? rankOfOrigin('file') : 0;
