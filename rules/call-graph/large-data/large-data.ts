import type { TermId } from '../summaries/summary.ts';
import type { Evaluator } from '../values/evaluate.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import { best, comesFrom, rankOfData, type RankOf } from './data-flow.ts';
import { fileContent } from './file-data.ts';
import { together } from './joined-data.ts';
import { type LargeOrigin, originOfRank, rankOfOrigin } from './large-origins.ts';
import { isRequestBody, isUpload, isUrlPart } from './request-data.ts';
import { responseBody } from './response-data.ts';
import { chunk, consumed } from './stream-data.ts';

/** Whether a value is large because of where it comes from, and from where. */
export function largeOrigin(evaluator: Evaluator, file: LoadedFile, id: TermId): LargeOrigin | undefined {
  return originOfRank(rankOfData(file, id, whole, { throughCalls: evaluator }));
}

/** The rank of whole files and bodies. */
const whole: RankOf = (asked) => {
  const { file, term, ask } = asked;
  if (isRequestBody(file, term)) return rankOfOrigin('body');
  // A field of a form may hold nearly all of the body: `JSON.parse(req.body.payload)`.
  if (term.k === 'member' && comesFrom(file, term.of, isRequestBody, { throughMembers: true }))
    return rankOfOrigin('part of a body');
  if (isUpload(file, term)) return rankOfOrigin('file');
  // A text with a large part is large.
  const inText = term.k === 'text' && term.grows !== true ? best(term.parts, (part) => ask(part, whole)) : 0;
  return Math.max(inText, fileContent(asked), responseBody(asked), consumed(asked), putTogether(asked));
};

/** A chunk of a stream is small; all of them are as large as the stream, and all of several files as those. */
const putTogether = together((asked) => Math.max(chunk(asked), whole(asked)));

const NO_WORSE: ReadonlySet<LargeOrigin> = new Set(['small file', 'response', 'part of a body']);

/** Whether a loop over values of its kind is no worse than one: they are small, parts of a body, or each has to be waited for. */
export function isNoWorseInLoop(evaluator: Evaluator, file: LoadedFile, id: TermId): boolean {
  const origin = largeOrigin(evaluator, file, id);
  return isUrlPart(file, id) || (origin !== undefined && NO_WORSE.has(origin));
}
