import type { TermId } from '../summaries/summary.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import { comesFrom, type IsSource } from './data-flow.ts';
import { requestPart } from './requests.ts';

/** A request's raw body, which servers limit. */
export const isRequestBody: IsSource = (file, term) => requestPart(file, term) === 'body';

const isFiles: IsSource = (file, term) => requestPart(file, term) === 'files';

/** What an uploaded file holds: `req.file.buffer` of multer's memory storage, `req.files.avatar.data` of express-fileupload. */
export const isUpload: IsSource = (file, term) =>
  term.k === 'member' &&
  (term.name === 'buffer' || term.name === 'data') &&
  comesFrom(file, term.of, isFiles, { throughMembers: true });

/** Whether a value is a part of a request's URL: Node limits it, with all headers, to 16 KB. */
export function isUrlPart(file: LoadedFile, id: TermId): boolean {
  const isShort: IsSource = (where, term) => {
    const part = requestPart(where, term);
    return part === 'text' || part === 'line';
  };
  return comesFrom(file, id, isShort, { throughMembers: true });
}
