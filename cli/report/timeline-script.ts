// Runs in the browser, in the page of `unblocked report`: the page holds this file's compiled text.
import type { TimelineData } from './timeline-data.ts';
import type { CanvasPath, Chart, ChartClass, PageDocument, PageElement } from './timeline-dom.ts';

declare const document: PageDocument;
declare const uPlot: ChartClass;
declare const Path2D: new () => CanvasPath;
declare const getComputedStyle: (element: PageElement) => { getPropertyValue(name: string): string };
declare const matchMedia: (query: string) => PageElement;
declare const ResizeObserver: new (listener: () => void) => { observe(element: PageElement): void };
declare const performance: { mark(name: string): void };

const HEIGHT = 280;
/** Least width of a stall in the picture, in pixels of the canvas. */
const LEAST_WIDTH = 2;
/** Stalls before the nearest one that the cursor may stand on. */
const NEIGHBOURS = 50;
/** Room at both ends, as a part of the whole time. */
const PADDING = 0.03;

function element(selector: string): PageElement {
  const found = document.querySelector(selector);
  if (!found) throw new Error(`The page has no ${selector}.`);
  return found;
}

const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const milliseconds = (ms: number): string => (ms >= 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms)} ms`);

/** Draws each stall of one cause from the bottom to its duration, as wide as it was long; of those in one column of pixels the longest. */
function bars(chart: Chart, series: number, from: number, to: number): object {
  const path = new Path2D();
  const [times = [], values = []] = [chart.data[0], chart.data[series]];
  const bottom = chart.bbox.top + chart.bbox.height;
  let [column, highest] = [-1, bottom];
  for (let index = from; index <= to; index++) {
    const ms = values[index];
    const start = times[index];
    if (typeof ms !== 'number' || typeof start !== 'number') continue;
    const left = Math.round(chart.valToPos(start, 'x', true));
    const width = chart.valToPos(start + ms / 1000, 'x', true) - left;
    const top = chart.valToPos(ms, 'y', true);
    if (width <= LEAST_WIDTH && left === column && top >= highest) continue;
    [column, highest] = [left, top];
    path.rect(left, top, Math.max(LEAST_WIDTH, width), bottom - top);
  }
  return { fill: path, stroke: null, clip: null, band: null, gaps: null, flags: 1 };
}

/** Time and duration of each stall in uPlot's form: a column of times, and one of durations per cause. */
function columns({ causes, at, durationMs, cause }: TimelineData): (number | null)[][] {
  const byCause = causes.map((_, wanted) =>
    cause.map((index, row) => (index === wanted ? (durationMs[row] ?? null) : null)),
  );
  return [at.map((time) => time / 1000), ...byCause];
}

/** The whole time of the log with a little room at both ends. */
function wholeRange({ at, durationMs }: TimelineData): [from: number, to: number] {
  const from = (at[0] ?? 0) / 1000;
  const to = at.reduce((most, time, row) => Math.max(most, time + (durationMs[row] ?? 0)), 0) / 1000;
  const room = Math.max(0.05, (to - from) * PADDING);
  return [from - room, to + room];
}

/** Whether a range is that of the data itself, which uPlot asks for when nothing is zoomed. */
function isWhole({ at }: TimelineData, from: number, to: number): boolean {
  const [first, last] = [at[0], at.at(-1)];
  // Of a single time it makes a range of years.
  return from === (first ?? 0) / 1000 && (first === last || to === (last ?? 0) / 1000);
}

function optionsFor(
  data: TimelineData,
  width: number,
  onCursor: (chart: Chart) => void,
  onZoom: (chart: Chart) => void,
) {
  const axis = {
    stroke: () => colour('--text'),
    grid: { stroke: () => colour('--line'), width: 1 },
    ticks: { show: false },
  };
  return {
    width,
    height: HEIGHT,
    cursor: { y: false, drag: { x: true, y: false }, points: { show: false } },
    legend: { live: false },
    scales: {
      x: { range: (_: Chart, from: number, to: number) => (isWhole(data, from, to) ? wholeRange(data) : [from, to]) },
      y: { distr: 3, log: 10, range: (_: Chart, least: number, most: number) => [Math.max(1, least / 2), most * 1.2] },
    },
    axes: [
      axis,
      {
        ...axis,
        size: 70,
        splits: (_chart: Chart, _axis: number, least: number, most: number) => ticksBetween(least, most),
        filter: (_: Chart, ticks: number[]) => ticks,
        values: (_: Chart, ticks: number[]) => ticks.map(milliseconds),
      },
    ],
    series: [
      {},
      ...data.causes.map((name, index) => ({
        label: name,
        fill: () => colour(`--cause-${index}`),
        stroke: () => colour(`--cause-${index}`),
        width: 0,
        paths: bars,
        points: { show: false },
      })),
    ],
    hooks: { setCursor: [onCursor], setScale: [onZoom] },
  };
}

/** 1, 2 and 5 of each decade between two durations. */
function ticksBetween(least: number, most: number): number[] {
  const ticks: number[] = [];
  for (let decade = 1; decade <= most; decade *= 10)
    ticks.push(...[1, 2, 5].map((step) => step * decade).filter((tick) => tick >= least && tick <= most));
  return ticks;
}

/** The stall below the cursor, or the nearest one. */
function rowAt(chart: Chart, { at, durationMs }: TimelineData): number | undefined {
  const { idx, left } = chart.cursor;
  if (typeof idx !== 'number' || typeof left !== 'number') return undefined;
  const time = chart.posToVal(left, 'x') * 1000;
  for (let row = idx; row >= Math.max(0, idx - NEIGHBOURS); row--) {
    const start = at[row] ?? 0;
    if (start <= time && time <= start + (durationMs[row] ?? 0)) return row;
  }
  return idx;
}

function describe(data: TimelineData, row: number): string {
  const { at, durationMs, cause, context, place, causes, names } = data;
  const time = new Date(at[row] ?? 0).toLocaleString();
  const parts = [names[context[row] ?? 0] ?? '', causes[cause[row] ?? 0] ?? '', names[place[row] ?? 0] ?? ''];
  return [`${time}: ${milliseconds(durationMs[row] ?? 0)}`, ...parts.filter((part) => part !== '')].join(' · ');
}

function draw(): void {
  const data = JSON.parse(element('#timeline-data').textContent ?? '') as TimelineData;
  const target = element('#timeline');
  const about = element('#timeline-about');
  const shown = element('#timeline-shown');
  const link = element('#timeline-link');
  const onCursor = (chart: Chart): void => {
    const row = rowAt(chart, data);
    about.textContent = row === undefined ? about.getAttribute('data-hint') : describe(data, row);
  };
  const onZoom = (chart: Chart): void => {
    const { min, max } = chart.scales['x'] ?? {};
    const visible = data.at.filter((time) => time / 1000 >= (min ?? 0) && time / 1000 <= (max ?? Infinity));
    shown.textContent = `${visible.length} of ${data.at.length} ${data.at.length === 1 ? 'stall' : 'stalls'}`;
  };
  const chart = new uPlot(optionsFor(data, target.clientWidth, onCursor, onZoom), columns(data), target);
  chart.over.addEventListener('click', () => {
    const row = rowAt(chart, data) ?? -1;
    const section = data.section[row] ?? 0;
    link.hidden = section === 0;
    link.textContent = `Go to the culprit ${data.names[data.place[row] ?? 0] ?? ''}`;
    link.setAttribute('href', `#culprit-${section}`);
  });
  new ResizeObserver(() => {
    if (target.clientWidth > 0) chart.setSize({ width: target.clientWidth, height: HEIGHT });
  }).observe(target);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    chart.redraw();
  });
  performance.mark('timeline drawn');
}

for (const time of document.querySelectorAll('time'))
  time.textContent = new Date(time.getAttribute('datetime') ?? '').toLocaleString();
// A log without a stall has no timeline.
if (document.querySelector('#timeline') !== null) {
  element('#timeline-figure').hidden = false;
  draw();
}
