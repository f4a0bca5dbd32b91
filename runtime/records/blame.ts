import type { CatalogMatch, StallFrame } from '../stall-record.ts';
import { catalogMatch } from './catalog-match.ts';
import type { SourceLines } from './source-lines.ts';

/** The line that one stack blames. */
export interface Blamed {
  frame: StallFrame;
  /** The nearest frame of the application's own code, where `frame` is a dependency's. */
  caller: StallFrame | undefined;
  catalog: CatalogMatch | undefined;
}

const CALLED = /^(?:\w+\.)*(\w+)\s*\(/;

/** The name that a line calls, for built-ins whose own function has another one (`zlib.gzipSync` is `syncBufferWrapper`). */
function calledName(frame: StallFrame, sources: SourceLines): string {
  const { file, line, column } = frame.generated ?? frame;
  return CALLED.exec(sources.line(file, line).slice(column - 1))?.[1] ?? '';
}

/** The line that one stack blames: the call nearest to what blocks, or the application's call of a catalogued package. */
export function blame(frames: StallFrame[], sources: SourceLines): Blamed | undefined {
  const running = frames.filter(({ async }) => !async);
  const innermost = running.findIndex(({ origin }) => origin !== 'node');
  const frame = running[innermost];
  if (frame === undefined) return undefined;
  const own = running.findIndex(({ origin }) => origin === 'app');
  const called = running.slice(0, Math.max(0, own)).findLast(({ origin }) => origin === 'dependency');
  const ofPackage = called && catalogMatch(called);
  const appFrame = running[own];
  if (ofPackage && appFrame) return { frame: appFrame, caller: undefined, catalog: ofPackage };
  const builtIn = running[innermost - 1];
  return {
    frame,
    caller: frame.origin === 'app' ? undefined : (appFrame ?? frames.find(({ origin }) => origin === 'app')),
    catalog: builtIn && (catalogMatch(builtIn) ?? catalogMatch({ ...builtIn, function: calledName(frame, sources) })),
  };
}
