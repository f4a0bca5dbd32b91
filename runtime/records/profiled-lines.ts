import type { ProfiledStack, RawProfile } from '../protocol.ts';
import type { CatalogMatch, StallFrame, StallRecord } from '../stall-record.ts';
import { blame } from './blame.ts';
import { isLateSuspect, type Suspect } from './culprit.ts';
import type { SourceLines } from './source-lines.ts';
import type { StackReader } from './stack.ts';

/** A line is looked for so far below the beginning of its function. */
const FUNCTION_LINES = 200;

/** A line that V8's profiler saw, and what can be said of it. */
export interface SeenLine {
  frame: StallFrame;
  caller: StallFrame | undefined;
  catalog: CatalogMatch | undefined;
  /** Innermost first. */
  frames: StallFrame[];
  /** It is the line that ran; else its function begins there. */
  isExact: boolean;
  share: number;
}

/** All that it saw of a stall. */
export interface Seen {
  /** The heaviest first. */
  lines: SeenLine[];
  /** The part of the stall that was not garbage collection. */
  ran: number;
}

/** Reads what V8's profiler saw of a stall, with the help of a sample: that one knows the lines of the callers. */
export class ProfileReader {
  readonly #reader: StackReader;
  readonly #sources: SourceLines;

  constructor(reader: StackReader, sources: SourceLines) {
    this.#reader = reader;
    this.#sources = sources;
  }

  read(profile: RawProfile | undefined, sampled: readonly StallFrame[]): Seen {
    const { samples, garbage, stacks } = profile ?? { samples: 1, garbage: 0, stacks: [] };
    const lines = new Map<string, SeenLine>();
    for (const stack of stacks) {
      const seen = this.#line(stack, sampled);
      if (seen === undefined) continue;
      const key = `${seen.frame.file}:${seen.frame.line} ${seen.isExact}`;
      const line = lines.get(key) ?? seen;
      lines.set(key, line);
      line.share += stack.samples / samples;
    }
    return { lines: [...lines.values()].sort((a, b) => b.share - a.share), ran: 1 - garbage / samples };
  }

  #line(stack: ProfiledStack, sampled: readonly StallFrame[]): SeenLine | undefined {
    const read = this.#reader.read(stack);
    const seesInnermost = stack.isExact && this.#reader.read({ ...stack, frames: stack.frames.slice(0, 1) }).length > 0;
    let located = seesInnermost ? 1 : 0;
    const frames = read.map((frame, index) => {
      if (index < located) return this.#indented(frame);
      const called = read[index - 1];
      const call = called && located === index ? this.#callIn(frame, called) : undefined;
      if (call !== undefined || frame.origin === 'node') located = index + 1;
      return call ?? sampled.find((other) => isSameFunction(other, frame)) ?? frame;
    });
    const blamed = blame(frames, this.#sources);
    return blamed && { ...blamed, frames, isExact: frames.indexOf(blamed.frame) < located, share: 0 };
  }

  /** The profiler tells no column. */
  #indented(frame: StallFrame): StallFrame {
    const text = this.#sources.lines(frame.file)?.[frame.line - 1] ?? '';
    return { ...frame, column: text.length - text.trimStart().length + 1 };
  }

  /** Where a function calls another one: its first line that says so. */
  #callIn(frame: StallFrame, { function: called }: StallFrame): StallFrame | undefined {
    const name = /\w+$/.exec(called)?.[0];
    if (name === undefined || frame.origin === 'node') return undefined;
    const call = new RegExp(String.raw`(?<!function\s+)\b${name}\s*\(`);
    const below = this.#sources.lines(frame.file)?.slice(frame.line - 1, frame.line - 1 + FUNCTION_LINES) ?? [];
    const at = below.findIndex((text) => call.test(text));
    return at === -1 ? undefined : this.#indented({ ...frame, line: frame.line + at });
  }
}

const isSameFunction = (a: StallFrame, b: StallFrame): boolean => a.file === b.file && a.function === b.function;

/** A line must have had this part of the stall, less garbage collection, to be blamed for it. */
const MAJORITY = 0.5;

/** Lines that a record lists. */
const LISTED = 5;

/** The lines to blame: the profiler's only where samples came late or not at all. */
export function byProfile(sampled: Suspect[], { lines: [seen], ran }: Seen, totalMs: number): Suspect[] {
  const [first, ...others] = sampled;
  if ((first !== undefined && !isLateSuspect(first)) || !seen?.isExact || seen.share < MAJORITY * ran) return sampled;
  const { frame, caller, catalog, frames, share } = seen;
  return [
    { frame, caller, catalog, frames, weight: share * totalMs, lateWeight: 0, samples: first?.samples ?? [] },
    ...others,
  ];
}

/** As a record has it. */
export function profileIn({ lines: seen }: Seen): Pick<StallRecord, 'profile'> {
  if (seen.length === 0) return {};
  const lines = seen.slice(0, LISTED).map(({ frame: { function: name, file, line }, isExact, share }) => ({
    function: name,
    file,
    line,
    isExact,
    share: Math.round(share * 1000) / 1000,
  }));
  return { profile: lines };
}
