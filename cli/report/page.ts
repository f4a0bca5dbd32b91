import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { jsonData, Markup, markup } from './markup.ts';
import type { Overview } from './overview.ts';
import { culpritSection, groupTable, longestTable, timeOf } from './page-sections.ts';
import { pageStyle } from './page-style.ts';
import { skippedText } from './skipped-lines.ts';
import { timelineData } from './timeline-data.ts';
import { causeName, totalsText } from './words.ts';

/** Culprits that have a section of their own. */
const SECTIONS = 50;

const require = createRequire(import.meta.url);

/** The page of a log: one file that loads nothing. Paths are shown, and source is read, from `root`. */
export async function pageOf(overview: Overview, root: string): Promise<string> {
  const chart = await readFile(require.resolve('uplot/dist/uPlot.iife.min.js'), 'utf8');
  const chartStyle = await readFile(require.resolve('uplot/dist/uPlot.min.css'), 'utf8');
  const script = await readFile(new URL('timeline-script.js', import.meta.url), 'utf8');
  const style = `${chartStyle}${pageStyle}`;
  // Only these texts may run or style: whatever a log says, the browser refuses the rest.
  const policy = `default-src 'none'; base-uri 'none'; form-action 'none'; script-src ${sourceOf(chart)} ${sourceOf(script)}; style-src ${sourceOf(style)}`;
  const data = jsonData(timelineData(overview, SECTIONS, root)).text;
  const page = markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>Stalls of the event loop</title>
        ${raw('style', '', style)}
      </head>
      <body>
        ${head(overview, root)} ${timeline(overview)} ${body(overview, root)}
        ${raw('script', ' type="application/json" id="timeline-data"', data)}
        ${raw('script', '', chart)} ${raw('script', ' type="module"', script)}
      </body>
    </html>`;
  return page.text;
}

/** An element whose text is taken as it is: with a hash in the policy, nothing may stand around it. */
function raw(tag: 'style' | 'script', attributes: string, text: string): Markup {
  return new Markup(`<${tag}${attributes}>${text}</${tag}>`);
}

function sourceOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

function head(overview: Overview, root: string): Markup {
  const { records, skipped } = overview;
  const [first] = records;
  const last = records.at(-1);
  const skippedLines = skippedText(skipped, root);
  return markup`<h1>Stalls of the event loop</h1>
    <p>${totalsText(overview)}</p>
    ${first && last ? markup`<p class="soft">From ${timeOf(first.time)} to ${timeOf(last.time)}.</p>` : undefined}
    ${skippedLines === '' ? undefined : markup`<p id="skipped">${skippedLines}</p>`}`;
}

/** Hidden until its script has run. */
function timeline({ records }: Overview): Markup {
  if (records.length === 0) return markup``;
  const hint = 'Point at a stall; click for its culprit; drag to zoom, double-click to see all.';
  return markup`<h2>Timeline</h2>
    <figure id="timeline-figure" hidden>
      <div
        id="timeline"
        role="img"
        aria-label="Each stall at its time, as high as it was long; the tables below hold the same."
      ></div>
      <figcaption>
        <p id="timeline-about" data-hint="${hint}">${hint}</p>
        <p><a id="timeline-link" hidden></a></p>
        <p id="timeline-shown" class="soft"></p>
      </figcaption>
    </figure>
    <noscript><p>The timeline needs JavaScript; all else is below.</p></noscript>`;
}

function body(overview: Overview, root: string): Markup {
  const { records, culprits, routes, causes } = overview;
  if (records.length === 0) return markup`<p>The log holds no stall.</p>`;
  const rest = culprits.length - SECTIONS;
  const parts = [
    markup`<h2>Culprits, the costliest first</h2>`,
    ...culprits.slice(0, SECTIONS).map((group, index) => culpritSection(group, index + 1, root)),
    culprits.length === 0 ? markup`<p>No stall of this log is the fault of a line that is known.</p>` : undefined,
    rest > 0 ? markup`<p class="soft">and ${rest} more</p>` : undefined,
    markup`<h2>Routes, messages and jobs</h2>`,
    groupTable(
      'in',
      routes.map((route) => [route.name, route]),
    ),
  ];
  if (causes.length > 0)
    parts.push(
      markup`<h2>Causes beside the code</h2>`,
      groupTable(
        'cause',
        causes.map((group) => [causeName(group.cause), group]),
      ),
    );
  parts.push(markup`<h2>The longest stalls</h2>`, longestTable(overview, root));
  return markup`${parts}`;
}
