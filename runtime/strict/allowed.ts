import { isAbsolute, resolve, sep } from 'node:path';
import { packageOf } from '../records/stack.ts';
import type { StallFrame } from '../stall-record.ts';

/** What an entry of the option `allow` looks like. */
export const ALLOW_ACCEPTS =
  "calls ('fs.readFileSync', 'bcrypt.hashSync'), files, folders or packages ('src/config.ts', 'node_modules/pino'), lines ('src/config.ts:12'), or a call in one of them ('fs.readFileSync@src/config.ts')";

/** A module (`fs`, `fs/promises`, `better-sqlite3`, `@node-rs/bcrypt`) and its member; or either alone. */
const CALL = /^(?:node:)?(?:@[\w-]+\/)?[\w-]+(?:\/[\w-]+)*(?:\.[\w$]+)*$/;

/** Whether a text is an entry that can be read. */
export function isAllowEntry(text: unknown): boolean {
  if (typeof text !== 'string' || text === '') return false;
  const { call, place } = parts(text);
  return (call === undefined || CALL.test(call)) && (place === undefined || place !== '');
}

/** A file in the working directory itself: `server.js`, `server.js:12`. */
const ROOT_FILE = /\.(?:[cm]?[jt]s|[jt]sx)(?::\d+)?$/;

const isPlace = (text: string): boolean => /[\\/]/.test(text) || ROOT_FILE.test(text);

/** A place has a slash or backslash, or is a file; whatever else there is, is a call. */
function parts(text: string): { call: string | undefined; place: string | undefined } {
  const [, call, place] = /^(.[^@]*)@(.+)$/.exec(text) ?? [];
  if (call !== undefined && (CALL.test(call) || !/[\\/]/.test(call))) return { call, place };
  return isPlace(text) ? { call: undefined, place: text } : { call: text, place: undefined };
}

type PlaceTest = (frame: StallFrame) => boolean;

function placeTest(place: string, cwd: string): PlaceTest {
  const dependency = /^node_modules\/((?:@[^/]+\/)?[^/]+)\/?$/.exec(place)?.[1];
  if (dependency !== undefined) return ({ file }) => packageOf(file) === dependency;
  const [, path = place, line] = /^(.*?)(?::(\d+))?$/.exec(place) ?? [];
  const target = isAbsolute(path) ? path : resolve(cwd, path);
  const inside = target.endsWith(sep) ? target : target + sep;
  return (frame) =>
    (frame.file === target || frame.file.startsWith(inside)) && (line === undefined || frame.line === Number(line));
}

interface Entry {
  /** The entry as it was given: the name of a call may have a slash, as places have. */
  text: string;
  call: string | undefined;
  place: PlaceTest | undefined;
}

/** The option `allow`: calls and places that strict mode lets pass. */
export class Allowed {
  readonly #entries: Entry[];

  constructor(texts: readonly string[], cwd: string) {
    this.#entries = texts.map((text) => {
      const { call, place } = parts(text);
      return {
        text: text.replace(/^node:/, ''),
        call: call?.replace(/^node:/, ''),
        place: place === undefined ? undefined : placeTest(place, cwd),
      };
    });
  }

  /** Whether a call is allowed wherever it is made: no stack is needed to know. */
  everywhere(call: string): boolean {
    return this.#entries.some(({ text }) => text === call);
  }

  /** Whether a call is allowed in one of these frames: the one that makes it, and the application's nearest. */
  at(call: string, frames: readonly StallFrame[]): boolean {
    return this.#entries.some(
      (entry) => (entry.call === undefined || entry.call === call) && frames.some((frame) => entry.place?.(frame)),
    );
  }
}
