import { isAbsolute } from 'node:path';
import { filePathOf } from '../addresses.ts';
import { OWN_DIRECTORY } from '../own-directory.ts';
import type { RawFrame, RawStack } from '../protocol.ts';
import type { Origin, StallFrame } from '../stall-record.ts';
import type { Position, SourceMaps } from './source-maps.ts';

/** Turns a sample's stack into frames in the original source; keeps what it has mapped. */
export class StackReader {
  readonly #maps: SourceMaps;
  readonly #ownDirectory: string;

  constructor(maps: SourceMaps, ownDirectory = OWN_DIRECTORY) {
    this.#maps = maps;
    this.#ownDirectory = ownDirectory;
  }

  /** Innermost first, without the sampler's and this package's own frames. */
  read({ frames, text, mapped }: RawStack): StallFrame[] {
    const raw = text === undefined ? frames : parseText(text);
    return raw
      .map((frame) => this.#frame(frame, mapped === true))
      .slice(isEvaluation(raw[0]) ? 1 : 0)
      .filter(({ file }) => !file.startsWith(this.#ownDirectory));
  }

  /** The original position, unless the position is an original one already. */
  #mapped(mapped: boolean, position: Position): Position | undefined {
    return mapped || originOf(position.file) === 'node' ? undefined : this.#maps.original(position);
  }

  #frame(raw: RawFrame, mapped: boolean): StallFrame {
    const frame = frameOf(raw);
    const { file, line, column } = frame;
    const original = this.#mapped(mapped, frame);
    if (original === undefined) return frame;
    return { ...frame, ...original, origin: originOf(original.file), generated: { file, line, column } };
  }
}

/** A frame at the position where it stands, which is not the original one of compiled code. */
export function frameOf([name, address, line, column, isAsync]: RawFrame): StallFrame {
  const file = filePathOf(address);
  return { function: functionName(name), file, line, column, async: isAsync === 1, origin: originOf(file) };
}

/** The script that the inspector evaluated to take the sample. */
function isEvaluation(frame: RawFrame | undefined): boolean {
  return frame?.[1] === '' && frame[2] === 1;
}

/** V8's own functions come as "JSON.parse (<anonymous>)". */
function functionName(name: string): string {
  return name.replace(/^async /, '').replace(/ ?\(?<anonymous>.*$/, '');
}

/** Who wrote a file: Node (and V8 and WebAssembly, which no line of JavaScript stands for), a dependency, the application. */
export function originOf(file: string): Origin {
  if (file === '' || file.startsWith('node:') || file.startsWith('wasm:')) return 'node';
  return isInPackage(file) ? 'dependency' : 'app';
}

/** Without a regular expression: a sample asks, and the program may stand in one. */
export const isInPackage = (file: string): boolean =>
  file.includes('/node_modules/') || file.includes('\\node_modules\\');

/** Name of the package that a dependency's file belongs to: `@scope/name` or `name`. */
export function packageOf(file: string): string | undefined {
  const tail = file.split(/[\\/]node_modules[\\/]/).at(-1);
  return tail === undefined || tail === file
    ? undefined
    : /^(?:@[^\\/]+[\\/])?[^\\/]+/.exec(tail)?.[0].replace('\\', '/');
}

const TEXT_FRAME = /^\s+at (async )?(?:(.*?) \()?(\S.*?):(\d+):(\d+)\)?$/;

/** Reads V8's text of a stack: for programs whose `Error` is frozen. */
export function parseText(text: string): RawFrame[] {
  const lines = text.split('\n').filter((line) => /^\s+at /.test(line));
  return lines.map((line) => {
    const [, isAsync, name = '', file = '', row, column] = TEXT_FRAME.exec(line) ?? [];
    if (file === '') return [line.trim().slice(3), '', 0, 0, 0];
    const known = isAbsolute(file) || file.includes(':') || file.startsWith('[');
    return [name, known ? file : '', Number(row), Number(column), isAsync === undefined ? 0 : 1];
  });
}
