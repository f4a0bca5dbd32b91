import type { Asked, RankOf } from './data-flow.ts';
import { rankOfOrigin } from './large-origins.ts';
import { isRequestStream } from './requests.ts';

/** What reads a request's form: of the Fetch standard, of Hono, of h3. */
const READS_FORM = /^(?:formData|parseBody)$/;
const GETS_PART = /^(?:get|getAll)$/;

/** The rank of a file of a form, which has its content to give: `(await request.formData()).get('avatar')`. */
export const formFile: RankOf = (asked) => {
  const { term, ask } = asked;
  if (term.k === 'member') return ask(term.of, form);
  const method = methodOf(asked);
  return method && GETS_PART.test(method.name ?? '') ? ask(method.of, form) : 0;
};

const form: RankOf = (asked) => {
  const method = methodOf(asked);
  const isForm = method && READS_FORM.test(method.name ?? '') && isRequestStream(asked.file, method.of);
  return isForm === true ? rankOfOrigin('file') : 0;
};

/** The method that a call is of. */
function methodOf({ file, term }: Asked) {
  const callee = term.k === 'call' ? file.summary.terms[term.callee] : undefined;
  return callee?.k === 'member' ? callee : undefined;
}
