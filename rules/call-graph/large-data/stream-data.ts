import { emitterOf } from '../summaries/handed-to.ts';
import type { Asked, RankOf } from './data-flow.ts';
import { fileStream } from './file-data.ts';
import { formFile } from './form-data.ts';
import { rankOfOrigin } from './large-origins.ts';
import { isCallOf, type OutsideCalls } from './outside-calls.ts';
import { isRequestStream } from './requests.ts';
import { responseStream } from './response-data.ts';

/** Methods that give the stream that they are called on. */
const SAME_STREAM = new Set(['on', 'once', 'addListener', 'setEncoding', 'resume']);
/** Functions that give all that a stream gives, as a promise. */
const CONSUMERS: OutsideCalls = new Map([
  ['node:stream/consumers', /^(?:text|buffer|arrayBuffer|bytes)$/],
  ['get-stream', /^(?:default|buffer|array|getStream\w*)?$/],
  ['raw-body', /^(?:default)?$/],
]);
/** Methods that give all that a stream or a response has: of the Fetch standard, and of the AWS SDK's streams. */
const CONSUMING_METHODS = /^(?:text|buffer|arrayBuffer|bytes|transformToString|transformToByteArray)$/;

/** The rank of what a stream gives: of a file, of a response, of a request's body. */
export const stream: RankOf = (asked) => {
  const { file, id, term, ask } = asked;
  const rank = Math.max(fileStream(asked), responseStream(asked), formFile(asked));
  if (rank > 0) return rank;
  if (isRequestStream(file, id)) return rankOfOrigin('body');
  const callee = term.k === 'call' ? file.summary.terms[term.callee] : undefined;
  return callee?.k === 'member' && SAME_STREAM.has(callee.name ?? '') ? ask(callee.of, stream) : 0;
};

/** The rank of one chunk of a stream, which is small: an element, what a listener is given, what a reader reads. */
export const chunk: RankOf = ({ file, term, ask }) => {
  if (term.k === 'element') return ask(term.of, stream);
  if (term.k === 'member') return term.name === 'value' ? ask(term.of, readByReader) : 0;
  return ask(emitterOf(file, term, 'data'), stream);
};

const readByReader: RankOf = (asked) => ofMethod(asked, 'read', reader);
const reader: RankOf = (asked) => ofMethod(asked, 'getReader', stream);

function ofMethod({ file, term, ask }: Asked, name: string, rankOf: RankOf): number {
  const callee = term.k === 'call' ? file.summary.terms[term.callee] : undefined;
  return callee?.k === 'member' && callee.name === name ? ask(callee.of, rankOf) : 0;
}

/** The rank of all that a stream or a response gives, asked for at once. */
export const consumed: RankOf = (asked) => {
  const { file, term, ask } = asked;
  if (term.k !== 'call') return 0;
  const callee = file.summary.terms[term.callee];
  if (callee?.k === 'member' && CONSUMING_METHODS.test(callee.name ?? '')) {
    const rank = ask(callee.of, stream);
    if (rank > 0) return rank;
  }
  return isCallOf(asked, term.callee, CONSUMERS) ? ask(term.args[0] ?? 0, stream) : 0;
};
