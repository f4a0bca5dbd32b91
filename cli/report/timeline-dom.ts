/** The little of a browser that the timeline uses: the rest of this package never sees its types. */
export interface PageElement {
  textContent: string | null;
  hidden: boolean;
  clientWidth: number;
  append(...children: PageElement[]): void;
  addEventListener(type: string, listener: () => void): void;
  setAttribute(name: string, value: string): void;
  getAttribute(name: string): string | null;
}

export interface PageDocument {
  documentElement: PageElement;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
}

/** A path of a canvas. */
export interface CanvasPath {
  rect(x: number, y: number, width: number, height: number): void;
}

/** What is used of uPlot's chart. https://github.com/leeoniya/uPlot */
export interface Chart {
  bbox: { top: number; height: number };
  cursor: { idx?: number | null; left?: number };
  scales: Record<string, { min: number | null; max: number | null }>;
  data: readonly (readonly (number | null)[])[];
  over: PageElement;
  valToPos(value: number, scale: string, canvasPixels: boolean): number;
  posToVal(position: number, scale: string): number;
  setSize(size: { width: number; height: number }): void;
  redraw(): void;
}

/** uPlot's constructor. */
export type ChartClass = new (options: object, data: Chart['data'], target: PageElement) => Chart;
