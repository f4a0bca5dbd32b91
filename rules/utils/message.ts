import path from 'node:path';
import type { Culprit } from '../call-graph/search/culprits.ts';
import { type Finding, isAtFrontier } from '../call-graph/search/findings.ts';
import { adviceSentence } from '../catalog/advice.ts';
import type { CallSite } from '../call-graph/summaries/summary.ts';
import type { Selected } from './select.ts';

const MAX_PLACES = 12;

/** Where a culprit stands, as `file:line` for a person. */
export type Place = (culprit: Culprit) => { file: string; line: number };

/** What a rule says of one frontier: what blocks, by which chain, and what to do instead. */
export function messageOf({ finding, culprits }: Selected, place: Place): string {
  const [culprit, ...others] = culprits;
  const isDirect = isAtFrontier(culprit, finding);
  const call = callText({ ...culprit.site, text: culprit.text });
  const chain = [...finding.chain, ...culprit.through].join(' -> ');
  const way = wayText(finding, chain);
  const repeated = culprit.loop ? ', again and again in a loop' : '';
  const subject = isDirect
    ? `${call} blocks the event loop for every client while it runs${repeated} (${way}).`
    : `${callText(finding.site)} blocks the event loop for every client: it leads to ${call} at ${placeText(place(culprit))}${repeated} (${way}).`;
  return [subject, adviceSentence(culprit.entry.useInstead), also(others, place)]
    .filter((part) => part !== '')
    .join(' ');
}

/** The chain from the handler, and what is not known of it. */
function wayText({ state, handler }: Finding, chain: string): string {
  if (state === 'unsure') return `${chain}, an async function that no known handler calls`;
  return handler ? chain : `called by name: ${chain}`;
}

/** A call as a person would write it; a loop's head is no call. */
function callText({ text, isRead }: Pick<CallSite, 'text' | 'isRead'>): string {
  const isCall = isRead !== true && !/^(while|for) .*\)$/.test(text);
  return isCall ? `\`${text}()\`` : `\`${text}\``;
}

/** `lib/store.js:14`. */
export function placeText({ file, line }: { file: string; line: number }): string {
  return `${file}:${line}`;
}

function also(others: readonly Culprit[], place: Place): string {
  if (others.length === 0) return '';
  const lines = new Map<string, Set<number>>();
  for (const other of others.slice(0, MAX_PLACES)) {
    const { file, line } = place(other);
    const known = lines.get(file);
    if (known) known.add(line);
    else lines.set(file, new Set([line]));
  }
  const places = [...lines]
    .map(([file, numbers]) => `${file}:${[...numbers].sort((a, b) => a - b).join(', ')}`)
    .join('; ');
  const more = others.length > MAX_PLACES ? ', ...' : '';
  const calls = others.length === 1 ? 'one more blocking call' : `${others.length} more blocking calls`;
  return `It also leads to ${calls} (${places}${more}).`;
}

/** A path as shown to a person: from the project root, with slashes. */
export function shownPath(root: string, file: string): string {
  return path.relative(root, file).replaceAll(path.sep, '/');
}
