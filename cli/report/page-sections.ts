import { duration, printable } from '../../rules/utils/stall-log-message.ts';
import type { Culprit, ProfiledLine, StallFrame, StallRecord } from '../../runtime/stall-record.ts';
import { type Markup, markup } from './markup.ts';
import type { CulpritGroup, Overview, StallGroup } from './overview.ts';
import { excerptOf, shownFile } from './source-excerpt.ts';
import { adviceOf, causeName, count, placeOf, ruleOf } from './words.ts';

/** Rows and frames that a section shows at most. */
const MOST = { contexts: 5, rows: 50, frames: 30, longest: 20 };

/** Characters of a name that are shown: a longer one would push all else out of view. */
const WIDTH = 150;

const short = (name: string): string => printable(name, WIDTH);

/** A time, which the page's script shows as the reader's own. */
export function timeOf(time: string): Markup {
  const iso = new Date(time).toISOString();
  return markup`<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')} UTC</time>`;
}

/** One culprit: its place, its code, what it stalled, and what to do. */
export function culpritSection(group: CulpritGroup, number: number, root: string): Markup {
  const { worst, contexts, last } = group;
  const { culprit, caller } = worst;
  if (culprit === null) return markup``;
  const rest = contexts.length - MOST.contexts;
  const routes = contexts.slice(0, MOST.contexts).map(([name, times]) => `${short(name)} (${times})`);
  return markup`<article id="culprit-${number}">
    <h3>${placeOf(culprit, root)}</h3>
    <p class="figures">
      <span><b>${duration(worst.durationMs)}</b> at worst</span>
      <span><b>${group.count}</b> ${group.count === 1 ? 'stall' : 'stalls'}</span>
      <span><b>${duration(group.totalMs)}</b> in all</span> <span>last ${timeOf(last)}</span>
    </p>
    <p>${[...routes, ...(rest > 0 ? [`${rest} more`] : [])].join(', ')}</p>
    ${codeOf(culprit, root)}
    ${caller ? markup`<p>Called by your code at <code>${placeOf(caller, root)}</code></p>` : undefined}
    ${caller ? codeOf(caller, root) : undefined} ${adviceOn(worst)} ${stackOf(worst, root)}
  </article>`;
}

function codeOf(culprit: Culprit, root: string): Markup {
  const excerpt = excerptOf(culprit, root);
  if (!excerpt) return markup``;
  const { from, lines, here } = excerpt;
  const rows = lines.map((line, index) => {
    const number = from === undefined ? (index === here ? String(culprit.line) : '') : String(from + index);
    return markup`<span class="${index === here ? 'here' : 'beside'}"><i>${number}</i>${line === '' ? ' ' : line}</span>`;
  });
  return markup`<pre>${rows}</pre>`;
}

function adviceOn(worst: StallRecord): Markup {
  const rule = ruleOf(worst);
  const advice = adviceOf(worst);
  const share = worst.culprit ? Math.round(worst.culprit.share * 100) : 0;
  const late = worst.late ? markup`<p>A native call was made from this line, or just before it.</p>` : undefined;
  const rules = rule
    ? markup`Reported by <a href="${rule.url}" rel="noreferrer">${rule.name}</a>.`
    : markup`No rule reports this.`;
  return markup`${late}
    <p>${share} % of the longest stall. ${advice} ${rules}</p>`;
}

function stackOf({ id, frames, evidence, origin, profile }: StallRecord, root: string): Markup {
  return markup`<details>
    <summary>Stack of the longest stall</summary>
    <p>${short(evidence)}</p>
    ${frameList(frames, root)} ${origin ? markup`<p>Scheduled by</p>${frameList(origin, root)}` : undefined}
    ${profile && profile.length > 0 ? profileList(profile, root) : undefined} ${profileHint(id)}
  </details>`;
}

function frameList(frames: readonly StallFrame[], root: string): Markup {
  const rest = frames.length - MOST.frames;
  const rows = frames.slice(0, MOST.frames).map((frame) => markup`<li>${frameText(frame, root)}</li>`);
  return markup`<ol class="stack">
      ${rows}
    </ol>
    ${rest > 0 ? markup`<p>and ${count(rest, 'more frame')}</p>` : undefined}`;
}

/** What V8's profiler saw beside the samples. */
function profileList(profile: readonly ProfiledLine[], root: string): Markup {
  const rows = profile.map(({ function: name, file, line, share, isExact }) => {
    const begins = isExact ? '' : ', a function that begins here';
    const known = name === '' ? '(anonymous)' : name;
    return markup`<li>${Math.round(share * 100)} % ${known} (${shownFile(root, file)}:${line}${begins})</li>`;
  });
  return markup`<p>By V8's profiler</p>
    <ol class="stack">
      ${rows}
    </ol>`;
}

/** A command to copy: never with what a shell could read otherwise. */
function profileHint(id: string): Markup {
  if (!/^[\w.-]+$/.test(id)) return markup``;
  return markup`<p class="soft">
    As a profile: <code>npx unblocked report --cpuprofile ${id} --output stall.cpuprofile</code>
  </p>`;
}

function frameText({ function: name, file, line, async: isAwaiting }: StallFrame, root: string): string {
  const place = file === '' ? '' : ` (${shownFile(root, file)}:${line})`;
  return `${isAwaiting ? 'awaited by ' : ''}${name === '' ? '(anonymous)' : name}${place}`;
}

/** A table of groups, the costliest first. */
export function groupTable(head: string, rows: readonly [name: string, group: StallGroup][]): Markup {
  const rest = rows.length - MOST.rows;
  const shown = rows.slice(0, MOST.rows).map(
    ([name, { worst, totalMs, count: stalls, last }]) =>
      markup`<tr>
        <td>${short(name)}</td>
        <td class="number">${stalls}</td>
        <td class="number">${duration(worst.durationMs)}</td>
        <td class="number">${duration(totalMs)}</td>
        <td>${timeOf(last)}</td>
      </tr>`,
  );
  return markup`<div class="wide"><table>
      <thead>
        <tr>
          <th>${head}</th>
          <th class="number">stalls</th>
          <th class="number">at worst</th>
          <th class="number">in all</th>
          <th>last</th>
        </tr>
      </thead>
      <tbody>
        ${shown}
      </tbody>
    </table></div>
    ${rest > 0 ? markup`<p class="soft">and ${rest} more</p>` : undefined}`;
}

/** The longest single stalls. */
export function longestTable({ records }: Overview, root: string): Markup {
  const longest = records.toSorted((a, b) => b.durationMs - a.durationMs).slice(0, MOST.longest);
  const rows = longest.map(
    ({ time, durationMs, cause, context, culprit, pid, id }) =>
      markup`<tr>
        <td class="number">${duration(durationMs)}</td>
        <td>${timeOf(time)}</td>
        <td>${short(context.name)}</td>
        <td>${causeName(cause)}</td>
        <td>${culprit ? short(placeOf(culprit, root)) : ''}</td>
        <td class="number">${pid}</td>
        <td><code>${short(id)}</code></td>
      </tr>`,
  );
  return markup`<div class="wide"><table>
    <thead>
      <tr>
        <th class="number">duration</th>
        <th>at</th>
        <th>in</th>
        <th>cause</th>
        <th>line</th>
        <th class="number">process</th>
        <th>id</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table></div>`;
}
